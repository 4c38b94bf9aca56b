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

const OF_MESSAGE = { headers: 'headers', headersType: 'msg' };

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
    ['too many attempts', { attempts: '99', attemptsType: 'num' }, {}, 'attempts'],
    [
      'a header that has no text',
      OF_MESSAGE,
      { headers: { ok: 1, 'x-bad': { a: 1 } } },
      'error.header x-bad',
    ],
    ['a header that is null', OF_MESSAGE, { headers: { 'x-bad': null } }, 'error.header x-bad'],
    [
      'a list with an object in a header',
      OF_MESSAGE,
      { headers: { 'x-bad': ['a', {}] } },
      'error.header x-bad',
    ],
    ['headers that are text', OF_MESSAGE, { headers: 'x-a: b' }, 'error.headers'],
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
      error: {
        code: 'function-failed',
        cause: { kind: 'threw' },
        source: { id: 'invoke', type: 'liveperson-functions-invoke', count: 1 },
      },
    });
    expect(message).not.toHaveProperty('_error');
    await completed.first(1);
    expect(caught.messages).toHaveLength(0);
    // As Node-RED does: an error that the message brings along is kept.
    runtime.send('invoke', { payload: 'again', error: 'earlier' });
    const [, again] = await failures.first(2);
    expect(again).toMatchObject({ error: { code: 'function-failed' }, _error: 'earlier' });
    platform.set('invocation', json(403, {}));
    runtime.send('invoke', { payload: 'refused' });
    expect((await caught.first(1))[0]).toMatchObject({ payload: 'refused', error: { code: 'forbidden' } });
  });

  test.each<[string, object]>([
    ['is not wired', { outputs: 2, wires: [['out'], []] }],
    ['is missing in the flow', { wires: [['out']] }],
    ['leads only to a deleted node', { outputs: 2, wires: [['out'], ['gone']] }],
  ])(
    'a failure of the function goes to Catch if the second output %s, and does not count as done',
    async (_, wiring) => {
      await using platform = await ScriptedPlatform.start({ invocation: THREW });
      const { caught, completed, out } = await start(platform, { failureOutput: true, ...wiring });
      runtime.send('invoke', { payload: 'kept' });
      const [message] = await caught.first(1);
      expect(message).toMatchObject({ payload: 'kept', error: { code: 'function-failed' } });
      platform.set('invocation', echo);
      runtime.send('invoke', { payload: 'next' });
      await out.first(1);
      await completed.first(1);
      expect([caught.messages.length, completed.messages.length, out.messages.length]).toEqual([1, 1, 1]);
    },
  );

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

  test.each<[string, object, object]>([
    ['the deadline of the dialog', { deadlineMs: ' 50 ', deadlineMsType: 'str' }, {}],
    ['msg.requestTimeout', { deadlineMs: '60000', deadlineMsType: 'num' }, { requestTimeout: '50' }],
  ])('%s may be a number as text, as environment variables are', async (_, changes, message) => {
    const held = new HeldAnswers();
    await using platform = await ScriptedPlatform.start({ invocation: held.reply });
    const { caught } = await start(platform, changes);
    runtime.send('invoke', { payload: 1, ...message });
    expect((await caught.first(1))[0]).toMatchObject({ error: { code: 'timeout' } });
    expect(runtime.logged.filter((line) => line.includes('error.request-timeout'))).toEqual([]);
  });

  test.each([0, -1, null, 'abc', '', Number.NaN, {}])(
    'a msg.requestTimeout of %p is ignored with a warning, and the deadline of the node applies',
    async (requestTimeout) => {
      const held = new HeldAnswers();
      await using platform = await ScriptedPlatform.start({ invocation: held.reply });
      const { caught, out } = await start(platform, { deadlineMs: '50', deadlineMsType: 'num' });
      runtime.send('invoke', { payload: 1, requestTimeout });
      expect((await caught.first(1))[0]).toMatchObject({ requestTimeout, error: { code: 'timeout' } });
      expect(out.messages).toEqual([]);
      expect(runtime.logged.filter((line) => line.includes('error.request-timeout'))).toHaveLength(1);
    },
  );

  test('headers of an earlier response are sent as text: numbers, booleans, and lists with commas', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const { out } = await start(platform, OF_MESSAGE);
    const headers = {
      'content-length': 12,
      'x-flag': true,
      'set-cookie': ['a=1', 'b=2', 3],
      'x-unset': undefined,
    };
    runtime.send('invoke', { payload: 1, headers });
    await out.first(1);
    expect(arrived(platform).body['headers']).toEqual([
      { key: 'content-length', value: '12' },
      { key: 'x-flag', value: 'true' },
      { key: 'set-cookie', value: 'a=1, b=2, 3' },
    ]);
    runtime.send('invoke', { payload: 2, headers: new Headers({ 'x-a': 'b' }) });
    await out.first(2);
    const bodies = platform.arrived.filter(({ service }) => service === 'invocation').map(({ body }) => body);
    expect(JSON.parse(bodies[1] ?? '{}')).toMatchObject({ headers: [{ key: 'x-a', value: 'b' }] });
  });

  test.each([
    ['{"a": ', 'Expected "}" before end of expression'],
    ['$number(payload)', 'Unable to cast value to a number'],
    ['payload < 3', 'The values … and … either side of operator "<" must be of the same data type'],
    ['$eval(payload)', 'Syntax error in expression passed to function eval'],
    ['payload + 1', 'The left side of the "+" operator must evaluate to a number'],
  ])(
    'an error in the JSONata expression %s is told in words, without the value',
    async (expression, words) => {
      await using platform = await ScriptedPlatform.start();
      const { caught } = await start(platform, { payload: expression, payloadType: 'jsonata' });
      runtime.send('invoke', { payload: 'canary-of-the-payload(' });
      const { message } = Object((await caught.first(1))[0]?.['error']);
      expect(message).toBe(`LivePersonFunctions: liveperson-functions-invoke.error.field payload ${words}`);
      expect(platform.count('invocation')).toBe(0);
    },
  );

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
