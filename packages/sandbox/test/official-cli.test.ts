import { readFile } from 'node:fs/promises';
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
    description: 'says hello',
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

/** What docs/sandbox.md says about each command of the CLI: the command, and what it does here. */
async function documentedCommands(): Promise<[string, string][]> {
  const page = await readFile(join(import.meta.dirname, '../../../docs/sandbox.md'), 'utf8');
  const [, table = ''] = /### LivePerson's CLI\n([\s\S]*?)\n##/.exec(page) ?? [];
  return [...table.matchAll(/^\| `(lpf [^`]+)`\s+\| (\S.*?)\s*\|$/gm)].map(([, command = '', does = '']) => [
    command,
    does,
  ]);
}

type Kind = 'works' | 'error' | 'fails';

interface TriedCommand {
  readonly args: string[];
  /** `fails` is an error whose words the CLI does not print. */
  readonly kind: Kind;
  readonly output: RegExp;
}

const COMMANDS: Readonly<Record<string, TriedCommand>> = {
  'lpf login': {
    kind: 'works',
    args: ['login', '-a', V1, '-u', 'sandbox-user', '-p', 'sandbox-password'],
    output: /Welcome to/,
  },
  'lpf get functions': { kind: 'works', args: ['get', 'functions'], output: / greet +Productive / },
  'lpf get deployments': { kind: 'works', args: ['get', 'deployments'], output: / greet +.*Up to date/ },
  'lpf get events': { kind: 'works', args: ['get', 'events'], output: /conversational_command/ },
  'lpf get account': { kind: 'fails', args: ['get', 'account'], output: /^$/ },
  'lpf invoke': { kind: 'works', args: ['invoke', 'greet'], output: /"result": "hello world"/ },
  'lpf pull': { kind: 'works', args: ['pull', 'greet', '--yes'], output: /greet/ },
  'lpf push': { kind: 'error', args: ['push', 'greet', '--yes'], output: /there is nothing to push/ },
  'lpf deploy': { kind: 'error', args: ['deploy', 'greet', '--yes'], output: /there is nothing to deploy/ },
  'lpf undeploy': { kind: 'error', args: ['undeploy', 'greet', '--yes'], output: /set its "state" to/ },
  'lpf create:schedule': {
    kind: 'error',
    args: ['create:schedule', '-f', 'greet', '-c', '* * * * *'],
    output: /The sandbox has no schedules/,
  },
  'lpf add:domain': {
    kind: 'error',
    args: ['add:domain', '*.example.com'],
    output: /The sandbox has no domain allow-list/,
  },
  'lpf metrics': {
    kind: 'error',
    args: ['metrics', 'greet', '--last', '7d'],
    output: /The sandbox has no reports/,
  },
  'lpf logs': { kind: 'fails', args: ['logs', 'greet', '--start', '1'], output: /^(undefined)?\s*$/ },
  // Last, since the others need the login.
  'lpf logout': { kind: 'works', args: ['logout', '-a', V1], output: /Logout successful/ },
};

describe('the table of commands in docs/sandbox.md', () => {
  let home: string;

  beforeAll(async () => {
    home = await folderWith({});
    await lpfOf(home, ...(COMMANDS['lpf login']?.args ?? []));
  }, 60_000);

  test('it has every command that is tried here, and no other', async () => {
    const documented = (await documentedCommands()).map(([command]) => command);
    expect(documented.sort()).toEqual(Object.keys(COMMANDS).sort());
  });

  test.each(Object.keys(COMMANDS))(
    'LivePerson’s own CLI: %s does what the table says',
    async (command) => {
      const [, does = ''] = (await documentedCommands()).find(([name]) => name === command) ?? [];
      const { args, kind, output } = COMMANDS[command] as TriedCommand;
      expect(does).toMatch(new RegExp(`^${kind}\\b`));
      const { out } = await lpfOf(home, ...args);
      expect(out).toMatch(output);
      if (kind !== 'works') expect(sandbox.requests().some(({ status }) => status === 501)).toBe(true);
      sandbox.reset();
    },
    60_000,
  );
});
