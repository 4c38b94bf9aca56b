import { afterEach, describe, expect, test } from '@jest/globals';
import { json, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { account, invoke, listener, stored, TAB, watcher } from './support/flows.js';
import { echo, HeldAnswers } from './support/held-answers.js';
import { Arrivals, TestRuntime, VERSIONS } from './support/node-red.js';

const UUID = '8f4b1c9e-1f0a-4d55-9c57-3f0d8a3f5f10';
const THREW = json(901, {
  errorCode: 'com.liveperson.faas.handler.custom-failure',
  errorMsg: 'no such order',
});

describe.each(VERSIONS)('on Node-RED %i', (version) => {
  const runtime = new TestRuntime(version);
  afterEach(() => runtime.close());

  const start = async (platform: ScriptedPlatform, changes: object) => {
    const watchers = [watcher('catch', 'caught'), watcher('complete', 'completed')];
    const listeners = ['out', 'failures', 'caught', 'completed'].map(listener);
    await runtime.deploy([TAB, account(platform), invoke(changes), ...watchers, ...listeners], stored);
    const names = ['out', 'failures', 'caught', 'completed'] as const;
    const arrivals = names.map((id) => [id, new Arrivals(runtime.node(id))]);
    return Object.fromEntries(arrivals) as Record<(typeof names)[number], Arrivals>;
  };
  const arrived = (platform: ScriptedPlatform) => {
    const found = platform.arrived.find(({ service }) => service === 'invocation');
    return { url: found?.url ?? '', body: JSON.parse(found?.body ?? '{}') as Record<string, unknown> };
  };

  test('the result becomes the payload of the message, whose other properties are kept', async () => {
    await using platform = await ScriptedPlatform.start();
    const { out } = await start(platform, {});
    const kept = { topic: 'orders', req: { method: 'GET' }, _msgid: '1234' };
    runtime.send('invoke', { ...kept, payload: { name: 'Ada' } });
    const [message] = await out.first(1);
    expect(message).toMatchObject({ ...kept, payload: { greeting: 'hello' } });
    const sent = platform.arrived.find(({ service }) => service === 'invocation');
    expect(JSON.parse(sent?.body ?? '')).toMatchObject({ payload: { name: 'Ada' } });
  });

  test('the details of an invocation are under msg.livepersonFunctions', async () => {
    await using platform = await ScriptedPlatform.start();
    const { out } = await start(platform, {});
    runtime.send('invoke', { payload: 1 });
    const [message] = await out.first(1);
    expect(message?.['livepersonFunctions']).toEqual({
      lambdaUuid: UUID,
      status: 200,
      requestId: expect.any(String),
      attempts: 1,
      durationMs: expect.any(Number),
      host: platform.host,
      generation: 'v1',
    });
    expect(Object.keys(message ?? {}).sort()).toEqual(['_msgid', 'livepersonFunctions', 'payload']);
  });

  test('each field is evaluated according to its type', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const { out } = await start(platform, {
      ...{ lambdaUuid: 'function.id', lambdaUuidType: 'msg' },
      ...{ payload: '{"doubled": payload * 2}', payloadType: 'jsonata' },
      ...{ headers: '{"x-tenant":"a"}', headersType: 'json' },
      ...{ eventSource: 'source', eventSourceType: 'flow' },
    });
    runtime.node('invoke').context().flow.set('source', 'from the flow');
    runtime.send('invoke', { payload: 21, function: { id: UUID } });
    const [message] = await out.first(1);
    expect(message?.payload).toEqual({ doubled: 42 });
    const { url, body } = arrived(platform);
    expect(url).toContain(`/lambdas/${UUID}/invoke?v=1&externalSystem=from+the+flow`);
    expect(body['headers']).toEqual([{ key: 'x-tenant', value: 'a' }]);
  });

  test('an event is invoked for the skill that the message names', async () => {
    const results = [{ uuid: UUID, timestamp: '2026-01-01T00:00:00Z', result: 'ok' }];
    await using platform = await ScriptedPlatform.start({ invocation: json(200, results) });
    const event = { target: 'event', eventId: 'orders', skillId: 'skill', skillIdType: 'msg' };
    const { out } = await start(platform, event);
    runtime.send('invoke', { payload: {}, skill: '42' });
    await out.first(1);
    expect(arrived(platform).url).toContain('/events/orders/invoke?v=1');
    expect(arrived(platform).url).toContain('skillId=42');
    expect(out.messages[0]?.payload).toEqual(results);
  });

  test.each<[string, object, Record<string, unknown>, string]>([
    ['an invalid function id', { lambdaUuid: 'not a uuid' }, {}, 'lambdaUuid'],
    ['a missing function id', { lambdaUuid: 'nothing.there', lambdaUuidType: 'msg' }, {}, 'lambdaUuid'],
    ['a deadline that is not a number', { deadlineMs: 'soon', deadlineMsType: 'str' }, {}, 'deadlineMs'],
    ['a timeout that is not a number', {}, { requestTimeout: 'soon' }, 'request-timeout'],
    ['a timeout of 0', {}, { requestTimeout: 0 }, 'request-timeout'],
    ['too many attempts', { attempts: '99', attemptsType: 'num' }, {}, 'attempts'],
    [
      'headers that are not strings',
      { headers: 'payload', headersType: 'msg' },
      { payload: { a: 1 } },
      'headers',
    ],
    ['an expression that throws', { payload: '$error("no")', payloadType: 'jsonata' }, {}, 'error.field'],
  ])(
    '%s fails the message with an error that names the field, and nothing is sent',
    async (_, changes, message, named) => {
      await using platform = await ScriptedPlatform.start();
      const { caught } = await start(platform, changes);
      runtime.send('invoke', { payload: 'kept', ...message });
      const [failed] = await caught.first(1);
      const error = { code: 'invalid-options', message: expect.stringContaining(named) };
      expect(failed).toMatchObject({ payload: 'kept', ...message, error });
      expect(platform.count('invocation')).toBe(0);
    },
  );

  test('Catch receives a failure once, with its code and cause and the unchanged payload', async () => {
    await using platform = await ScriptedPlatform.start({
      invocation: json(429, {}, { 'retry-after': '99' }),
    });
    const { caught, completed, out } = await start(platform, {});
    runtime.send('invoke', { payload: { order: 7 }, topic: 'kept' });
    const [message] = await caught.first(1);
    const cause = {
      code: 'rate-limited',
      phase: 'invocation',
      delivery: 'rejected',
      retryable: true,
      status: 429,
    };
    expect(message).toMatchObject({ payload: { order: 7 }, topic: 'kept' });
    expect(message).toMatchObject({
      error: { code: 'rate-limited', cause: { ...cause, retryAfterMs: 99_000 } },
    });
    expect(message?.['livepersonFunctions']).toMatchObject({ ...cause, lambdaUuid: UUID });
    expect([caught, completed, out].map(({ messages }) => messages.length)).toEqual([1, 0, 0]);
  });

  test('a failure of the function itself is sent to the second output if it is enabled', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: THREW });
    const { failures, completed, caught } = await start(platform, {
      ...{ failureOutput: true, outputs: 2, wires: [['out'], ['failures']] },
    });
    runtime.send('invoke', { payload: 'kept' });
    const [message] = await failures.first(1);
    expect(message).toMatchObject({
      payload: 'kept',
      error: { code: 'function-failed', cause: { kind: 'threw' } },
    });
    await completed.first(1);
    expect(caught.messages).toHaveLength(0);
    platform.set('invocation', json(403, {}));
    runtime.send('invoke', { payload: 'refused' });
    expect((await caught.first(1))[0]).toMatchObject({ payload: 'refused', error: { code: 'forbidden' } });
  });

  test('if metrics are enabled, an invocation reports its duration', async () => {
    await using platform = await ScriptedPlatform.start();
    const { out } = await start(platform, {});
    const reported: unknown[] = [];
    const metric = (...args: unknown[]): boolean => args.length === 0 || reported.push(args) > 0;
    Object.assign(runtime.node('invoke'), { metric });
    runtime.send('invoke', { payload: 1, _msgid: 'm1' });
    const [message] = await out.first(1);
    const { durationMs } = Object(message?.['livepersonFunctions']);
    const measured = reported.filter((args) => (args as string[])[0] === 'duration.millis');
    expect(measured).toEqual([['duration.millis', expect.objectContaining({ _msgid: 'm1' }), durationMs]]);
  });

  test('msg.requestTimeout takes precedence over the deadline of the dialog', async () => {
    const held = new HeldAnswers();
    await using platform = await ScriptedPlatform.start({ invocation: held.reply });
    const { caught } = await start(platform, { deadlineMs: '60000', deadlineMsType: 'num' });
    runtime.send('invoke', { payload: 1, requestTimeout: 50 });
    const [message] = await caught.first(1);
    expect(message).toMatchObject({ error: { code: 'timeout' } });
  });

  test('an invocation that may have run is retried only if the node says that it is idempotent', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: json(500, {}) });
    const { caught } = await start(platform, { idempotent: 'again', idempotentType: 'msg', attempts: '2' });
    runtime.send('invoke', { payload: 1, again: false });
    await caught.first(1);
    expect(platform.count('invocation')).toBe(1);
    runtime.send('invoke', { payload: 1, again: true });
    await caught.first(2);
    expect(platform.count('invocation')).toBe(3);
  });
});
