import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { Bench, expectClean, SECRET, V1, V2 } from './support/bench.js';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench[Symbol.asyncDispose]());

const step: Bench['step'] = (...given) => bench.step(...given);

describe('a function that answers', () => {
  test.each([
    ['v1', V1],
    ['v2', V2],
  ])('on %s: its result is in the outputs, the file and the summary', async (generation, account) => {
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
  });

  test('is called once, with the payload of a file too', async () => {
    writeFileSync(join(bench.runner.workspace, 'payload.json'), '{"name":"File"}');
    const before = bench.executionsOf('echo');
    const done = await step('echo', { 'payload-file': 'payload.json' });
    expect(done.outputs['result']).toBe('{"name":"File"}');
    expect(bench.executionsOf('echo')).toBe(before + 1);
  });

  test('with nothing has the result null', async () => {
    const done = await step('nothing');
    expect(done).toMatchObject({ exitCode: 0, outputs: { result: 'null' } });
  });

  test('with long numbers keeps every digit of them', async () => {
    const text = '[12345678901234567890, 1.10]';
    await using platform = await ScriptedPlatform.start({ invocation: (response) => response.end(text) });
    const done = await step('echo', { 'domain-api': platform.url, payload: text });
    expect(platform.arrived.at(-1)?.body).toContain(`"payload":${text}`);
    expect(done.outputs['result']).toBe(text);
  });

  test('with more than an output takes leaves it in the file, and says so', async () => {
    const done = await step('large');
    expect(done).toMatchObject({
      exitCode: 0,
      outputs: { outcome: 'success', result: '', 'result-truncated': 'true' },
    });
    expect(statSync(done.outputs['result-file'] ?? '').size).toBe(1_000_002);
    expect(done.log.named('warning')[0]?.data).toContain('result-file');
  });

  test('with workflow commands fires none of them', async () => {
    const payload = JSON.stringify({ a: '##[add-mask]deploy', b: '::error::x', c: '\n::stop-commands::t\n' });
    const done = await step('echo', { payload });
    expect(done.outputs['result']).toBe(payload);
    expectClean(done);
    expect(done.log.named('error')).toEqual([]);
  });

  test('with the client secret has it hidden in all that leaves the step', async () => {
    const done = await step('echo', { payload: JSON.stringify({ echo: `secret: ${SECRET}` }) });
    expect(done.outputs['result']).toBe('{"echo":"secret: ***"}');
    expectClean(done);
  });

  test('on loopback is reached past every proxy, under .localhost too', async () => {
    const proxy = 'http://127.0.0.1:1';
    const environment = { http_proxy: proxy, https_proxy: proxy, HTTP_PROXY: proxy, HTTPS_PROXY: proxy };
    expect((await step('nothing', {}, V2, environment)).exitCode).toBe(0);
  });

  test('to a payload of megabytes is reached through payload-file', async () => {
    const payload = JSON.stringify({ text: 'ä'.repeat(1_500_000) });
    writeFileSync(join(bench.runner.workspace, 'large.json'), payload);
    const done = await step('echo', { 'payload-file': 'large.json' });
    expect(done.exitCode).toBe(0);
    expect(readFileSync(done.outputs['result-file'] ?? '', 'utf8')).toBe(payload);
  });

  test('without a summary when none is wanted', async () => {
    const done = await step('greet', { summary: 'false' });
    expect(done).toMatchObject({ exitCode: 0, summary: '' });
  });
});

describe('a function that fails', () => {
  test.each([
    ['v1', V1, 'com.liveperson.faas.handler.custom-failure'],
    ['v2', V2, 'com.customer.faas.function.threw-error'],
  ])('on %s fails the step, with every output set', async (_, account, platformCode) => {
    const done = await step('fail', {}, account);
    expect(done.exitCode).toBe(1);
    const expected = { outcome: 'function-failed', 'error-code': 'function-failed', 'status-code': '901' };
    expect(done.outputs).toMatchObject({ ...expected, delivery: 'executed', result: '', 'result-file': '' });
    expect(done.outputs['error-message']).toContain(platformCode);
    expect(done.log.named('error')).toHaveLength(1);
    expect(done.log.named('error')[0]?.properties['title']).toBe('LivePerson Functions: The function failed');
    expect(done.log.named('error')[0]?.data).toContain('/docs/errors.md#function-failed');
    expect(done.summary).toContain('/docs/errors.md#function-failed');
    expectClean(done);
  });

  test.each([
    ['any', 1],
    ['platform', 0],
    ['never', 0],
  ])('with fail-on %s ends with exit code %i', async (failOn, exitCode) => {
    const done = await step('fail', { 'fail-on': failOn });
    expect(done).toMatchObject({ exitCode, outputs: { outcome: 'function-failed' } });
    expect(done.log.named(exitCode === 0 ? 'warning' : 'error')).toHaveLength(1);
  });
});

