import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { CREDENTIALS, json } from '@lp-faas/testing/scripted-platform';
import { BatchBench, rowsOf } from './support/batch-bench.js';

let bench: BatchBench;
beforeAll(async () => {
  bench = await BatchBench.start();
});
beforeEach(() => bench.answer());
afterAll(() => bench[Symbol.asyncDispose]());

const numbered = (count: number): { id: number }[] =>
  Array.from({ length: count }, (_, at) => ({ id: at + 1 }));
const countsOf = ({ outputs }: { outputs: Readonly<Record<string, string>> }): Record<string, number> =>
  JSON.parse(outputs['result'] ?? '') as Record<string, number>;

describe('a batch', () => {
  test('a batch invokes once per line, and keeps each result in a file that only this user can read', async () => {
    bench.file('payloads.jsonl', numbered(25));
    const step = await bench.run({ concurrency: '4' });
    expect(step).toMatchObject({
      exitCode: 0,
      outputs: { outcome: 'success', delivery: 'executed', attempts: '25' },
    });
    expect(countsOf(step)).toMatchObject({ lines: 25, succeeded: 25, failed: 0, notStarted: 0 });
    const ids = bench.payloads.map((payload) => (payload as { id: number }).id);
    expect(ids.sort((a, b) => a - b)).toEqual(numbered(25).map(({ id }) => id));
    expect(rowsOf(step).map(({ line, outcome, result }) => ({ line, outcome, result }))).toEqual(
      numbered(25).map((result, at) => ({ line: at + 1, outcome: 'success', result })),
    );
    expect(statSync(step.outputs['result-file'] ?? '').mode & 0o777).toBe(0o600);
    expect(step.log.text).toContain('25 of 25 lines: 25 succeeded, 0 failed');
    expect(step.summary).toContain('All 25 lines succeeded');
  });

  test('a batch has as many lines in flight as concurrency allows, and never more', async () => {
    bench.file('payloads.jsonl', numbered(9));
    const waiting: (() => void)[] = [];
    // Answers a while after three have arrived, so that a fourth would be counted.
    const release = (): void => {
      for (const answer of waiting.splice(0)) answer();
    };
    bench.answer((payload) => (response, request) => {
      waiting.push(() => json(200, payload)(response, request));
      if (waiting.length === 3) setTimeout(release, 30);
    });
    const step = await bench.run({ concurrency: '3', timeout: '10s' });
    expect(step.exitCode).toBe(0);
    expect(bench.maxInFlight).toBe(3);
  });

  test('a batch continues after a line that fails, and reports the line and its error', async () => {
    bench.file('payloads.jsonl', numbered(6));
    bench.answer(({ id }: { id: number }) =>
      id === 2
        ? json(901, { errorCode: 'x', errorMsg: '::error::no ##[add-mask]deploy' })
        : id === 5
          ? json(500, {})
          : json(200, id),
    );
    const step = await bench.run({});
    expect(step).toMatchObject({
      exitCode: 1,
      outputs: { delivery: 'unknown', 'result-truncated': 'false' },
    });
    expect(countsOf(step)).toMatchObject({ lines: 6, succeeded: 4, failed: 2, mayHaveRun: 1 });
    expect(rowsOf(step).map(({ outcome }) => outcome)).toEqual([
      'success',
      'function-failed',
      'success',
      'success',
      'gateway-error',
      'success',
    ]);
    expect(step.log.named('error')).toHaveLength(1);
    expect(step.log.named('error')[0]?.data).toContain('2 of 6 lines failed');
    expect(step.log.text).toMatch(/^Line 2: function-failed\. /m);
    expect(step.log.named('add-mask').map(({ data }) => data)).not.toContain('deploy');
    expect(step.summary).toContain('<td>function-failed</td>');
  });

  test.each([
    ['any', 'function-failed', 1],
    ['platform', 'function-failed', 0],
    ['never', 'function-failed', 0],
  ])(
    'with fail-on %s, a batch whose line failed with %s ends with exit code %i',
    async (failOn, outcome, exitCode) => {
      bench.file('payloads.jsonl', numbered(3));
      bench.answer(({ id }: { id: number }) => (id === 2 ? json(901, {}) : json(200, id)));
      const step = await bench.run({ 'fail-on': failOn });
      expect(step).toMatchObject({ exitCode, outputs: { outcome } });
    },
  );

  test('a batch stops at a failure that every further line would repeat', async () => {
    bench.file('payloads.jsonl', numbered(100));
    bench.answer(() => json(403, {}));
    const step = await bench.run({ concurrency: '2' });
    expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'forbidden', delivery: 'rejected' } });
    const { failed = 0, notStarted = 0 } = countsOf(step);
    expect(failed + notStarted).toBe(100);
    expect(failed).toBeLessThan(10);
    expect(step.outputs['error-message']).toMatch(/^Stopped.*every further line/);
  });

  test('a batch checks the expectation for each line', async () => {
    bench.file('payloads.jsonl', [{ ok: true }, { ok: false }]);
    const step = await bench.run({ expect: '{"ok": true}' });
    expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'expectation-failed' } });
    expect(rowsOf(step).map(({ outcome, result }) => [outcome, result])).toEqual([
      ['success', { ok: true }],
      ['expectation-failed', { ok: false }],
    ]);
  });

  test('a line whose result is nested too deeply to be compared fails, and the others are judged', async () => {
    bench.file('payloads.jsonl', numbered(4));
    const deep = '['.repeat(3000) + ']'.repeat(3000);
    bench.answer(({ id }: { id: number }) => (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(id === 2 ? deep : '{"ok":true}');
    });
    const step = await bench.run({ expect: '{"ok": true}', concurrency: '1' });
    expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'expectation-failed' } });
    expect(rowsOf(step).map(({ outcome }) => outcome)).toEqual([
      'success',
      'expectation-failed',
      'success',
      'success',
    ]);
    expect(step.outputs['error-message']).toContain('nested too deeply to be compared');
  });

  test('a batch shows the first differences in log and summary, but not with mask-result', async () => {
    bench.file(
      'payloads.jsonl',
      numbered(5).map(({ id }) => ({ name: `Canary${id}` })),
    );
    const inputs = { expect: '{"name": "Ada"}', concurrency: '1' };
    const step = await bench.run(inputs);
    for (const view of [step.log.text, step.summary.replaceAll('&quot;', '"')]) {
      expect(view).toContain('$.name is "Canary1", expected "Ada"');
      expect(view).toContain('Line 3:');
      expect(view).toContain('+   "name": "Canary3"');
      expect(view).not.toContain('+   "name": "Canary4"');
    }
    expect(step.log.text).toContain(
      'Line 5: expectation-failed. The function ran, but not as expected: $.name is "Canary5"',
    );
    const masked = await bench.run({ ...inputs, 'mask-result': 'true' });
    for (const view of [
      masked.log.text,
      masked.summary,
      masked.outputs['error-message'],
      step.outputs['error-message'],
    ]) {
      expect(view).toContain('$.name is a different string');
      expect(view).not.toContain('Canary');
    }
  });

  test('the summary of a batch shows each message once, with its count and its lines, and no empty table', async () => {
    bench.file('payloads.jsonl', numbered(6));
    bench.answer(({ id }: { id: number }) =>
      id % 2 === 0 ? json(901, { errorCode: 'x', errorMsg: 'No such order.' }) : json(200, id),
    );
    const failed = await bench.run({});
    expect(failed.summary.match(/No such order/g)).toHaveLength(2);
    expect(failed.summary).toContain(
      '<tr><th>Failure</th><th>Count</th><th>Lines</th><th>Did it run?</th><th>What happened</th></tr>',
    );
    expect(failed.summary).toContain(
      '<tr><td>function-failed</td><td>3</td><td>2, 4 and 6</td><td>yes</td><td>The',
    );
    expect(failed.log.text.match(/^Line \d: function-failed/gm)).toEqual(['Line 2: function-failed']);
    for (const view of [failed.log.text, failed.summary, failed.outputs['error-message']]) {
      expect(view).not.toMatch(/\.\./);
    }
    bench.answer();
    const succeeded = await bench.run({});
    expect(succeeded.summary.match(/<table>/g)).toHaveLength(2);
    expect(succeeded.summary).not.toContain('What happened');
  });

  test('a client secret in a result is hidden in the result-file of a batch', async () => {
    bench.file('payloads.jsonl', [{ echo: CREDENTIALS.clientSecret }]);
    const step = await bench.run({});
    expect(rowsOf(step)[0]?.result).toEqual({ echo: '***' });
  });

  test('a batch by event checks once whether a function implements the event', async () => {
    bench.file('payloads.jsonl', numbered(3));
    const implement = (implemented: boolean): void =>
      bench.platform.set('invocation', (response, request) => {
        const isCheck = request.method === 'GET';
        json(200, isCheck ? { implemented } : [{ uuid: 'u', timestamp: 1, result: 1 }])(response, request);
      });
    implement(true);
    const event = { 'lambda-uuid': '', 'event-id': 'my_event' };
    expect(await bench.run(event)).toMatchObject({ exitCode: 0, outputs: { outcome: 'success' } });
    expect(
      bench.platform.arrived.filter(({ method, url }) => method === 'GET' && url.includes('events')),
    ).toHaveLength(1);
    bench.platform.arrived.length = 0;
    implement(false);
    const notImplemented = await bench.run(event);
    expect(notImplemented).toMatchObject({
      exitCode: 1,
      outputs: { outcome: 'function-not-found', delivery: 'not-sent' },
    });
    expect(bench.payloads).toEqual([]);
  });
});

