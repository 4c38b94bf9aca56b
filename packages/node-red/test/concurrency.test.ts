import { afterEach, describe, expect, test } from '@jest/globals';
import { json, newToken, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { account, invoke, listener, stored, TAB, watcher } from './support/flows.js';
import { echo, HeldAnswers, shuffled } from './support/held-answers.js';
import { Arrivals, TestRuntime, VERSIONS } from './support/node-red.js';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe.each(VERSIONS)('on Node-RED %i', (version) => {
  const runtime = new TestRuntime(version);
  afterEach(() => runtime.close());

  test('each of 200 concurrent messages gets its own result, whatever the order of the responses', async () => {
    const held = new HeldAnswers();
    await using platform = await ScriptedPlatform.start({ invocation: held.reply });
    const complete = [watcher('complete', 'completed'), listener('completed')];
    const caught = [watcher('catch', 'caught'), listener('caught')];
    const flow = [
      TAB,
      account(platform),
      invoke({ concurrency: 0 }),
      listener('out'),
      ...complete,
      ...caught,
    ];
    await runtime.deploy(flow, stored);
    const arrivals = ['out', 'completed', 'caught'].map((id) => new Arrivals(runtime.node(id)));
    const [out, completed, failed] = arrivals as [Arrivals, Arrivals, Arrivals];
    for (const n of numbers(200)) runtime.send('invoke', { payload: { n }, _msgid: `m${n}`, topic: `t${n}` });
    await held.hold(200);
    held.release((all) => shuffled(all, 4711));
    const messages = await out.first(200);
    for (const message of messages) {
      const { n } = message.payload as { n: number };
      expect(message).toMatchObject({ _msgid: `m${n}`, topic: `t${n}` });
    }
    expect(new Set(messages.map(({ _msgid }) => _msgid)).size).toBe(200);
    expect(messages.map(({ _msgid }) => _msgid)).not.toEqual(numbers(200).map((n) => `m${n}`));
    await completed.first(200);
    expect(completed.messages).toHaveLength(200);
    expect(failed.messages).toHaveLength(0);
  });

  test('without a limit, 600 messages open 512 connections at most, and all succeed', async () => {
    const held = new HeldAnswers();
    await using platform = await ScriptedPlatform.start({ invocation: held.reply });
    await runtime.deploy([TAB, account(platform), invoke({ concurrency: 0 }), listener('out')], stored);
    const out = new Arrivals(runtime.node('out'));
    for (const n of numbers(600)) runtime.send('invoke', { payload: n });
    for (const count of [512, 88]) {
      await held.hold(count);
      held.release();
    }
    const payloads = (await out.first(600)).map(({ payload }) => payload as number);
    expect(payloads.sort((one, other) => one - other)).toEqual(numbers(600));
    expect(platform.connections.length).toBeLessThanOrEqual(512);
  });

  test('with order kept, results leave in the order of their messages', async () => {
    const held = new HeldAnswers();
    await using platform = await ScriptedPlatform.start({ invocation: held.reply });
    const flow = [TAB, account(platform), invoke({ concurrency: 50, ordered: true }), listener('out')];
    await runtime.deploy(flow, stored);
    const out = new Arrivals(runtime.node('out'));
    for (const n of numbers(50)) runtime.send('invoke', { payload: n });
    await held.hold(50);
    held.release((all) => shuffled(all, 42));
    const messages = await out.first(50);
    expect(messages.map(({ payload }) => payload)).toEqual(numbers(50));
  });

  test('concurrency and queue limit are kept, and a message beyond both fails', async () => {
    const held = new HeldAnswers();
    await using platform = await ScriptedPlatform.start({ invocation: held.reply });
    const limits = invoke({ concurrency: 2, queueLimit: 3 });
    const flow = [
      TAB,
      account(platform),
      limits,
      listener('out'),
      watcher('catch', 'caught'),
      listener('caught'),
    ];
    await runtime.deploy(flow, stored);
    const out = new Arrivals(runtime.node('out'));
    const caught = new Arrivals(runtime.node('caught'));
    for (const n of numbers(7)) runtime.send('invoke', { payload: n });
    const refused = await caught.first(2);
    expect(refused.map(({ payload }) => payload)).toEqual([5, 6]);
    const cause = { code: 'queue-full', delivery: 'not-sent', retryable: true };
    expect(refused[0]).toMatchObject({ error: { code: 'queue-full', cause } });
    for (const expected of [2, 2, 1]) {
      await held.hold(expected);
      expect(held.count).toBe(expected);
      held.release();
    }
    const payloads = (await out.first(5)).map(({ payload }) => payload as number);
    expect(payloads.sort()).toEqual([0, 1, 2, 3, 4]);
  });

  test('20 nodes of one account share one token', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const nodes = numbers(20).map((n) => invoke({ id: `invoke${n}` }));
    await runtime.deploy([TAB, account(platform), ...nodes, listener('out')], stored);
    const out = new Arrivals(runtime.node('out'));
    for (const { id } of nodes) runtime.send(id, { payload: id });
    await out.first(20);
    expect(platform.count('token')).toBe(1);
  });

  test('a token that is rejected for many of 50 messages is renewed once, and no message is lost', async () => {
    const tokens = [newToken(), `${newToken()}2`];
    const held = new HeldAnswers();
    let isRevoked = false;
    await using platform = await ScriptedPlatform.start({
      token: (response, request) => {
        const token = tokens[platform.count('token') - 1];
        json(200, { access_token: token, expires_in: 3600 })(response, request);
      },
      invocation: (response, request) => {
        const isOld = request.headers.authorization === `Bearer ${tokens[0]}`;
        if (isRevoked && isOld) json(401, {})(response, request);
        else held.reply(response, request);
      },
    });
    await runtime.deploy([TAB, account(platform), invoke({ concurrency: 0 }), listener('out')], stored);
    const out = new Arrivals(runtime.node('out'));
    for (const n of numbers(25)) runtime.send('invoke', { payload: n });
    await held.hold(25);
    isRevoked = true;
    for (const n of numbers(25)) runtime.send('invoke', { payload: 25 + n });
    await held.hold(50);
    held.release((all) => shuffled(all, 7));
    const payloads = (await out.first(50)).map(({ payload }) => payload as number);
    expect(payloads.sort((one, other) => one - other)).toEqual(numbers(50));
    expect(platform.count('token')).toBe(2);
  });
});
