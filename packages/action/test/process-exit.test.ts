import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { FakeRunner } from '@lp-faas/testing/fake-runner';
import { FAULTS } from '@lp-faas/testing/faults';
import { json, LAMBDA, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';

const runner = new FakeRunner();
const folder = mkdtempSync(join(tmpdir(), 'lp-faas-exit-'));
const watcher = join(folder, 'watcher.mjs');
const record = join(folder, 'held.json');

/**
 * Records what keeps the process alive a hundred turns of the event loop after each output: enough turns for a
 * socket to close, far too few for an idle connection or a timer to run out.
 */
writeFileSync(
  watcher,
  `import { writeFileSync } from 'node:fs';
  let held = ['no output'];
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (...args) => {
    const look = (turns) => {
      held = process.getActiveResourcesInfo();
      if (turns > 0) setImmediate(look, turns - 1);
    };
    look(100);
    return write(...args);
  };
  process.on('exit', () => writeFileSync(process.env.HELD_FILE, JSON.stringify(held)));`,
);

afterAll(() => {
  runner[Symbol.dispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** The inputs that invoke a function of a platform. */
function inputsFor({ options }: ScriptedPlatform): Record<string, string> {
  return {
    'account-id': options.accountId,
    'client-id': options.credentials.clientId,
    'client-secret': options.credentials.clientSecret,
    'lambda-uuid': LAMBDA,
    'domain-api': options.domainApi,
  };
}

test.each<[string, Reply, number]>([
  ['a success', json(200, 'ok'), 0],
  ['a failure of the function', json(901, {}), 1],
  ['a stalled answer', FAULTS['a body that stalls half way'] as Reply, 1],
  ['a flood', FAULTS['a body that floods for ever'] as Reply, 1],
])('after %s, no timer and no socket keeps the process alive', async (_, invocation, exitCode) => {
  await using platform = await ScriptedPlatform.start({ invocation });
  const inputs = { ...inputsFor(platform), timeout: '1s' };
  const environment = { NODE_OPTIONS: `--import=${pathToFileURL(watcher).href}`, HELD_FILE: record };
  const step = await runner.run(inputs, environment);
  expect(step.exitCode).toBe(exitCode);
  const held = JSON.parse(readFileSync(record, 'utf8')) as string[];
  // The file of the summary may still be open.
  expect(held.filter((name) => /Timeout|TCP|TLS|Server/.test(name))).toEqual([]);
});

test.each([undefined, '', 'false', '1', 'True'])(
  'where GITHUB_ACTIONS is %p, the action refuses before it prints a secret or sends anything, and says what to use',
  async (value) => {
    await using platform = await ScriptedPlatform.start();
    const step = await runner.run(inputsFor(platform), { GITHUB_ACTIONS: value, RUNNER_DEBUG: '1' });
    expect(step.exitCode).toBe(1);
    expect(step.raw).toMatch(/^lp-faas-invoke: GITHUB_ACTIONS is not "true".* Nothing was sent\.\n/);
    expect(step.raw).toContain('use the command lp-faas of @lp-faas/cli');
    expect(step.raw).not.toContain('::');
    expect(step.raw).not.toContain(platform.options.credentials.clientSecret);
    expect(platform.arrived).toEqual([]);
    expect(step.outputs).toEqual({});
  },
);

test('a closed standard output cancels the step quietly, and its outputs say whether the function ran', async () => {
  await using platform = await ScriptedPlatform.start();
  let close = (): void => undefined;
  // The request that the log reports next finds the output closed, while the function runs.
  platform.set('token', (response, request) => {
    close();
    json(200, { access_token: platform.token, token_type: 'Bearer', expires_in: 3600 })(response, request);
  });
  platform.set('invocation', () => undefined);
  const step = await runner.run(inputsFor(platform), {}, (child) => {
    close = () => void child.stdout?.destroy();
  });
  expect(step.exitCode).toBe(1);
  expect(step.outputs).toMatchObject({ outcome: 'aborted' });
  // Nothing on standard error: no stack, no warning.
  expect(step.raw.split('\n').filter((line) => /EPIPE|at .*:\d+/.test(line))).toEqual([]);
});

test('a process that exits before the step is complete fails the step', async () => {
  const silent = join(folder, 'silent.mjs');
  // Drops every response, so that the event loop runs out of work too early.
  writeFileSync(
    silent,
    `import http from 'node:http';
    import { syncBuiltinESMExports } from 'node:module';
    import { EventEmitter } from 'node:events';
    http.request = () => Object.assign(new EventEmitter(), { setTimeout() {}, write() {}, end() {}, destroy() {} });
    syncBuiltinESMExports();
    globalThis.setTimeout = () => ({});`,
  );
  const inputs = {
    'account-id': '12345678',
    'client-id': 'id',
    'client-secret': 'S3cret-canary',
    'lambda-uuid': LAMBDA,
    'domain-api': 'http://127.0.0.1:1',
  };
  const step = await runner.run(inputs, { NODE_OPTIONS: `--import=${pathToFileURL(silent).href}` });
  expect(step.exitCode).toBe(1);
  const [error, ...others] = step.log.named('error');
  expect(others).toEqual([]);
  expect(error?.properties['title']).toBe('LivePerson Functions: incomplete');
  expect(error?.data).toBe(
    'The process exited before the step was complete. This is a bug in the action: please report it.',
  );
});

test('a closed standard error, to which Node writes its warnings, does not fail the step', async () => {
  const warning = join(folder, 'warning.mjs');
  // Writes until the system says that nobody reads.
  writeFileSync(
    warning,
    `const write = () => process.stderr.destroyed || process.stderr.write('warning\\n', () => setImmediate(write).unref());
    write();`,
  );
  await using platform = await ScriptedPlatform.start();
  const environment = { NODE_OPTIONS: `--import=${pathToFileURL(warning).href}` };
  const step = await runner.run(inputsFor(platform), environment, (child) => child.stderr?.destroy());
  expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'success' } });
});

test.each<[string, string, string]>([
  ['an Error', "new Error('no masks')", 'no masks'],
  ['anything else', "'S3cret-canary'", 'A value that is not an Error was thrown'],
])('%s that the step throws by a bug is an annotation, and fails the step', async (_, thrown, message) => {
  const broken = join(folder, 'broken.mjs');
  // The first thing that a step prints is a mask.
  writeFileSync(
    broken,
    `const { write } = process.stdout;
    process.stdout.write = (text, ...rest) => {
      if (String(text).startsWith('::add-mask')) throw ${thrown};
      return write.call(process.stdout, text, ...rest);
    };`,
  );
  await using platform = await ScriptedPlatform.start();
  const environment = { NODE_OPTIONS: `--import=${pathToFileURL(broken).href}` };
  const step = await runner.run(inputsFor(platform), environment);
  expect(step.exitCode).toBe(1);
  expect(step.log.named('error')).toEqual([
    {
      name: 'error',
      properties: { title: 'LivePerson Functions: the step failed' },
      data: message,
    },
  ]);
  expect(platform.arrived).toEqual([]);
});
