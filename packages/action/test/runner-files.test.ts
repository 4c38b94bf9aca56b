import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { HEADLINES } from '@lp-faas/job';
import { FakeRunner, type Step } from '@lp-faas/testing/fake-runner';
import { CREDENTIALS, json, LAMBDA, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { smallDisk } from '@lp-faas/testing/small-disk';
import type { Runner } from '../src/runner.js';
import { checkRunnerFiles } from '../src/runner-files.js';
import { workspaceFiles } from '../src/workspace.js';

let runner: FakeRunner;
let platform: ScriptedPlatform;
beforeAll(async () => {
  platform = await ScriptedPlatform.start();
});
beforeEach(() => {
  platform.arrived.length = 0;
  platform.set('invocation', json(200, { greeting: 'Hello' }));
  runner?.[Symbol.dispose]();
  runner = new FakeRunner({ obeysPermissions: true });
});
afterAll(async () => {
  await platform[Symbol.asyncDispose]();
  runner[Symbol.dispose]();
});

function run(
  environment: NodeJS.ProcessEnv = {},
  inputs: Record<string, string> = {},
  onStart: Parameters<FakeRunner['run']>[2] = () => undefined,
): Promise<Step> {
  const given = {
    'account-id': platform.options.accountId,
    'client-id': CREDENTIALS.clientId,
    'client-secret': CREDENTIALS.clientSecret,
    'lambda-uuid': LAMBDA,
    'domain-api': platform.url,
    ...inputs,
  };
  return runner.run(given, environment, onStart);
}

/** Checks that a step was refused before it sent anything, and returns its annotation. */
function expectRefused(step: Step): string {
  expect(step.exitCode).toBe(1);
  expect(platform.arrived).toEqual([]);
  const [annotation, ...others] = step.log.named('error');
  expect(others).toEqual([]);
  expect(annotation?.properties['title']).toContain("The runner's files cannot be written");
  expect(annotation?.data).toContain('no, nothing was sent');
  expect(annotation?.data).toContain('docs/errors.md#file-error');
  expect(step.raw).not.toMatch(/\n\s+at /);
  return annotation?.data ?? '';
}

/** A path in the workspace, made by a function that gets it. */
const at = (name: string, make: (path: string) => void = () => undefined): string => {
  const path = join(runner.workspace, name);
  make(path);
  return path;
};
const readOnlyFile = (path: string): void => writeFileSync(path, '', { mode: 0o444 });
const readOnlyFolder = (path: string): void => {
  mkdirSync(path, { mode: 0o555 });
};

describe('before anything is sent', () => {
  test.each<[string, () => string, RegExp]>([
    ['missing', () => at('missing'), /no such file or directory \(ENOENT\)/],
    ['a folder', () => at('folder', mkdirSync), /illegal operation on a directory \(EISDIR\)/],
    ['of another user', () => at('read-only', readOnlyFile), /permission denied \(EACCES\).*--user/],
    ['on a full device', () => '/dev/full', /no space left on device \(ENOSPC\).*Free space/],
    ['not set', () => '', /the variable is not set/],
  ])('an output file that is %s is refused, with the cause and the way out', async (_, make, cause) => {
    const message = expectRefused(await run({ GITHUB_OUTPUT: make() }, { 'fail-on': 'never' }));
    expect(message).toMatch(/^The outputs cannot be written to the runner's file \(GITHUB_OUTPUT\): /);
    expect(message).toMatch(cause);
    expect(message.match(/GITHUB_OUTPUT/g)).toHaveLength(1);
  });

  test('an output file on a full disk is refused', async () => {
    using disk = smallDisk(4096);
    const output = join(disk.folder, 'output');
    // The page that the disk has, or the size that a file may have, is in use already.
    writeFileSync(output, '#'.repeat(4096));
    const message = expectRefused(await run({ GITHUB_OUTPUT: output }));
    expect(message).toMatch(/\((ENOSPC|EFBIG)\)/);
    // Nothing is left of the outputs that found room: the runner accepts no file that ends within one.
    expect(readFileSync(output, 'utf8')).toBe('#'.repeat(4096));
  });

  test.each<[string, () => string, RegExp]>([
    ['a file', () => at('file', readOnlyFile), /not a directory \(ENOTDIR\)/],
    ['a folder of another user', () => at('read-only', readOnlyFolder), /\(EACCES\).*--user/],
  ])('a temporary folder that is %s is refused, and the outputs say so', async (_, make, cause) => {
    const step = await run({ RUNNER_TEMP: make() });
    expect(expectRefused(step)).toMatch(cause);
    const expected = { outcome: 'file-error', delivery: 'not-sent', attempts: '0', 'duration-ms': '0' };
    expect(step.outputs).toMatchObject(expected);
    expect(step.outputs['error-message']).toMatch(/RUNNER_TEMP/);
    expect(step.summary).toContain('The runner&#39;s files cannot be written');
  });

  test('a temporary folder on a full disk is refused', async () => {
    using disk = smallDisk(16 * 1024);
    const step = await run({ RUNNER_TEMP: disk.folder });
    expect(expectRefused(step)).toMatch(/\((ENOSPC|EFBIG)\)/);
  });

  test('a temporary folder with room for 64 KiB is enough', async () => {
    using disk = smallDisk(96 * 1024);
    expect(await run({ RUNNER_TEMP: disk.folder })).toMatchObject({ exitCode: 0 });
  });

  test.each([
    ['ENOSPC', "Free space on the runner's disk."],
    ['EDQUOT', "Free space on the runner's disk."],
    [
      'EACCES',
      "The user of the step may not write there. In a container, leave out --user in its options, or name the runner's own user id.",
    ],
    [
      'EPERM',
      "The user of the step may not write there. In a container, leave out --user in its options, or name the runner's own user id.",
    ],
    ['EIO', 'Check the environment of the step and of its container.'],
  ])('the refusal names what failed, that nothing was sent, and what to do about %s', (code, wayOut) => {
    const fail = (): never => {
      throw Object.assign(new Error(), { code });
    };
    const setOutputs = (): void => undefined;
    const files = workspaceFiles({ setOutputs } as unknown as Runner, { RUNNER_TEMP: tmpdir() });
    const refused = (runner: { setOutputs(): void }, newResultFile: () => string) =>
      checkRunnerFiles(runner as unknown as Runner, { ...files, newResultFile }, 'invoke');
    const end = `: ${code}. Nothing was sent. ${wayOut}`;
    expect(refused({ setOutputs: fail }, () => '')?.errorMessage).toBe(
      `The outputs cannot be written to the runner's file (GITHUB_OUTPUT)${end}`,
    );
    expect(refused({ setOutputs }, fail)?.errorMessage).toBe(
      `No file can be written in the runner's temporary folder (RUNNER_TEMP)${end}`,
    );
  });

  test('invalid inputs are named even when the outputs cannot be written', async () => {
    const step = await run({ GITHUB_OUTPUT: at('missing') }, { 'lambda-uuid': 'x' });
    expect(step.exitCode).toBe(1);
    const [annotation] = step.log.named('error');
    expect(annotation?.data).toMatch(/lambda-uuid must be a UUID.*outputs could not be written.*ENOENT/);
    expect(platform.arrived).toEqual([]);
  });

  test('nothing is left in the temporary folder by the check', async () => {
    platform.set('invocation', json(404, {}));
    await run();
    expect(readdirSync(join(runner.temp, 'lp-faas-invoke'))).toEqual([]);
  });
});

describe('after the function ran', () => {
  test('outputs that cannot be written any more fail the step, and log and annotation say what happened', async () => {
    const output = at('output', (path) => writeFileSync(path, ''));
    platform.set('invocation', (response, request) => {
      rmSync(output);
      mkdirSync(output);
      json(200, 'ok')(response, request);
    });
    const step = await run({ GITHUB_OUTPUT: output }, { 'fail-on': 'never' });
    expect(step.exitCode).toBe(1);
    const [annotation] = step.log.named('error');
    expect(annotation?.properties['title']).toContain(HEADLINES['file-error']);
    const { requestId } = sentInvocation();
    expect(annotation?.data).toMatch(
      /^The function ran and succeeded, but its outputs could not be written \(GITHUB_OUTPUT\): .*\(EISDIR\); the result-file is \S+\.json\. Check what it did/,
    );
    expect(annotation?.data).toContain('Did the function run? yes (delivery: executed).');
    expect(annotation?.data).toContain(`Request id: ${requestId}`);
    expect(step.summary).toContain(requestId);
    expect(platform.count('invocation')).toBe(1);
  });

  test('a batch whose outputs cannot be written any more names its result-file', async () => {
    const output = at('output', (path) => writeFileSync(path, ''));
    writeFileSync(join(runner.workspace, 'payloads.jsonl'), '1\n');
    platform.set('invocation', (response, request) => {
      rmSync(output);
      json(200, 'ok')(response, request);
    });
    const step = await run({ GITHUB_OUTPUT: output }, { 'payloads-file': 'payloads.jsonl' });
    expect(step.exitCode).toBe(1);
    const [annotation] = step.log.named('error');
    const [, file = ''] = /\(ENOENT\); the result-file is (\S+\.jsonl)\./.exec(annotation?.data ?? '') ?? [];
    expect(readFileSync(file, 'utf8')).toContain('"outcome":"success"');
  });

  test('a failure whose outputs cannot be written keeps its code, and fails the step whatever fail-on says', async () => {
    const output = at('output', (path) => writeFileSync(path, ''));
    platform.set('invocation', (response, request) => {
      rmSync(output);
      json(901, {})(response, request);
    });
    const step = await run({ GITHUB_OUTPUT: output }, { 'fail-on': 'never' });
    expect(step.exitCode).toBe(1);
    const [annotation] = step.log.named('error');
    expect(annotation?.properties['title']).toContain(HEADLINES['function-failed']);
    expect(annotation?.data).toMatch(/but its outputs could not be written .*\(ENOENT\)/);
  });

  test('a long result that finds no room fails the step, which says that the function ran', async () => {
    using disk = smallDisk(1024 * 1024);
    platform.set('invocation', json(200, 'x'.repeat(1_500_000)));
    const step = await run({ RUNNER_TEMP: disk.folder }, { 'fail-on': 'never' });
    expect(step.exitCode).toBe(1);
    expect(step.outputs).toMatchObject({
      outcome: 'file-error',
      'error-code': 'file-error',
      delivery: 'executed',
      'status-code': '200',
      result: '',
      'result-file': '',
    });
    expect(step.outputs['error-message']).toMatch(
      /^The function ran and succeeded, but its result was lost: it is too long for an output \(1500002 characters\)\. The result-file could not be written: .* \((ENOSPC|EFBIG)\)/,
    );
    expect(step.log.named('warning')).toEqual([]);
    expect(readdirSync(join(disk.folder, 'lp-faas-invoke'))).toEqual([]);
  });

  test('a result that finds no room among the outputs leaves room for the others', async () => {
    using disk = smallDisk(256 * 1024);
    const output = join(disk.folder, 'output');
    writeFileSync(output, '');
    platform.set('invocation', json(200, 'x'.repeat(300_000)));
    const step = await run({ GITHUB_OUTPUT: output, RUNNER_TEMP: disk.folder });
    expect(step.exitCode).toBe(1);
    const expected = { outcome: 'file-error', delivery: 'executed', result: '', 'result-truncated': 'true' };
    expect(step.outputs).toMatchObject({ ...expected, 'request-id': sentInvocation().requestId });
  });

  test('a short result is in the outputs even if the result-file finds no room, with a warning', async () => {
    using disk = smallDisk(128 * 1024);
    platform.set('invocation', json(200, 'x'.repeat(200_000)));
    const step = await run({
      RUNNER_TEMP: disk.folder,
      GITHUB_OUTPUT: at('output', (path) => writeFileSync(path, '')),
    });
    // Where the size of each file is limited instead of the disk, the outputs are lost, too.
    const expected = disk.isMounted
      ? { exitCode: 0, outputs: { outcome: 'success', result: JSON.stringify('x'.repeat(200_000)) } }
      : { exitCode: 1, outputs: { outcome: 'file-error', result: '' } };
    expect(step).toMatchObject({ ...expected, outputs: { ...expected.outputs, 'result-file': '' } });
    const titles = step.log.named('warning').map(({ properties }) => properties['title']);
    expect(titles).toEqual(disk.isMounted ? ['LivePerson Functions: no result-file'] : []);
  });
});

test.each([
  ['a single invocation', {}],
  ['a batch', { 'payloads-file': 'payloads.jsonl' }],
])(
  'a folder for results that another user left behind is replaced by one of the step’s own: %s',
  async (_, inputs) => {
    mkdirSync(join(runner.temp, 'lp-faas-invoke'));
    chmodSync(join(runner.temp, 'lp-faas-invoke'), 0o555);
    writeFileSync(join(runner.workspace, 'payloads.jsonl'), '1\n2\n');
    const step = await run({}, inputs);
    expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'success' } });
    const file = step.outputs['result-file'] ?? '';
    expect(file).toMatch(/lp-faas-invoke-\w+\/result-/);
    expect(readFileSync(file, 'utf8')).toContain('Hello');
    expect(step.log.named('warning')).toEqual([]);
  },
);

test.each([
  ['invoke', 'unknown', 'The function may have run. Check whether it did.'],
  ['check', 'not-sent', 'Nothing was invoked.'],
])('the outputs of a step in mode %s that is killed say what is known: %s', async (mode, delivery, ran) => {
  let kill = (): void => undefined;
  platform.set('invocation', () => kill());
  const step = await run({}, { mode }, (child) => {
    kill = () => void child.kill('SIGKILL');
  });
  expect(step.exitCode).toBeNull();
  expect(step.outputs).toMatchObject({
    ...{ outcome: 'aborted', 'error-code': 'aborted', delivery, 'result-truncated': 'false' },
    ...{ attempts: '0', 'duration-ms': '0' },
    'error-message': `The step ended before it could report its outcome. ${ran}`,
  });
});

/** The invocation that arrived, with the request id that it was sent with. */
function sentInvocation(): { requestId: string } {
  const [invocation] = platform.arrived.filter(
    ({ service, method }) => service === 'invocation' && method === 'POST',
  );
  return { requestId: String(invocation?.headers['x-request-id']) };
}
