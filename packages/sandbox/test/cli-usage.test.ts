import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { GREET, run, startReady } from './cli-support.js';
import { folderWith, functionFiles, invoke, sandboxWith, V1 } from './support.js';

const ROOT = join(import.meta.dirname, '../../..');

test('--help shows every option, and --version the version of the package', async () => {
  const help = await run('--help').ended;
  expect([help.code, help.err]).toEqual([0, '']);
  for (const option of [
    '--host',
    '--port',
    '--functions',
    '--account',
    '--client-id',
    '--client-secret',
    '--token-ttl',
    '--execution-limit',
    '--inspect',
    '--function',
    '--instances',
    '--cold-start',
    '--keep-warm',
    '--log-limit',
    '--ready-json',
  ]) {
    expect(help.out).toContain(option);
  }
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  expect(await run('--version').ended).toEqual({ code: 0, out: `${version}\n`, err: '' });
});

test('docs/sandbox.md names only existing options', async () => {
  const page = readFileSync(join(ROOT, 'docs/sandbox.md'), 'utf8');
  const named = new Set([...page.matchAll(/`(--[a-z-]+)/g)].map(([, option = '']) => option));
  const { out } = await run('--help').ended;
  expect(named).toContain('--log-limit');
  for (const option of named) expect(out).toMatch(new RegExp(`^ +${option}[ [=]`, 'm'));
});

describe('errors of the command', () => {
  test.concurrent.each([
    ['an unknown option', ['--prot', '1'], /Unknown option '--prot'\./],
    ['an argument without an option', ['functions'], /Unexpected argument 'functions'/],
    ['an option without its value', ['--port'], /--port <value>' argument missing\./],
    ['a port that is not a number', ['--port', 'x'], /--port must be a number, not "x"\./],
    ['a port that is too high', ['--port', '65536'], /port must be a whole number from 0 to 65535/],
    ['an unknown generation', ['--account', '1:v3'], /--account must be ID, ID:v1 or ID:v2, not "1:v3"\./],
    ['an invalid account id', ['--account', 'a b'], /"a b" is not an account id/],
    [
      'an execution limit of 0',
      ['--execution-limit', '0'],
      /--execution-limit must be more than 0 seconds\./,
    ],
    [
      'an instance limit of 0',
      ['--instances', '0'],
      /number of instances must be a whole number of at least 1, not 0/,
    ],
    ['an unknown log limit', ['--log-limit', 'x'], /--log-limit must be fail or drop, not "x"\./],
    [
      'a cold start beyond the longest timer',
      ['--cold-start', '9999999'],
      /cold start must be at least 0 and at most/,
    ],
    ['a user without a password', ['--user', 'my-own-name'], /--user must be NAME:PASSWORD\./],
    ['a guess without a value', ['--guess', 'no-result'], /--guess must be NAME=VALUE, not "no-result"\./],
    ['an unknown guess', ['--guess', 'x=1'], /There is no guess "x"\. The guesses are event-timestamp,/],
    [
      'an unknown kind of host names',
      ['--hostnames', 'x'],
      /--hostnames must be loopback or liveperson, not "x"/,
    ],
    ['a latency that is not a number', ['--latency', '1s'], /--latency must be a number, not "1s"\./],
    ['a negative lifetime', ['--token-ttl=-1'], /--token-ttl must be a number, not "-1"\./],
  ])('a usage error is one line on stderr with exit code 2: %s', async (_what, args, message) => {
    const { code, out, err } = await run(...args).ended;
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^lp-faas-sandbox: [^\n]+ See lp-faas-sandbox --help\.\n$/);
    expect(err).toMatch(message);
  });

  test('a folder that does not exist is one line on stderr with exit code 1', async () => {
    const folder = join(await folderWith({}), 'nothing');
    const { code, out, err } = await run('--port', '0', '--functions', folder).ended;
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^lp-faas-sandbox: [^\n]+nothing does not exist\. [^\n]+\n$/);
  });

  test('an invalid config.json fails only its own function, and is named at the start', async () => {
    const functions = await folderWith({
      ...functionFiles({ first: GREET, second: GREET }),
      'functions/first/config.json': '{',
    });
    const { child, ended, sandbox } = await startReady('--functions', functions);
    expect((await invoke(sandbox, V1, 'first')).status).toBe(901);
    expect((await invoke(sandbox, V1, 'second')).status).toBe(200);
    child.kill('SIGTERM');
    const { code, err } = await ended;
    expect(code).toBe(0);
    expect(err).toMatch(
      /^first cannot be loaded: .+config\.json is not valid JSON .+\. Correct the file\.\n/m,
    );
  });

  test('a port in use is one line on stderr with exit code 1', async () => {
    const { port } = new URL((await sandboxWith()).url);
    const { code, out, err } = await run('--port', port).ended;
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(
      /^lp-faas-sandbox: Cannot listen on 127\.0\.0\.1:\d+: the port is in use\. [^\n]+\n$/,
    );
  });

  test('a function with a syntax error fails only its own invocations', async () => {
    const functions = await folderWith(functionFiles({ broken: 'function lambda( {', greet: GREET }));
    const { child, ended, sandbox } = await startReady('--functions', functions);
    expect((await invoke(sandbox, V1, 'broken')).status).toBe(901);
    expect((await invoke(sandbox, V1, 'greet')).status).toBe(200);
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  });
});
