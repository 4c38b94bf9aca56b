import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../dist/index.js';
import { runOfficial } from './official/run-official.js';
import { folderWith, sandboxWith, V1 } from './support.js';

const require = createRequire(import.meta.url);
const CLI = join(dirname(require.resolve('liveperson-functions-cli/package.json')), 'bin/run');

const CODE = `function lambda(input, callback) {
  console.info('greeting', input.payload);
  if (input.payload.name === 'missing') throw new Error('whoops');
  callback(null, 'hello ' + input.payload.name);
}`;
const config = (name: string, payload: object) =>
  JSON.stringify({
    name,
    event: 'conversational_command',
    description: '',
    input: { headers: [], payload },
    environmentVariables: [],
  });

let sandbox: Sandbox;
let project: string;

beforeAll(async () => {
  project = await folderWith({
    // The CLI detects a project by this folder.
    'bin/.keep': '',
    'functions/settings.json': '{"secrets":[]}',
    'functions/greet/index.js': CODE,
    'functions/greet/config.json': config('greet', { name: 'world' }),
    'functions/fails/index.js': CODE,
    'functions/fails/config.json': config('fails', { name: 'missing' }),
  });
  sandbox = await sandboxWith({ tls: true, hostNames: 'liveperson', functions: project });
});

/** Runs LivePerson's CLI 1.31.13 as published. It keeps its login in the temporary folder. */
const lpfOf = (home: string, ...args: string[]) =>
  runOfficial(sandbox, [CLI, ...args], { cwd: project, env: { HOME: home, TMPDIR: home, TMP: home } });

describe('LivePerson’s own CLI, unmodified', () => {
  test('LivePerson’s own CLI logs a user in, lists functions and events, and invokes', async () => {
    const home = await folderWith({});
    const lpf = (...args: string[]) => lpfOf(home, ...args);
    const login = await lpf('login', '-a', V1, '-u', 'sandbox-user', '-p', 'sandbox-password');
    expect(login).toEqual({ code: 0, out: expect.stringContaining('Welcome to') });

    const functions = await lpf('get', 'functions');
    expect(functions.code).toBe(0);
    expect(functions.out).toMatch(/ greet +Productive .* conversational_command/);

    const events = await lpf('get', 'events');
    expect([events.code, events.out]).toEqual([0, expect.stringMatching(/conversational_command/)]);

    const invoked = await lpf('invoke', 'greet');
    expect(invoked.code).toBe(0);
    expect(JSON.parse(invoked.out.slice(invoked.out.indexOf('{')))).toEqual({
      result: 'hello world',
      logs: [
        { level: 'Info', message: 'greeting', extras: ["{ name: 'world' }"], timestamp: expect.any(Number) },
      ],
    });

    const failed = await lpf('invoke', 'fails');
    expect(failed.out).toContain('whoops');
    expect(sandbox.requests().at(-1)).toMatchObject({ service: 'faasGW', status: 901 });
    expect(sandbox.requests().filter(({ service }) => service === null)).toEqual([]);
    // Five processes, and each loads a large program.
  }, 90_000);

  test('LivePerson’s own CLI is refused with a wrong password', async () => {
    const wrong = ['-u', 'sandbox-user', '-p', 'wrong'];
    const { out } = await lpfOf(await folderWith({}), 'login', '-a', V1, ...wrong);
    expect(out).toContain('Looks like something went wrong during the login');
    expect(sandbox.requests().at(-1)).toMatchObject({ service: 'agentVep', status: 401 });
  });
});
