import { parse as parseQuery } from 'node:querystring';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, test } from '@jest/globals';
import { json, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { account, invoke, listener, stored, TAB, watcher } from './support/flows.js';
import { echo } from './support/held-answers.js';
import { Arrivals, TestRuntime, VERSIONS } from './support/node-red.js';

const circular: Record<string, unknown> = {};
circular['itself'] = circular;

/** The classes of a Function node are those of another realm. */
const ofFunctionNode = (code: string): unknown => runInNewContext(code);

describe.each(VERSIONS)('on Node-RED %i', (version) => {
  const runtime = new TestRuntime(version);
  afterEach(() => runtime.close());

  const start = async (platform: ScriptedPlatform, changes: object = {}) => {
    const watchers = [watcher('catch', 'caught'), watcher('complete', 'completed')];
    const listeners = ['out', 'caught', 'completed'].map(listener);
    await runtime.deploy([TAB, account(platform), invoke(changes), ...watchers, ...listeners], stored);
    const names = ['out', 'caught', 'completed'] as const;
    const arrivals = names.map((id) => [id, new Arrivals(runtime.node(id))]);
    return Object.fromEntries(arrivals) as Record<(typeof names)[number], Arrivals>;
  };

  test.each<[string, object, unknown]>([
    ['missing', {}, {}],
    ['null', { payload: null }, null],
    ['false', { payload: false }, false],
    ['an empty string', { payload: '' }, ''],
    ['a Buffer', { payload: Buffer.from('hi') }, { type: 'Buffer', data: [104, 105] }],
    ['a date', { payload: new Date(0) }, '1970-01-01T00:00:00.000Z'],
    [
      'an object of a Function node',
      { payload: ofFunctionNode('({ a: [new Date(0), {}] })') },
      { a: [new Date(0).toJSON(), {}] },
    ],
    ['an object without a prototype', { payload: Object.create(null) }, {}],
    [
      'an object of a class',
      {
        payload: new (class Point {
          x = 1;
        })(),
      },
      { x: 1 },
    ],
    ['a query string', { payload: parseQuery('') }, {}],
    ['a URL', { payload: new URL('https://example.com/') }, 'https://example.com/'],
    ['an object with an undefined property', { payload: { a: undefined, b: [undefined] } }, { b: [null] }],
  ])('the function receives the JSON form of a payload that is %s', async (_, message, given) => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const { out } = await start(platform);
    runtime.send('invoke', { ...message });
    expect((await out.first(1))[0]?.payload).toEqual(given);
  });

  test.each<[string, unknown]>([
    ['a circular object', circular],
    ['a BigInt', 10n],
    ['a function', () => 1],
  ])('%s as payload fails with an error that names the payload, and is not sent', async (_, payload) => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const { caught } = await start(platform);
    runtime.send('invoke', { payload, topic: 'kept' });
    const [message] = await caught.first(1);
    const error = { code: 'invalid-options', message: expect.stringContaining('payload') };
    expect(message).toMatchObject({ topic: 'kept', error });
    expect(typeof message?.payload).toBe(typeof payload);
    expect(platform.count('invocation')).toBe(0);
  });

  test.each<[string, unknown]>([
    ['Map', new Map([[1, 2]])],
    ['Map', ofFunctionNode('({ list: [new Map()] })')],
    ['Set', { deep: [{ deeper: new Set() }] }],
    ['TypeError', Object.assign(new TypeError('no'), { code: 1 })],
    ['Error', ofFunctionNode('[new Error("no")]')],
    ['RegExp', { pattern: /x/ }],
    ['Promise', [Promise.resolve(1)]],
    ['Uint8Array', new Uint8Array([1])],
    ['ArrayBuffer', { bytes: new ArrayBuffer(1) }],
    ['URLSearchParams', new URLSearchParams('a=b')],
    ['NaN', { reading: Number.NaN }],
    ['Infinity', [1, Number.POSITIVE_INFINITY]],
    ['Date', { at: new Date(Number.NaN) }],
    ['function', { done: () => 1 }],
    ['symbol', [Symbol('s')]],
    ['bigint', { id: 10n }],
  ])(
    'a payload with a value of the kind %s, which JSON cannot hold, is refused by its name',
    async (kind, payload) => {
      await using platform = await ScriptedPlatform.start({ invocation: echo });
      const { caught, out } = await start(platform);
      runtime.send('invoke', { payload, topic: 'kept' });
      const [message] = await caught.first(1);
      const error = {
        code: 'invalid-options',
        message: expect.stringContaining(`error.non-json-payload ${kind}`),
      };
      expect(message).toMatchObject({ topic: 'kept', error });
      expect([platform.count('invocation'), out.messages]).toEqual([0, []]);
    },
  );

  test('a payload with a getter that throws is refused, and its error reaches Catch', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const { caught, out } = await start(platform);
    const get = (): never => {
      throw new Error('canary of the payload');
    };
    runtime.send('invoke', {
      payload: { deep: Object.defineProperty({}, 'x', { get, enumerable: true }) },
      topic: 't',
    });
    const [failed] = await caught.first(1);
    const error = { code: 'invalid-options', message: expect.stringContaining('error.unreadable-payload') };
    expect(failed).toMatchObject({ topic: 't', error });
    expect(JSON.stringify(failed) + runtime.logged.join()).not.toContain('canary of the payload');
    expect([platform.count('invocation'), out.messages]).toEqual([0, []]);
  });

  test.each(['off', 'parts', 'join'])(
    'mode %s: a result that is too deep to be copied for two wires goes to Catch with the input, and to no wire',
    async (batch) => {
      const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
      await using platform = await ScriptedPlatform.start({
        invocation: (response) => void response.end(deep(4000)),
      });
      const { caught, out, completed } = await start(platform, { batch, wires: [['out', 'completed']] });
      runtime.send('invoke', { payload: ['input'], topic: 'kept' });
      const [failed] = await caught.first(1);
      const cause = { delivery: 'executed', retryable: false };
      expect(failed).toMatchObject({
        payload: ['input'],
        topic: 'kept',
        error: { code: 'unexpected-response' },
      });
      expect(Object(failed?.['error']).cause).toMatchObject(
        batch === 'parts' ? { failures: [cause] } : cause,
      );
      expect([...out.messages, ...completed.messages]).toEqual([]);
      const shallow: Reply = (response) => void response.end(deep(999));
      platform.set('invocation', shallow);
      runtime.send('invoke', { payload: ['input'] });
      await out.first(1);
      // Both wires, and the Complete node.
      await completed.first(2);
      expect(caught.messages).toHaveLength(1);
    },
  );

  test('a message that is too deep to be copied for Catch arrives there without its deep property', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: json(403, {}) });
    const { caught } = await start(platform);
    let deep: unknown = 1;
    for (let level = 0; level < 20_000; level += 1) deep = [deep];
    runtime.send('invoke', { payload: 'kept', deep });
    const [failed] = await caught.first(1);
    expect(failed).toMatchObject({ payload: 'kept', error: { code: 'forbidden' } });
    expect(failed).not.toHaveProperty('deep');
  });

  test('a message that is too deep to be copied for Complete is completed without its deep property', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const { completed, out, caught } = await start(platform);
    let deep: unknown = 1;
    for (let level = 0; level < 20_000; level += 1) deep = [deep];
    runtime.send('invoke', { payload: 'kept', deep });
    const [message] = await completed.first(1);
    expect(message).toMatchObject({ payload: 'kept' });
    expect(message).not.toHaveProperty('deep');
    expect([out.messages.length, caught.messages]).toEqual([1, []]);
  });

  test.each([
    ['off', [['frozen']]],
    ['join', [['frozen']]],
    ['parts', ['frozen']],
  ])('mode %s: the result of a frozen message is sent in a copy', async (batch, results) => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const { out, caught, completed } = await start(platform, { batch });
    const message = Object.freeze({ _msgid: 'cold', topic: 'kept', payload: ['frozen'] });
    runtime.send('invoke', message);
    await Promise.race([completed, caught].map((arrivals) => arrivals.first(1)));
    expect(out.messages.map(({ payload }) => payload)).toEqual(results);
    expect(out.messages).toMatchObject([{ topic: 'kept', livepersonFunctions: {} }]);
    expect([message.payload, caught.messages]).toEqual([['frozen'], []]);
  });

  test('a property that throws when it is read is taken off the message, whose error then reaches Catch', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const { out, completed, caught } = await start(platform, { batch: 'parts', concurrency: 1 });
    const unreadable = (): never => {
      throw new Error('not to be read');
    };
    runtime.send(
      'invoke',
      Object.defineProperty({ payload: [1] }, 'topic', { get: unreadable, enumerable: true }),
    );
    runtime.send('invoke', { payload: [2] });
    await completed.first(1);
    expect(out.messages.map(({ payload }) => payload)).toEqual([2]);
    const [failed] = await caught.first(1);
    const error = { code: 'invalid-options', message: expect.stringContaining('error.unreadable-message') };
    expect(failed).toMatchObject({ payload: [1], error });
    expect(failed).not.toHaveProperty('topic');
  });

  test('a message that a Catch node sends back to the node is invoked again until it succeeds', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: json(403, {}) });
    const back = { ...watcher('catch', 'invoke'), id: 'back' };
    const flow = [TAB, account(platform), invoke({ concurrency: 1, queueLimit: 0 }), back, listener('out')];
    await runtime.deploy(flow, stored);
    const out = new Arrivals(runtime.node('out'));
    platform.set('invocation', (response, request) => {
      const reply = platform.count('invocation') < 4 ? json(403, {}) : echo;
      reply(response, request);
    });
    runtime.send('invoke', { payload: 'again and again', topic: 'kept' });
    const [message] = await out.first(1);
    expect(message).toMatchObject({ payload: 'again and again', topic: 'kept' });
    expect(platform.count('invocation')).toBe(4);
  });

  test('expressions of 100 concurrent messages use the values of their own message', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const payload = { payload: '{"n": payload, "seen": $flowContext("seen")}', payloadType: 'jsonata' };
    const { out } = await start(platform, { ...payload, concurrency: 0 });
    runtime.node('invoke').context().flow.set('seen', 'yes');
    for (let n = 0; n < 100; n += 1) runtime.send('invoke', { payload: n, topic: n });
    for (const message of await out.first(100)) {
      expect(message.payload).toEqual({ n: message['topic'], seen: 'yes' });
    }
  });
});
