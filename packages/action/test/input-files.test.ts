import { execFileSync } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FakeRunner, type Step } from '@lp-faas/testing/fake-runner';
import { CREDENTIALS, LAMBDA, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';

const runner = new FakeRunner();
let platform: ScriptedPlatform;
beforeAll(async () => {
  platform = await ScriptedPlatform.start();
  execFileSync('mkfifo', [join(runner.workspace, 'pipe')]);
  writeFileSync(join(runner.workspace, 'payloads.jsonl'), '1\n');
});
afterAll(async () => {
  await platform[Symbol.asyncDispose]();
  runner[Symbol.dispose]();
});

function run(inputs: Record<string, string>, onStart?: Parameters<FakeRunner['run']>[2]): Promise<Step> {
  const given = {
    'account-id': platform.options.accountId,
    'client-id': CREDENTIALS.clientId,
    'client-secret': CREDENTIALS.clientSecret,
    'lambda-uuid': LAMBDA,
    'domain-api': platform.url,
    ...inputs,
  };
  return runner.run(given, {}, onStart);
}

test.each([
  ['payload-file', { 'payload-file': 'pipe' }],
  ['payloads-file', { 'payloads-file': 'pipe' }],
  ['resume-file', { 'payloads-file': 'payloads.jsonl', 'resume-file': 'pipe' }],
])('a named pipe is refused, and not waited for: %s', async (name, inputs) => {
  const step = await run(inputs);
  expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'invalid-options', delivery: 'not-sent' } });
  expect(step.outputs['error-message']).toContain(`${name} must be a regular file, not a named pipe`);
  expect(platform.arrived).toEqual([]);
});

test.each([
  ['payload-file', { 'payload-file': 'large' }],
  ['payloads-file', { 'payloads-file': 'large' }],
  ['resume-file', { 'payloads-file': 'payloads.jsonl', 'resume-file': 'large' }],
])(
  'a step that is cancelled while it reads a large %s ends, and says that nothing was sent',
  async (_, inputs) => {
    const large = join(runner.workspace, 'large');
    writeFileSync(large, '');
    // A file with a hole, which takes no room on the disk.
    truncateSync(large, 450_000_000);
    const step = await run(inputs, (child) => {
      // The mask of the secret comes before the files.
      child.stdout?.once('data', () => child.kill('SIGINT'));
    });
    expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'aborted', delivery: 'not-sent' } });
    expect(step.log.named('error')[0]?.data).toMatch(/cancelled before anything was sent/);
    expect(platform.arrived).toEqual([]);
  },
);

test('a secret in place of a path is not shown', async () => {
  const step = await run({ 'payload-file': `./${CREDENTIALS.clientSecret}` });
  expect(step.outputs['error-message']).toContain('payload-file does not exist: there is no ./***');
  const shown = [step.log.text, step.summary, JSON.stringify(step.outputs)].join('\n');
  expect(shown).not.toContain(CREDENTIALS.clientSecret);
});
