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
type Heard = { [N in Name]: [N, 'start' | 'end', Traces[N]] }[Name];

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** Listens to everything, and keeps what each message showed at its time. */
function hear(): { heard: Heard[]; shown: string[] } {
  const heard: Heard[] = [];
  const shown: string[] = [];
  for (const name of Object.keys(CHANNELS) as Name[]) {
    const note = (event: 'start' | 'end') => (trace: Traces[Name]) => {
      heard.push([name, event, trace] as Heard);
      shown.push(JSON.stringify(trace), inspect(trace, { depth: 9, showHidden: true }));
    };
    stops.push(listen(name, { start: note('start'), end: note('end') }));
  }
  return { heard, shown };
}

const of = <N extends Name>(heard: Heard[], name: N, event: 'start' | 'end'): Traces[N][] =>
  heard.filter(([n, e]) => n === name && e === event).map(([, , trace]) => trace as Traces[N]);

describe('listeners are told', () => {
  test('of the invocation, its requests, the token and the hosts', async () => {
    await using platform = await ScriptedPlatform.start();
    const { heard } = hear();
    const { requestId } = await withClient(platform, (client) => client.invoke(input, { idempotent: true }));
    const facts = { accountId: ACCOUNT, requestId };
    expect(of(heard, 'invocation', 'end')).toEqual([
      expect.objectContaining({ ...facts, lambdaUuid: LAMBDA, idempotent: true }),
    ]);
    const [invocation] = of(heard, 'invocation', 'end');
    const { host } = platform;
    expect(invocation?.outcome).toEqual({ status: 200, requestId, attempts: 1, host, generation: 'v1' });
    expect(invocation?.durationMs).toBeGreaterThanOrEqual(0);
    expect(of(heard, 'attempt', 'end')).toEqual([
      expect.objectContaining({ ...facts, attempt: 1, method: 'POST', host, generation: 'v1' }),
    ]);
    expect(of(heard, 'token', 'end').map(({ outcome }) => outcome)).toEqual([{ lifetimeMs: 3_600_000 }]);
    expect(
      of(heard, 'domain', 'end')
        .map(({ service }) => service)
        .sort(),
    ).toEqual(['faasGW', 'sentinel']);
  });

  test('nothing of a token and of hosts that are held already', async () => {
    await using platform = await ScriptedPlatform.start();
    await withClient(platform, async (client) => {
      await client.invoke(input);
      const { heard } = hear();
      await client.invoke(input);
      expect(heard.map(([name, event]) => `${name} ${event}`)).toEqual([
        'invocation start',
        'attempt start',
        'attempt end',
        'invocation end',
      ]);
    });
  });

  test('of each attempt with its number and its status, under one request id', async () => {
    let requests = 0;
    const reply: Reply = (response, request) => {
      requests += 1;
      return json(requests < 3 ? 503 : 200, {}, { 'retry-after': '1' })(response, request);
    };
    await using platform = await ScriptedPlatform.start({ invocation: reply });
    const { heard } = hear();
    const options = { clock: new TestClock('paced'), retry: { maxAttempts: 3 } };
    await withClient(platform, (client) => client.invoke(input), options);
    const attempts = of(heard, 'attempt', 'end');
    expect(attempts.map(({ attempt, outcome }) => [attempt, outcome?.status])).toEqual([
      [1, 503],
      [2, 503],
      [3, 200],
    ]);
    expect(new Set(attempts.map(({ requestId }) => requestId)).size).toBe(1);
  });

  test('why it failed, in the words of the error', async () => {
    await using platform = await ScriptedPlatform.start({
      invocation: FAULTS['a reset connection'] as Reply,
    });
    const { heard } = hear();
    await withClient(platform, (client) => client.invoke(input)).catch(() => undefined);
    const failure = { code: 'network-error', delivery: 'unknown', retryable: false };
    expect(of(heard, 'attempt', 'end')[0]?.error).toMatchObject(failure);
    expect(of(heard, 'invocation', 'end')[0]?.error).toMatchObject({ ...failure, attempts: 1 });
  });

  test('with the same frozen message from the beginning to the end', async () => {
    await using platform = await ScriptedPlatform.start();
    const { heard } = hear();
    await withClient(platform, (client) => client.invoke(input));
    for (const name of Object.keys(CHANNELS) as Name[]) {
      expect(new Set(of(heard, name, 'end'))).toEqual(new Set(of(heard, name, 'start')));
    }
    for (const [, , trace] of heard) {
      expect(Object.isFrozen(trace)).toBe(true);
      expect(Object.isFrozen(trace.outcome)).toBe(true);
      expect(Reflect.set(trace, 'outcome', 'mine')).toBe(false);
    }
  });
});

test('no message shows a secret, a token, a payload or a result', async () => {
  const echo: Reply = (response, request) => json(901, { errorMsg: request.body })(response, request);
  await using platform = await ScriptedPlatform.start();
  const { shown } = hear();
  const secretive = {
    lambdaUuid: LAMBDA,
    payload: { card: 'payload-canary' },
    headers: { a: 'header-canary' },
  };
  await withClient(platform, async (client) => {
    platform.set('invocation', json(200, 'result-canary'));
    await client.invoke(secretive);
    platform.set('invocation', echo);
    await client.invoke(secretive).catch(() => undefined);
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

describe('a listener that throws', () => {
  test('changes nothing', async () => {
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

  test('and that subscribed to Node’s channel itself leaves the call unchanged; Node reports what it threw', async () => {
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

  test('is not heard any more when it has left', async () => {
    await using platform = await ScriptedPlatform.start();
    const { heard } = hear();
    for (const stop of stops.splice(0)) stop();
    await withClient(platform, (client) => client.invoke(input));
    expect(heard).toEqual([]);
    const named = Object.values(CHANNELS).map((name) => tracingChannel(name));
    expect(named.some(({ start, asyncEnd }) => start.hasSubscribers || asyncEnd.hasSubscribers)).toBe(false);
  });
});
