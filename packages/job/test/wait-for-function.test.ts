import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { listen } from '@lp-faas/core';
import { json, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { Face } from './support/face.js';

/** Answers that a function is not found, a number of times, and then with its payload. */
function foundAfter(times: number): Reply {
  let left = times;
  return (response, request) => {
    left -= 1;
    if (left >= 0) return json(404, {})(response, request);
    return json(200, (JSON.parse(request.body) as { payload: unknown }).payload)(response, request);
  };
}

const WAITING = /^The function was not found \(poll 1\); waiting for it for 9 min 5\d s more$/;

test('a job waits for a function that is being deployed, invokes it once, and logs each poll', async () => {
  using face = new Face();
  await using platform = await ScriptedPlatform.start({ invocation: foundAfter(1) });
  const startedAt = performance.now();
  const { outcome } = await face.run(platform, { payload: '"hi"', 'wait-for-function': '10m', retries: '0' });
  const tookMs = performance.now() - startedAt;
  expect(outcome).toMatchObject({ outcome: 'success', resultJson: '"hi"', attempts: 2 });
  expect(platform.count('invocation')).toBe(2);
  expect(face.log).toEqual(
    expect.arrayContaining([expect.stringMatching(WAITING), 'The function was found (poll 2)']),
  );
  // The first pause is a second, and does not count.
  expect(tookMs - (outcome?.durationMs ?? 0)).toBeGreaterThanOrEqual(990);
});

test('a job that waited in vain says how often it looked for the function', async () => {
  using face = new Face();
  await using platform = await ScriptedPlatform.start({ invocation: json(404, {}) });
  const { outcome } = await face.run(platform, { 'wait-for-function': '1ms' });
  expect(outcome).toMatchObject({ outcome: 'function-not-found', delivery: 'rejected' });
  expect(outcome?.errorMessage).toContain('looked for it 2 times');
  expect(face.log).toContain('The function was not found (poll 2); the wait is over');
  expect(platform.count('invocation')).toBe(2);
});

test.each([{}, { 'wait-for-function': '0' }, { 'wait-for-function': '0s' }])(
  'without a wait, a function that is not found fails the job at once: %j',
  async (inputs) => {
    using face = new Face();
    await using platform = await ScriptedPlatform.start({ invocation: foundAfter(1) });
    const { outcome } = await face.run(platform, inputs);
    expect(outcome).toMatchObject({ outcome: 'function-not-found', attempts: 1 });
    expect(face.log.filter((line) => line.includes('poll'))).toEqual([]);
  },
);

test('a job waits for a function to implement its event, which runs once', async () => {
  using face = new Face();
  let questions = 0;
  const invocation: Reply = (response, request) => {
    if (request.method === 'POST') return json(200, [{ uuid: 'u', result: 1 }])(response, request);
    questions += 1;
    return json(200, { implemented: questions > 1 })(response, request);
  };
  await using platform = await ScriptedPlatform.start({ invocation });
  const inputs = { 'lambda-uuid': '', 'event-id': 'my_event', 'wait-for-function': '10m' };
  const { outcome } = await face.run(platform, inputs);
  expect(outcome).toMatchObject({ outcome: 'success', delivery: 'executed' });
  expect(questions).toBe(2);
  expect(platform.count('invocation')).toBe(3);
  expect(face.log).toContainEqual(expect.stringMatching(WAITING));
});

test('a batch waits for its function, and invokes it once per line', async () => {
  using face = new Face();
  await using platform = await ScriptedPlatform.start({ invocation: foundAfter(1) });
  writeFileSync(join(face.folder, 'payloads.jsonl'), '1\n2\n3\n');
  const inputs = { 'payloads-file': 'payloads.jsonl', concurrency: '1', 'wait-for-function': '10m' };
  const { outcome } = await face.run(platform, inputs);
  expect(outcome).toMatchObject({ outcome: 'success' });
  expect(platform.count('invocation')).toBe(4);
  expect(face.log).toContainEqual(expect.stringMatching(WAITING));
});

test('a job that is cancelled while it waits ends, and says that nothing ran', async () => {
  using face = new Face();
  await using platform = await ScriptedPlatform.start({ invocation: json(404, {}) });
  const stop = listen('poll', { end: () => face.cancelling.abort(new Error('Cancelled')) });
  const { outcome } = await face.run(platform, { 'wait-for-function': '10m' });
  stop();
  expect(outcome).toMatchObject({ outcome: 'aborted', delivery: 'not-sent' });
  expect(platform.count('invocation')).toBe(1);
});
