import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { HEADLINES } from '@lp-faas/job';
import { ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { Bench, expectClean, SECRET, V1, V2 } from './support/bench.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench[Symbol.asyncDispose]());

const step: Bench['step'] = (...given) => bench.step(...given);

describe('a function that succeeds', () => {
  test.each([
    ['v1', V1],
    ['v2', V2],
  ])(
    'on %s, the result of a function is in the outputs, the result-file and the summary',
    async (generation, account) => {
      const inputs = { payload: '{"name": "Jörg <b>"}', headers: 'X-Lang: de\nX-Url: http://a:1' };
      const done = await step('greet', inputs, account);
      const headers = [
        { key: 'X-Lang', value: 'de' },
        { key: 'X-Url', value: 'http://a:1' },
      ];
      expect(done).toMatchObject({
        exitCode: 0,
        outputs: { outcome: 'success', 'error-code': '', delivery: 'executed' },
      });
      expect(done.outputs).toMatchObject({ 'status-code': '200', attempts: '1', 'error-message': '' });
      expect(done.outputs['result-truncated']).toBe('false');
      expect(JSON.parse(done.outputs['result'] ?? '')).toEqual({ greeting: 'Hello Jörg <b>', headers });
      const file = done.outputs['result-file'] ?? '';
      expect(readFileSync(file, 'utf8')).toBe(done.outputs['result']);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(done.summary).toContain('Hello Jörg &lt;b&gt;');
      expect(done.summary).toContain(generation);
      expectClean(done);
    },
  );

  test('invokes a function once with the payload of a payload-file', async () => {
    writeFileSync(join(bench.runner.workspace, 'payload.json'), '{"name":"File"}');
    const before = bench.executionsOf('echo');
    const done = await step('echo', { 'payload-file': 'payload.json' });
    expect(done.outputs['result']).toBe('{"name":"File"}');
    expect(bench.executionsOf('echo')).toBe(before + 1);
  });

  test('the result of a function that returns nothing is null', async () => {
    const done = await step('nothing');
    expect(done).toMatchObject({ exitCode: 0, outputs: { result: 'null' } });
  });

  test('long numbers keep every digit in payload and result', async () => {
    const text = '[12345678901234567890, 1.10]';
    await using platform = await ScriptedPlatform.start({ invocation: (response) => response.end(text) });
    const done = await step('echo', { 'domain-api': platform.url, payload: text });
    expect(platform.arrived.at(-1)?.body).toContain(`"payload":${text}`);
    expect(done.outputs['result']).toBe(text);
  });

  test('a result that is too long for an output is only in the result-file, with a warning', async () => {
    const done = await step('large');
    expect(done).toMatchObject({
      exitCode: 0,
      outputs: { outcome: 'success', result: '', 'result-truncated': 'true' },
    });
    expect(statSync(done.outputs['result-file'] ?? '').size).toBe(1_000_002);
    expect(done.log.named('warning')[0]?.data).toContain('result-file');
  });

  test('workflow commands in a result are not executed', async () => {
    const payload = JSON.stringify({ a: '##[add-mask]deploy', b: '::error::x', c: '\n::stop-commands::t\n' });
    const done = await step('echo', { payload });
    expect(done.outputs['result']).toBe(payload);
    expectClean(done);
    expect(done.log.named('error')).toEqual([]);
  });

  test('a client secret in a result is hidden in outputs, result-file, log and summary', async () => {
    const done = await step('echo', { payload: JSON.stringify({ echo: `secret: ${SECRET}` }) });
    expect(done.outputs['result']).toBe('{"echo":"secret: ***"}');
    expectClean(done);
  });

  test('a platform on loopback or under .localhost is reached without the proxy', async () => {
    const proxy = 'http://127.0.0.1:1';
    const environment = { http_proxy: proxy, https_proxy: proxy, HTTP_PROXY: proxy, HTTPS_PROXY: proxy };
    expect((await step('nothing', {}, V2, environment)).exitCode).toBe(0);
  });

  test('a payload of several megabytes is sent with payload-file', async () => {
    const payload = JSON.stringify({ text: 'ä'.repeat(1_500_000) });
    writeFileSync(join(bench.runner.workspace, 'large.json'), payload);
    const done = await step('echo', { 'payload-file': 'large.json' });
    expect(done.exitCode).toBe(0);
    expect(readFileSync(done.outputs['result-file'] ?? '', 'utf8')).toBe(payload);
  });

  test('summary: false writes no job summary', async () => {
    const done = await step('greet', { summary: 'false' });
    expect(done).toMatchObject({ exitCode: 0, summary: '' });
  });
});

describe('a function that fails', () => {
  test.each([
    ['v1', V1, 'com.liveperson.faas.handler.custom-failure'],
    ['v2', V2, 'com.customer.faas.function.threw-error'],
  ])(
    'on %s, a function that fails fails the step, with every output set',
    async (_, account, platformCode) => {
      const done = await step('fail', {}, account);
      expect(done.exitCode).toBe(1);
      const expected = { outcome: 'function-failed', 'error-code': 'function-failed', 'status-code': '901' };
      expect(done.outputs).toMatchObject({
        ...expected,
        delivery: 'executed',
        result: '',
        'result-file': '',
      });
      expect(done.outputs['error-message']).toContain(platformCode);
      expect(done.log.named('error')).toHaveLength(1);
      expect(done.log.named('error')[0]?.properties['title']).toContain(HEADLINES['function-failed']);
      expect(done.log.named('error')[0]?.data).toContain('/docs/errors.md#function-failed');
      expect(done.summary).toContain('/docs/errors.md#function-failed');
      expectClean(done);
    },
  );

  test.each([
    ['any', 1],
    ['platform', 0],
    ['never', 0],
  ])('with fail-on %s, a function that fails ends the step with exit code %i', async (failOn, exitCode) => {
    const done = await step('fail', { 'fail-on': failOn });
    expect(done).toMatchObject({ exitCode, outputs: { outcome: 'function-failed' } });
    expect(done.log.named(exitCode === 0 ? 'warning' : 'error')).toHaveLength(1);
  });
});

describe('a call that the platform rejects', () => {
  test('a wrong secret is credentials-rejected, and is not shown anywhere', async () => {
    const wrong = 'Wr0ng-canary-secret';
    const done = await step('greet', { 'client-secret': wrong });
    expect(done).toMatchObject({
      exitCode: 1,
      outputs: { outcome: 'credentials-rejected', delivery: 'not-sent' },
    });
    const views = [done.raw.replace(/^::add-mask::.*$/gm, ''), JSON.stringify(done.outputs), done.summary];
    for (const view of views) expect(view).not.toContain(wrong);
    expectClean(done);
  });

  test.each([
    ['platform', 1],
    ['never', 0],
  ])('with fail-on %s, an unknown function ends the step with exit code %i', async (failOn, exitCode) => {
    const done = await step('greet', { 'lambda-uuid': bench.uuidOf('greet', V2), 'fail-on': failOn });
    expect(done.outputs).toMatchObject({
      outcome: 'function-not-found',
      delivery: 'rejected',
      attempts: '1',
    });
    expect(done.exitCode).toBe(exitCode);
  });

  test('an unknown account is domain-unresolved', async () => {
    const done = await step('greet', { 'account-id': '99999999' });
    expect(done).toMatchObject({ exitCode: 1, outputs: { outcome: 'domain-unresolved', 'request-id': '' } });
    expectClean(done);
  });
});

describe('secrets and masks', () => {
  test('the secret is masked before anything else is printed, and the token when it arrives', async () => {
    const done = await step('greet');
    const lines = done.raw.split('\n').filter(Boolean);
    expect(lines[0]).toBe(`::add-mask::${SECRET}`);
    // The token, its claims and its signature.
    expect(done.log.named('add-mask')).toHaveLength(4);
  });

  test('account, client id and function are not masked: the runner would drop outputs that contain them', async () => {
    const done = await step('greet');
    const masked = done.log.named('add-mask').map(({ data }) => data);
    for (const value of [V1, bench.sandbox.clientId, bench.uuidOf('greet')])
      expect(masked).not.toContain(value);
  });
});

describe('mask-result', () => {
  const person = { name: 'Ada', mail: 'ada@example.com', note: 'first line\nx' };

  test('mask-result masks the strings of the result before the outputs are set', async () => {
    const done = await step('echo', { payload: JSON.stringify(person), 'mask-result': 'true' });
    const masked = done.log.named('add-mask').map(({ data }) => data);
    expect(masked.slice(-2).sort()).toEqual(['ada@example.com', 'first line']);
    expect(JSON.parse(done.outputs['result'] ?? '')).toEqual(person);
    expect(done.summary).toContain('The function ran');
    expect(done.summary).not.toContain('Ada');
  });

  test('with mask-result, a result with too many strings to mask is only in the result-file', async () => {
    const many = JSON.stringify(Array.from({ length: 2000 }, (_, index) => `string ${index}`));
    const done = await step('echo', { payload: many, 'mask-result': 'true' });
    expect(done).toMatchObject({ exitCode: 0, outputs: { result: '', 'result-truncated': 'true' } });
    expect(readFileSync(done.outputs['result-file'] ?? '', 'utf8')).toBe(many);
    expect(done.log.named('add-mask').length).toBeLessThan(10);
  });
});

describe('an event', () => {
  test.each([
    ['v1', V1],
    ['v2', V2],
  ])(
    'on %s, an event invokes its functions, and the result is the list of their results',
    async (_, account) => {
      const inputs = { 'lambda-uuid': '', 'event-id': 'greeting_wanted', payload: '{"name": "Ada"}' };
      const done = await step('greet', inputs, account);
      expect(done).toMatchObject({ exitCode: 0, outputs: { outcome: 'success' } });
      const [first] = JSON.parse(done.outputs['result'] ?? '') as { uuid: string; result: unknown }[];
      expect(first?.uuid).toBe(bench.uuidOf('greet', account));
      expect(first?.result).toMatchObject({ greeting: 'Hello Ada' });
      expectClean(done);
    },
  );

  test.each([
    ['v1', V1],
    ['v2', V2],
  ])('on %s, an event that no function implements fails the step', async (_, account) => {
    const done = await step('greet', { 'lambda-uuid': '', 'event-id': 'not_implemented' }, account);
    expect(done).toMatchObject({
      exitCode: 1,
      outputs: { outcome: 'function-not-found', delivery: 'not-sent' },
    });
    expectClean(done);
  });
});

test('mode: check succeeds on both generations and invokes nothing', async () => {
  for (const account of [V1, V2]) {
    const before = bench.executionsOf('greet', account);
    const done = await step('greet', { mode: 'check' }, account);
    expect(done).toMatchObject({ exitCode: 0, outputs: { outcome: 'success' } });
    expect(bench.executionsOf('greet', account)).toBe(before);
    expectClean(done);
  }
});
