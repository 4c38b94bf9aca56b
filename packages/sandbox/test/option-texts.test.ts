import { describe, expect, test } from '@jest/globals';
import { type Command, readArguments } from '../dist/cli/arguments.js';
import { USAGE } from '../dist/cli/usage.js';
import type { SandboxOptions } from '../dist/index.js';
import { planInspection } from '../dist/inspect.js';
import { readOptions } from '../dist/read-options.js';

/** Compares whole texts: whoever changes a word of an error sees it here. */
const problem = (read: () => unknown): string => {
  try {
    read();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};
const MAX_MS = 2 ** 31 - 1;
const LONGEST = `at most ${MAX_MS} milliseconds.`;
const ACCOUNT = { id: '1', generation: 'v1' } as const;
const USER = { name: 'a', password: 'b' };

describe('an option that is wrong', () => {
  test.each<[SandboxOptions, string]>([
    [{ accounts: [] }, 'The sandbox needs at least one account.'],
    [
      { accounts: [{ id: 'a/b', generation: 'v1' }] },
      '"a/b" is not an account id. Use up to 40 letters and digits.',
    ],
    [{ accounts: [{ id: '1', generation: 'v3' as 'v2' }] }, 'Account 1 must be on v1 or v2, not "v3".'],
    [{ accounts: [ACCOUNT, ACCOUNT] }, 'Account 1 is given 2 times. Give it once.'],
    [{ users: [{ name: '', password: 'b' }] }, 'A user needs a name and a password.'],
    [{ users: [{ name: 'a', password: '' }] }, 'A user needs a name and a password.'],
    [{ users: [USER, USER] }, 'User "a" is given more than once. Give each user once.'],
    [{ hostNames: 'x' as 'loopback' }, 'The host names must be loopback or liveperson, not "x".'],
    [{ tokenTtlMs: 999 }, 'The lifetime of a token must be finite and at least 1 second.'],
    [{ tokenTtlMs: Infinity }, 'The lifetime of a token must be finite and at least 1 second.'],
    [{ executionLimitMs: 0 }, `The execution limit must be more than 0 and ${LONGEST}`],
    [{ executionLimitMs: MAX_MS + 1 }, `The execution limit must be more than 0 and ${LONGEST}`],
    [{ coldStartMs: -1 }, `The cold start must be at least 0 and ${LONGEST}`],
    [{ coldStartMs: MAX_MS + 1 }, `The cold start must be at least 0 and ${LONGEST}`],
    [{ latencyMs: -1 }, `The latency must be at least 0 and ${LONGEST}`],
    [{ keepWarmMs: -1 }, `The keep-warm time must be at least 0 and ${LONGEST}`],
    [{ instances: 0 }, 'The number of instances must be a whole number of at least 1, not 0.'],
    [{ instances: 1.5 }, 'The number of instances must be a whole number of at least 1, not 1.5.'],
    [{ logLimit: 'x' as 'drop' }, 'The log limit must be fail or drop, not "x".'],
    [{ host: 'a/b' }, '"a/b" is not a host. Use an address or a name, without scheme and port.'],
    [
      { host: 'my-functions.localhost' },
      'The host "my-functions.localhost" contains "functions" or "fninvocations", by which clients detect v2. Choose another host.',
    ],
    [
      { allowHosts: ['*.test'] },
      'The allowed host "*.test" is not a host name. Use a name without scheme, port and wildcard.',
    ],
    [{ port: -1 }, 'The port must be a whole number from 0 to 65535, not -1.'],
    [{ port: 65_536 }, 'The port must be a whole number from 0 to 65535, not 65536.'],
    [{ httpsPort: 0.5 }, 'The https port must be a whole number from 0 to 65535, not 0.5.'],
    [
      { inspect: { port: 65_536 } },
      'The port for the debugger must be a whole number from 0 to 65535, not 65536.',
    ],
    [{ tls: true, port: 1, httpsPort: 1 }, 'The port and the https port must be different.'],
    [{ clientId: '' }, 'The client id must not be empty.'],
    [{ clientSecret: '' }, 'The client secret must not be empty.'],
    [
      { guesses: { 'success-status': 'x' as '200' } },
      'The guess success-status must be 200 or 202, not "x".',
    ],
  ])('is named, with what is allowed: %j', (options, message) => {
    expect(problem(() => readOptions(options))).toBe(message);
  });

  test.each<SandboxOptions>([
    { accounts: [{ id: 'a'.repeat(40), generation: 'v2' }] },
    { tokenTtlMs: 1000 },
    { executionLimitMs: MAX_MS, coldStartMs: MAX_MS, latencyMs: MAX_MS, keepWarmMs: MAX_MS },
    { coldStartMs: 0, latencyMs: 0, keepWarmMs: 0, executionLimitMs: 0.5 },
    { instances: 1 },
    { port: 65_535, inspect: { port: 65_535 } },
    { tls: true, port: 0, httpsPort: 0 },
    { tls: false, port: 1, httpsPort: 1 },
    { users: [USER, { ...USER, name: 'b' }] },
  ])('is not one at its limit: %j', (options) => {
    expect(readOptions(options)).toMatchObject(options);
  });
});

test('options that are left out have the defaults that --help names', () => {
  const { accounts, users, ...others } = readOptions({});
  expect({ accounts, users }).toEqual({
    accounts: [
      { id: '12345678', generation: 'v1' },
      { id: '87654321', generation: 'v2' },
    ],
    users: [{ name: 'sandbox-user', password: 'sandbox-password' }],
  });
  expect(others).toMatchObject({
    ...{ host: '127.0.0.1', allowHosts: [], port: 0, tls: false, httpsPort: 0, offline: false },
    ...{ clientId: 'sandbox-client', clientSecret: 'sandbox-secret', hostNames: 'loopback' },
    ...{ tokenTtlMs: 3_600_000, executionLimitMs: 30_000, instances: 50, coldStartMs: 0 },
    ...{ keepWarmMs: 120_000, logLimit: 'fail', latencyMs: 0 },
  });
  for (const text of [
    'default 127.0.0.1)',
    'default 12345678:v1 and 87654321:v2)',
    'default sandbox-client)',
    'default sandbox-secret;',
    'default sandbox-user:sandbox-password;',
    'default loopback)',
    'default 3600)',
    'delay of each answer (default 0)',
    'maximum execution time of a function (default 30)',
    'get 429 (default 50)',
    'v2 instance (default 0)',
    'waits for an invocation (default 120)',
    'dropped (default fail)',
    'any free port (default 8787)',
    'https (default 8443)',
    '(default 9229)',
  ]) {
    expect(USAGE.replace(/\s+/g, ' ')).toContain(text);
  }
});

describe('an argument of the command that is wrong', () => {
  test.each([
    [['--port', 'x'], '--port must be a number, not "x".'],
    [['--cold-start', '1s'], '--cold-start must be a number, not "1s".'],
    [['--execution-limit', '0'], '--execution-limit must be more than 0 seconds.'],
    [['--hostnames', 'x'], '--hostnames must be loopback or liveperson, not "x".'],
    [['--log-limit', 'x'], '--log-limit must be fail or drop, not "x".'],
    [['--account', '1:v1:x'], '--account must be ID, ID:v1 or ID:v2, not "1:v1:x".'],
    [['--user', 'a:'], '--user must be NAME:PASSWORD.'],
    [['--guess', 'x'], '--guess must be NAME=VALUE, not "x".'],
    [['--tls-cert', 'x'], '--tls-cert and --tls-key require each other. Give both, or --tls alone.'],
    [['--tls-key', 'x'], '--tls-cert and --tls-key require each other. Give both, or --tls alone.'],
    [['--https-port', '1'], '--https-port requires --tls, or --tls-cert and --tls-key.'],
    [['--function', 'x'], '--function requires --inspect. Give both.'],
    [['exec', '--ready-json', '--', 'x'], '--ready-json cannot be combined with exec.'],
    [['exec', '--payload', 'x', '--', 'x'], '--payload cannot be combined with exec.'],
    [['exec'], 'exec needs a command after --, such as exec -- npm test.'],
    [['exec', '--'], 'exec needs a command after --, such as exec -- npm test.'],
    [['invoke', 'x', '--quiet'], '--quiet cannot be combined with invoke.'],
    [['invoke', 'x', '--inspect'], '--inspect cannot be combined with invoke.'],
    [['invoke'], 'invoke needs the name of one function, such as invoke my-function.'],
    [['invoke', 'x', 'y'], 'invoke needs the name of one function, such as invoke my-function.'],
    [['--payload', '{}'], '--payload belongs to the command invoke.'],
  ])('is named: %j', (args, message) => {
    expect(problem(() => readArguments(args))).toBe(message);
  });

  const started = (args: readonly string[]) => readArguments(args) as Extract<Command, { kind: 'start' }>;

  test('every option is carried to the sandbox, in its units', () => {
    const args = [
      ...['--host', 'h', '--allow-host', 'a', '--port', '1', '--tls', '--https-port', '2'],
      ...['--functions', 'f', '--toolbelt', 't', '--offline', '--node', 'n', '--account', '1:v2'],
      ...['--client-id', 'c', '--client-secret', 's', '--user', 'a:b:c', '--guess', 'no-result=empty'],
      ...['--hostnames', 'liveperson', '--token-ttl', '1.5', '--latency', '3', '--execution-limit', '4'],
      ...['--inspect', '--function', 'x', '--instances', '5', '--cold-start', '6', '--keep-warm', '7'],
      ...['--log-limit', 'drop'],
    ];
    expect(started(args)).toEqual({
      ...{ kind: 'start', readyJson: false, quiet: false },
      options: {
        ...{ host: 'h', allowHosts: ['a'], port: 1, tls: true, httpsPort: 2, functions: 'f' },
        ...{ toolbelt: 't', offline: true, node: 'n', accounts: [{ id: '1', generation: 'v2' }] },
        ...{ clientId: 'c', clientSecret: 's', users: [{ name: 'a', password: 'b:c' }] },
        ...{ guesses: { 'no-result': 'empty' }, hostNames: 'liveperson', tokenTtlMs: 1500, latencyMs: 3 },
        ...{ executionLimitMs: 4000, inspect: { port: 9229, function: 'x' }, instances: 5 },
        ...{ coldStartMs: 6000, keepWarmMs: 7000, logLimit: 'drop' },
      },
    });
  });

  test('the command has its own ports, and takes any free ones beside another command', () => {
    expect(started([]).options).toMatchObject({ port: 8787, httpsPort: 8443 });
    expect(readArguments(['exec', '-q', '--', 'npm', 'test', '--port', '1'])).toMatchObject({
      ...{ kind: 'exec', quiet: true, command: ['npm', 'test', '--port', '1'] },
      options: { port: 0, httpsPort: 0 },
    });
    expect(readArguments(['exec', '--', 'x'])).toMatchObject({ quiet: false });
    expect(readArguments(['invoke', 'x', '--payload', '1'])).toMatchObject({
      ...{ kind: 'invoke', name: 'x', payload: '1', options: { port: 0, httpsPort: 0 } },
    });
  });

  test.each([[['-h']], [['exec', '--help']], [['invoke', '--help']]])('help is shown for %j', (args) => {
    expect(readArguments(args)).toEqual({ kind: 'help' });
  });
});

test('a function to debug that cannot be chosen is named, with those that there are', async () => {
  const functions = (...names: string[]) =>
    names.map((name) => ({ name })) as unknown as Parameters<typeof planInspection>[1];
  const plan = (given: Parameters<typeof planInspection>[0], ...names: string[]) =>
    planInspection(given, functions(...names)).then(
      () => '',
      (error: Error) => error.message,
    );
  expect(await plan({}, 'a', 'b', 'a')).toBe(
    'Only one function can be debugged. The functions are a, b. Choose one with --function NAME (in code: inspect.function).',
  );
  expect(await plan({ function: 'c' }, 'a')).toBe('There is no function "c". The functions are a.');
  expect(await plan({})).toBe('There is no function to debug. There are no functions.');
  expect(await plan({ port: 0 }, 'a', 'a')).toBe('');
});