test.each<[string, string | Buffer, Record<string, string>, RegExp]>([
  ['lines that are not JSON', '1\n{a}\n\n"x"\n{"b":}', {}, /payloads-file .*JSON Lines.* lines 2 and 5 /],
  ['one line that is not JSON', '1\n{a}', {}, /payloads-file .* line 2 /],
  ['many lines that are not JSON', 'x\n'.repeat(9), {}, /payloads-file .* lines 1, 2, 3, 4, 5 and 4 more /],
  ['blank lines only', '\n \n', {}, /payloads-file contains no payload/],
  ['an encoding other than UTF-8', Buffer.from('"J\xf6rg"', 'latin1'), {}, /payloads-file is not UTF-8/],
  ['payload set as well', '1', { payload: '{}' }, /payloads-file cannot be combined with payload/],
  [
    'payload-file set as well',
    '1',
    { 'payload-file': 'payloads.jsonl' },
    /payloads-file cannot be combined with payload-file/,
  ],
  [
    'a payloads-file that is missing',
    '1',
    { 'payloads-file': 'none.jsonl' },
    /payloads-file does not exist: there is no none\.jsonl in the workspace, .* \(did you forget actions\/checkout\?\)/,
  ],
  [
    'a resume-file that is missing',
    '1',
    { 'resume-file': 'old/result.jsonl' },
    /resume-file does not exist: there is no old\/result\.jsonl in .* \(did you forget actions\/download-artifact\?\)/,
  ],
  [
    'a payloads-file outside',
    '1',
    { 'payloads-file': '/etc/hostname' },
    /payloads-file must be inside the workspace/,
  ],
  ['a concurrency of 0', '1', { concurrency: '0' }, /concurrency must be .* 1 to 100/],
  [
    'a resume-file that is not a result-file',
    '1',
    { 'resume-file': 'payloads.jsonl' },
    /resume-file is not the result-file of a batch/,
  ],
  [
    'a resume-file but no payloads-file',
    '1',
    { 'payloads-file': '', 'resume-file': 'payloads.jsonl' },
    /resume-file requires payloads-file/,
  ],
])('a batch with %s is an invalid input, and nothing is sent', async (_, content, inputs, message) => {
  writeFileSync(join(bench.runner.workspace, 'payloads.jsonl'), content);
  const step = await bench.run(inputs);
  expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'invalid-options' } });
  expect(step.outputs['error-message']).toMatch(message);
  expect(bench.platform.arrived).toEqual([]);
});