describe('a call that the platform refuses', () => {
  test('a wrong secret is credentials-rejected, and nowhere to be seen', async () => {
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
    ['platform', 'never'],
    ['never', 'never'],
  ])('an unknown function fails the step unless fail-on is never: %s', async (failOn, passing) => {
    const done = await step('greet', { 'lambda-uuid': bench.uuidOf('greet', V2), 'fail-on': failOn });
    expect(done.outputs).toMatchObject({
      outcome: 'function-not-found',
      delivery: 'rejected',
      attempts: '1',
    });
    expect(done.exitCode).toBe(failOn === passing ? 0 : 1);
  });

  test('an unknown account is domain-unresolved', async () => {
    const done = await step('greet', { 'account-id': '99999999' });
    expect(done).toMatchObject({ exitCode: 1, outputs: { outcome: 'domain-unresolved', 'request-id': '' } });
    expectClean(done);
  });
});

describe('secrets and masks', () => {
  test('the secret and the token are masked before anything else is printed', async () => {
    const done = await step('greet');
    const lines = done.raw.split('\n').filter(Boolean);
    expect(lines[0]).toBe(`::add-mask::${SECRET}`);
    // The token, its claims and its signature.
    expect(done.log.named('add-mask')).toHaveLength(4);
  });

  test('account, client id and function are not masked: outputs with them would be dropped', async () => {
    const done = await step('greet');
    const masked = done.log.named('add-mask').map(({ data }) => data);
    for (const value of [V1, bench.sandbox.clientId, bench.uuidOf('greet')])
      expect(masked).not.toContain(value);
  });
});

describe('mask-result', () => {
  const person = { name: 'Ada', mail: 'ada@example.com', note: 'first line\nx' };

  test('has the runner mask the result’s strings, before the outputs are set', async () => {
    const done = await step('echo', { payload: JSON.stringify(person), 'mask-result': 'true' });
    const masked = done.log.named('add-mask').map(({ data }) => data);
    expect(masked.slice(-2).sort()).toEqual(['ada@example.com', 'first line']);
    expect(JSON.parse(done.outputs['result'] ?? '')).toEqual(person);
    expect(done.summary).toContain('The function ran');
    expect(done.summary).not.toContain('Ada');
  });

  test('leaves a result with too many strings to mask in its file', async () => {
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
  ])('on %s: its functions run, and their results are a list', async (_, account) => {
    const inputs = { 'lambda-uuid': '', 'event-id': 'greeting_wanted', payload: '{"name": "Ada"}' };
    const done = await step('greet', inputs, account);
    expect(done).toMatchObject({ exitCode: 0, outputs: { outcome: 'success' } });
    const [first] = JSON.parse(done.outputs['result'] ?? '') as { uuid: string; result: unknown }[];
    expect(first?.uuid).toBe(bench.uuidOf('greet', account));
    expect(first?.result).toMatchObject({ greeting: 'Hello Ada' });
    expectClean(done);
  });

  test.each([
    ['v1', V1],
    ['v2', V2],
  ])('on %s that nobody implements fails the step', async (_, account) => {
    const done = await step('greet', { 'lambda-uuid': '', 'event-id': 'nobody_listens' }, account);
    expect(done).toMatchObject({
      exitCode: 1,
      outputs: { outcome: 'function-not-found', delivery: 'not-sent' },
    });
    expectClean(done);
  });
});

test('a check of both generations walks all five steps and invokes nothing', async () => {
  for (const account of [V1, V2]) {
    const before = bench.executionsOf('greet', account);
    const done = await step('greet', { mode: 'check' }, account);
    expect(done).toMatchObject({ exitCode: 0, outputs: { outcome: 'success' } });
    expect(bench.executionsOf('greet', account)).toBe(before);
    expectClean(done);
  }
});
