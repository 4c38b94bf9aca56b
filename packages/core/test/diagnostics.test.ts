import { execFile } from 'node:child_process';
import { tracingChannel } from 'node:diagnostics_channel';
import { join } from 'node:path';
import { inspect, promisify } from 'node:util';
import { afterEach, describe, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { FAULTS } from '@lp-faas/testing/faults';
import {
  ACCOUNT,
  CREDENTIALS,
  json,
  LAMBDA,
  type Reply,
  ScriptedPlatform,
} from '@lp-faas/testing/scripted-platform';
import { CHANNELS, listen, type Traces } from '../src/index.js';
import { input, withClient } from './support/client.js';

type Name = keyof Traces;
type Message = { [N in Name]: [N, 'start' | 'end', Traces[N]] }[Name];

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** Listens to all channels and records each message as it was at that moment. */
function record(): { messages: Message[]; shown: string[] } {
  const messages: Message[] = [];
  const shown: string[] = [];
  for (const name of Object.keys(CHANNELS) as Name[]) {
    const recordEvent = (event: 'start' | 'end') => (trace: Traces[Name]) => {
      messages.push([name, event, trace] as Message);
      shown.push(JSON.stringify(trace), inspect(trace, { depth: 9, showHidden: true }));
    };
    stops.push(listen(name, { start: recordEvent('start'), end: recordEvent('end') }));
  }
  return { messages, shown };
}

/** The names of the events of one of Node's channels, as they come. */
function eventsOf(channel: string): string[] {
  const events: string[] = [];
  const names = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'] as const;
  const subscribers = Object.fromEntries(names.map((name) => [name, () => events.push(name)])) as never;
  tracingChannel(channel).subscribe(subscribers);
  stops.push(() => tracingChannel(channel).unsubscribe(subscribers));
  return events;
}

const of = <N extends Name>(messages: Message[], name: N, event: 'start' | 'end'): Traces[N][] =>
  messages.filter(([n, e]) => n === name && e === event).map(([, , trace]) => trace as Traces[N]);

describe('trace messages', () => {
  test('listeners receive the invocation, its attempts, the token and the hosts', async () => {
    await using platform = await ScriptedPlatform.start();
    const { messages } = record();
    const { requestId } = await withClient(platform, (client) => client.invoke(input, { idempotent: true }));
    const facts = { accountId: ACCOUNT, requestId };
    expect(of(messages, 'invocation', 'end')).toEqual([
      expect.objectContaining({ ...facts, lambdaUuid: LAMBDA, idempotent: true }),
    ]);
    const [invocation] = of(messages, 'invocation', 'end');
    const { host } = platform;
    expect(invocation?.outcome).toEqual({ status: 200, requestId, attempts: 1, host, generation: 'v1' });
    expect(invocation?.durationMs).toBeGreaterThanOrEqual(0);
    expect(of(messages, 'attempt', 'end')).toEqual([
      expect.objectContaining({ ...facts, attempt: 1, method: 'POST', host, generation: 'v1' }),
    ]);
    expect(of(messages, 'token', 'end').map(({ outcome }) => outcome)).toEqual([{ lifetimeMs: 3_600_000 }]);
    expect(
      of(messages, 'domain', 'end')
        .map(({ service }) => service)
        .sort(),
    ).toEqual(['faasGW', 'sentinel']);
  });

  test('listeners receive no message for a cached token or host', async () => {
    await using platform = await ScriptedPlatform.start();
    await withClient(platform, async (client) => {
      await client.invoke(input);
      const { messages } = record();
      await client.invoke(input);
      expect(messages.map(([name, event]) => `${name} ${event}`)).toEqual([
        'invocation start',
        'attempt start',
        'attempt end',
        'invocation end',
      ]);
    });
  });

  test('listeners receive each attempt with its number and status under one request id', async () => {
    let requests = 0;
    const reply: Reply = (response, request) => {
      requests += 1;
      return json(requests < 3 ? 503 : 200, {}, { 'retry-after': '1' })(response, request);
    };
    await using platform = await ScriptedPlatform.start({ invocation: reply });
    const { messages } = record();
    const options = { clock: new TestClock('paced'), retry: { maxAttempts: 3 } };
    await withClient(platform, (client) => client.invoke(input), options);
    const attempts = of(messages, 'attempt', 'end');
    expect(attempts.map(({ attempt, outcome }) => [attempt, outcome?.status])).toEqual([
      [1, 503],
      [2, 503],
      [3, 200],
    ]);
    expect(new Set(attempts.map(({ requestId }) => requestId)).size).toBe(1);
  });

  test('listeners receive the error of a failed invocation', async () => {
    await using platform = await ScriptedPlatform.start({
      invocation: FAULTS['a reset connection'] as Reply,
    });
    const { messages } = record();
    await withClient(platform, (client) => client.invoke(input)).catch(() => undefined);
    const failure = { code: 'network-error', delivery: 'unknown', retryable: false };
    expect(of(messages, 'attempt', 'end')[0]?.error).toMatchObject(failure);
    expect(of(messages, 'invocation', 'end')[0]?.error).toMatchObject({ ...failure, attempts: 1 });
  });

  test('listeners receive the same frozen message at start and end', async () => {
    await using platform = await ScriptedPlatform.start();
    const { messages } = record();
    await withClient(platform, (client) => client.invoke(input));
    for (const name of Object.keys(CHANNELS) as Name[]) {
      expect(new Set(of(messages, name, 'end'))).toEqual(new Set(of(messages, name, 'start')));
    }
    for (const [, , trace] of messages) {
      expect(Object.isFrozen(trace)).toBe(true);
      expect(Object.isFrozen(trace.outcome)).toBe(true);
      expect(Reflect.set(trace, 'outcome', 'other')).toBe(false);
    }
  });
});

test('no trace message shows a secret, a token, a payload or a result', async () => {
  const echo: Reply = (response, request) => json(901, { errorMsg: request.body })(response, request);
  await using platform = await ScriptedPlatform.start();
  const { shown } = record();
  const secretInput = {
    lambdaUuid: LAMBDA,
    payload: { card: 'payload-canary' },
    headers: { a: 'header-canary' },
  };
  await withClient(platform, async (client) => {
    platform.set('invocation', json(200, 'result-canary'));
    await client.invoke(secretInput);
    platform.set('invocation', echo);
    await client.invoke(secretInput).catch(() => undefined);
  });
  const all = shown.join('\n');
  expect(all).toContain('function-failed');
  for (const canary of [
    CREDENTIALS.clientSecret,
    'payload-canary',
    'result-canary',
    ...platform.token.split('.'),
  ]) {
    expect(all).not.toContain(canary);
  }
});

describe('listeners', () => {
  test('a listener that throws does not fail the call', async () => {
    await using platform = await ScriptedPlatform.start();
    const broken = (): never => {
      throw new Error('the listener is broken');
    };
    for (const name of Object.keys(CHANNELS) as Name[]) {
      stops.push(listen(name, { start: broken, end: broken }));
    }
    const { status } = await withClient(platform, (client) => client.invoke(input));
    expect(status).toBe(200);
  });

  test('a subscriber of Node’s channel that throws does not fail the call; Node reports its error', async () => {
    await using platform = await ScriptedPlatform.start();
    const script = `
      import { tracingChannel } from 'node:diagnostics_channel';
      import { CHANNELS, FunctionsClient } from '@lp-faas/core';
      const reported = [];
      process.on('uncaughtException', ({ message }) => reported.push(message));
      tracingChannel(CHANNELS.invocation).start.subscribe(() => { throw new Error('broken'); });
      const client = new FunctionsClient(${JSON.stringify(platform.options)});
      const { status } = await client.invoke({ lambdaUuid: '${LAMBDA}' });
      await client.close();
      console.log(JSON.stringify({ status, reported }));
    `;
    const args = ['--input-type=module', '--eval', script];
    const cwd = join(import.meta.dirname, '..');
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd });
    expect(JSON.parse(stdout)).toEqual({ status: 200, reported: ['broken'] });
  });

  test.each([200, 500])(
    'subscribers of Node’s channel receive the events of tracePromise, in its order: status %i',
    async (status) => {
      await using platform = await ScriptedPlatform.start({ invocation: json(status, {}) });
      const own = eventsOf(CHANNELS.invocation);
      await withClient(platform, (client) => client.invoke(input)).catch(() => undefined);
      const nodes = eventsOf('test:reference');
      const work = (): Promise<void> => (status === 200 ? Promise.resolve() : Promise.reject(new Error()));
      await tracingChannel('test:reference')
        .tracePromise(work)
        .catch(() => undefined);
      expect(own).toEqual(nodes);
      expect(own).toHaveLength(status === 200 ? 4 : 5);
    },
  );

  test('a listener that was removed receives no further message', async () => {
    await using platform = await ScriptedPlatform.start();
    const { messages } = record();
    for (const stop of stops.splice(0)) stop();
    await withClient(platform, (client) => client.invoke(input));
    expect(messages).toEqual([]);
    const channels = Object.values(CHANNELS).map((name) => tracingChannel(name));
    expect(channels.some(({ start, asyncEnd }) => start.hasSubscribers || asyncEnd.hasSubscribers)).toBe(
      false,
    );
  });
});
