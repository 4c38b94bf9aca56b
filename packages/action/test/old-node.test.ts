import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FakeRunner, type Step } from '@lp-faas/testing/fake-runner';
import { CREDENTIALS, json, LAMBDA, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';

/** Path of a real Node, from npm's cache or registry. */
const nodeOf = (version: string): string =>
  execFileSync(
    'npm',
    ['exec', '--yes', `--package=node@${version}`, '--', 'node', '-p', 'process.execPath'],
    {
      encoding: 'utf8',
    },
  ).trim();

let platform: ScriptedPlatform;
beforeAll(async () => {
  platform = await ScriptedPlatform.start();
  platform.set('invocation', json(200, { greeting: 'Hello' }));
});
afterAll(() => platform[Symbol.asyncDispose]());

async function runOn(version: string): Promise<Step> {
  using runner = new FakeRunner({ node: nodeOf(version) });
  platform.arrived.length = 0;
  return await runner.run({
    'account-id': platform.options.accountId,
    'client-id': CREDENTIALS.clientId,
    'client-secret': CREDENTIALS.clientSecret,
    'lambda-uuid': LAMBDA,
    'domain-api': platform.url,
  });
}

describe('a runner that starts the action with an old Node', () => {
  test.each(['16.20.2', '18.20.8'])(
    'Node %s cannot load it: the step says so, says what to do, and sends nothing',
    async (version) => {
      const { exitCode, log } = await runOn(version);
      expect(exitCode).toBe(1);
      expect(platform.arrived).toEqual([]);
      expect(log.text.trim()).toBe(
        `##[error]The action needs Node 24, but the runner started it with Node ${version}. Nothing was sent. Update the runner to 2.327.1 or later; with act, Gitea or Forgejo, use a job image that has Node 24.`,
      );
    },
  );

  test.each(['20.19.0', '22.12.0'])(
    'Node %s runs it: the first line of the log is a warning',
    async (version) => {
      const { exitCode, log, outputs } = await runOn(version);
      expect(log.text.split('\n')[0]).toBe(
        `##[warning]The action needs Node 24, but the runner started it with Node ${version}. The step continues, but only Node 24 is supported. Update the runner to 2.327.1 or later; with act, Gitea or Forgejo, use a job image that has Node 24.`,
      );
      expect([exitCode, outputs['result']]).toEqual([0, '{"greeting":"Hello"}']);
    },
  );
});
