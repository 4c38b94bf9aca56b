import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { HEADLINES } from '@lp-faas/job';
import { FakeRunner } from '@lp-faas/testing/fake-runner';
import { CREDENTIALS, json, LAMBDA, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';

const runner = new FakeRunner();
let platform: ScriptedPlatform;
beforeAll(async () => {
  platform = await ScriptedPlatform.start();
});
afterAll(async () => {
  await platform[Symbol.asyncDispose]();
  runner[Symbol.dispose]();
});

const inputs = (): Record<string, string> => ({
  'account-id': platform.options.accountId,
  'client-id': CREDENTIALS.clientId,
  'client-secret': CREDENTIALS.clientSecret,
  'lambda-uuid': LAMBDA,
  'domain-api': platform.url,
});

test('the log shows inputs and requests, in groups that end', async () => {
  const { log } = await runner.run({ ...inputs(), payload: '{"customer":"Canary"}', headers: 'X-Lang: de' });
  const names = log.commands.map(({ name }) => name).filter((name) => /group/.test(name));
  expect(names).toEqual(['group', 'endgroup', 'group', 'endgroup']);
  expect(log.named('group').map(({ data }) => data)).toEqual([
    'Inputs',
    `Invoking function ${LAMBDA} of account ${platform.options.accountId}`,
  ]);
  for (const line of ['payload: 21 characters', 'headers: X-Lang', `lambda-uuid: ${LAMBDA}`]) {
    expect(log.text).toContain(line);
  }
  const path = `/sentinel/api/account/${platform.options.accountId}/app/token`;
  expect(log.text).toMatch(new RegExp(`POST ${platform.url}${path}: 200 after \\d+ ms`));
  expect(log.text).toMatch(new RegExp(`lambdas/${LAMBDA}/invoke: 200 after \\d+ ms`));
});

test('the log shows only the inputs that differ from their defaults, which the runner passes as well', async () => {
  const { log } = await runner.run({ ...inputs(), retries: '1', timeout: '60s', 'event-source': '' });
  const [, shown = ''] = /##\[group\]Inputs\n(.*?)\n##\[endgroup\]/s.exec(log.text) ?? [];
  const names = shown.split('\n').map((line) => line.split(':')[0]);
  expect(names).toEqual(['account-id', 'lambda-uuid', 'domain-api', 'retries']);
});

test('a step whose output is a terminal, as with act, reports the same as one whose output is a pipe', async () => {
  using terminal = new FakeRunner({ hasTerminal: true });
  const failing = { ...inputs(), expect: '{"greeting":"Bye"}' };
  const report = async (steps: FakeRunner): Promise<unknown> => {
    const { exitCode, log, outputs, page } = await steps.run(failing);
    const same = (text: string): string => text.replace(/\d+ ms|[0-9a-f-]{36}/g, '');
    // The two hosts are looked up at the same time.
    const lines = same(log.text).split('\n').sort();
    return { exitCode, lines, outcome: outputs['outcome'], result: outputs['result'], page: same(page) };
  };
  platform.set('invocation', json(200, { greeting: 'Hello' }));
  const reported = await report(terminal);
  expect(reported).toEqual(await report(runner));
  expect(reported).toMatchObject({ exitCode: 1, outcome: 'expectation-failed' });
  platform.set('invocation', json(200, {}));
});

test('neither the log nor its debug lines contain a payload, a result or a secret', async () => {
  const echo: Reply = (response, { body, headers }) => {
    response.setHeader('content-type', `text/x; ${headers.authorization} ::error::x ##[add-mask]deploy`);
    json(200, { body })(response, {} as never);
  };
  platform.set('invocation', echo);
  const payload = '{"customer":"Canary-customer"}';
  const step = await runner.run({ ...inputs(), payload }, { RUNNER_DEBUG: '1' });
  platform.set('invocation', json(200, {}));
  expect(step.log.named('debug').length).toBeGreaterThan(3);
  const shown = step.log.text;
  for (const canary of ['Canary-customer', CREDENTIALS.clientSecret, platform.token]) {
    expect(shown).not.toContain(canary);
  }
  const allowed = ['add-mask', 'group', 'endgroup', 'debug'];
  expect(step.log.commands.filter(({ name }) => !allowed.includes(name))).toEqual([]);
  expect(step.log.named('add-mask').map(({ data }) => data)).not.toContain('deploy');
});

test('the log tells the length of a result and where it is, and of a masked one nothing', async () => {
  platform.set('invocation', json(200, { greeting: 'Hello' }));
  const lengthIn = async (more: Record<string, string>): Promise<string | undefined> =>
    /Result: .*/.exec((await runner.run({ ...inputs(), ...more })).log.text)?.[0];
  expect(await lengthIn({})).toBe('Result: 20 characters of JSON, in the outputs result and result-file');
  expect(await lengthIn({ 'mask-result': 'true' })).toBeUndefined();
});

test('the log shows invisible characters as escapes', async () => {
  const { log } = await runner.run({ ...inputs(), 'lambda-uuid': '', 'event-id': 'a\u202eb\u200b' });
  expect(log.text).toContain('event-id: a\\u202eb\\u200b');
  expect(log.named('group').at(-1)?.data).toContain('event a\\u202eb\\u200b');
  expect(log.text).not.toMatch(/[\u202e\u200b]/);
});

test.each<[string, string, RegExp]>([
  ['is missing', 'none', /no such file or directory \(ENOENT\)/],
  ['is a folder', '.', /illegal operation on a directory \(EISDIR\)/],
])('a summary file that %s is a warning that names the reason', async (_, name, reason) => {
  const step = await runner.run(inputs(), { GITHUB_STEP_SUMMARY: join(runner.workspace, name) });
  expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'success' } });
  const [warning, ...others] = step.log.named('warning');
  expect(others).toEqual([]);
  expect(warning?.properties['title']).toBe('LivePerson Functions: no summary');
  expect(warning?.data).toMatch(/^The job summary could not be written: .*\. The log has the same facts\.$/);
  expect(warning?.data).toMatch(reason);
  expect(readdirSync(runner.workspace)).toEqual([]);
});

test('the log says of a request without a response whether it was sent', async () => {
  const gone = await ScriptedPlatform.start();
  const { url } = gone;
  await gone[Symbol.asyncDispose]();
  const { log } = await runner.run({ ...inputs(), 'domain-api': url });
  expect(log.text).toMatch(
    /no complete response after \d+ ms \(connection, ECONNREFUSED; the request was not sent\)/,
  );
});

describe('cancelling', () => {
  test.each<[NodeJS.Signals, 'domain' | 'token' | 'invocation', string, RegExp]>([
    ['SIGINT', 'invocation', 'unknown', /unknown, it may have run/],
    ['SIGTERM', 'invocation', 'unknown', /unknown, it may have run/],
    ['SIGHUP', 'invocation', 'unknown', /unknown, it may have run/],
    ['SIGINT', 'token', 'not-sent', /no, nothing was sent/],
    ['SIGTERM', 'domain', 'not-sent', /no, nothing was sent/],
  ])(
    'a step cancelled by %s during the %s request sets its outputs, with delivery %s',
    async (signal, service, delivery, ran) => {
      await using silent = await ScriptedPlatform.start();
      let cancel = (): void => undefined;
      silent.set(service, () => cancel());
      const given = { ...inputs(), 'domain-api': silent.url, 'fail-on': 'never' };
      const step = await runner.run(given, {}, (child) => {
        cancel = () => void child.kill(signal);
      });
      expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'aborted', delivery } });
      expect(step.log.named('error')[0]?.data).toMatch(ran);
      expect(step.summary).toContain(HEADLINES.aborted);
      expect(silent.count('invocation')).toBe(service === 'invocation' ? 1 : 0);
    },
  );
});
