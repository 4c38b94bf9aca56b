import { describe, expect, test } from '@jest/globals';
import { DomainResolver } from '../src/index.js';
import { ManualClock } from './support/manual-clock.js';
import { ObservedTransport } from './support/observed-transport.js';
import { json, type Reply, ScriptedPlatform } from './support/scripted-platform.js';

const FRESH_MS = 600_000;
const SPREAD_MS = 60_000;
const DAY_MS = 86_400_000;
const [OLD, NEW] = ['va.faasgw.liveperson.net', 'lo.faasgw.liveperson.net'];
const answer = (baseURI: unknown): Reply => json(200, { baseURI });

class Bench implements AsyncDisposable {
  readonly clock = new ManualClock();
  readonly transport = new ObservedTransport();
  readonly platform: ScriptedPlatform;
  readonly resolver: DomainResolver;

  private constructor(platform: ScriptedPlatform) {
    const { accountId, domainApi } = platform.options;
    const { clock, transport } = this;
    this.platform = platform;
    this.resolver = new DomainResolver({ accountId, domainApi, clock, transport });
  }

  static async start(first: Reply = answer(OLD)): Promise<Bench> {
    return new Bench(await ScriptedPlatform.start({ domain: first }));
  }

  /** A host that is known and due to be asked for again. */
  static async stale(then: Reply): Promise<Bench> {
    const bench = await Bench.start();
    await bench.host();
    bench.clock.advance(FRESH_MS + SPREAD_MS);
    bench.platform.set('domain', then);
    return bench;
  }

  async host(): Promise<string> {
    return (await this.resolver.resolve('faasGW')).host;
  }

  /** The host or the code of the failure, and what goes on in the background has ended. */
  async outcome(): Promise<string> {
    const outcome = await this.host().catch(({ code }: { code: string }) => code);
    await this.transport.settled();
    return outcome;
  }

  /** Requests so far. */
  get asked(): number {
    return this.platform.count('domain');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.transport.close();
    await this.platform[Symbol.asyncDispose]();
  }
}

/** Replies that wait until the test lets them go, in the order in which they were asked for. */
function held() {
  const waiting: ((reply: Reply) => void)[] = [];
  let arrived = (): void => undefined;
  const reply: Reply = (response, request) => {
    waiting.push((later) => later(response, request));
    arrived();
  };
  const first = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  return { reply, waiting, first };
}

describe('a host that is fresh', () => {
  test('is served without asking for ten minutes', async () => {
    await using bench = await Bench.start();
    await bench.host();
    bench.clock.advance(FRESH_MS - 1);
    expect(await bench.outcome()).toBe(OLD);
    expect(bench.asked).toBe(1);
  });

  test('does not age by a wall clock that somebody sets', async () => {
    await using bench = await Bench.start();
    await bench.host();
    for (const wall of [0, 4_000_000_000_000]) {
      bench.clock.setWall(wall);
      expect(await bench.outcome()).toBe(OLD);
    }
    expect(bench.asked).toBe(1);
  });

  test('is asked for once by a thousand callers', async () => {
    await using bench = await Bench.start();
    await Promise.all(Array.from({ length: 1000 }, () => bench.host()));
    expect(bench.asked).toBe(1);
  });
});

describe('a host that is no longer fresh', () => {
  test('is served at once, while one request renews it for the next caller', async () => {
    const { reply, waiting, first } = held();
    await using bench = await Bench.stale(reply);
    // Nobody has answered yet, so none of them can have waited.
    const hosts = await Promise.all(Array.from({ length: 50 }, () => bench.host()));
    expect(new Set(hosts)).toEqual(new Set([OLD]));
    await first;
    waiting[0]?.(answer(NEW));
    await bench.transport.settled();
    expect(await bench.host()).toBe(NEW);
    bench.clock.advance(FRESH_MS - 1);
    expect(await bench.outcome()).toBe(NEW);
    expect(bench.asked).toBe(2);
  });

  test.each([
    [0, FRESH_MS],
    [0.5, FRESH_MS + SPREAD_MS / 2],
    [0.999, FRESH_MS + 0.999 * SPREAD_MS],
  ])('is asked for within a minute, not by all at the same moment (%p)', async (random, dueAt) => {
    await using bench = await Bench.start();
    bench.clock.chance = random;
    await bench.host();
    bench.clock.advance(dueAt - 1);
    await bench.outcome();
    expect(bench.asked).toBe(1);
    bench.clock.advance(1);
    await bench.outcome();
    expect(bench.asked).toBe(2);
  });

  test('is renewed to the end although the caller that caused it has left', async () => {
    const { reply, waiting, first } = held();
    await using bench = await Bench.stale(reply);
    const controller = new AbortController();
    await bench.resolver.resolve('faasGW', controller);
    controller.abort();
    await first;
    waiting[0]?.(answer(NEW));
    expect(await bench.outcome()).toBe(OLD);
    expect(await bench.outcome()).toBe(NEW);
    expect(bench.asked).toBe(2);
  });

  test('is neither served nor asked for when the caller has given up before', async () => {
    await using bench = await Bench.stale(answer(NEW));
    const signal = AbortSignal.abort();
    await expect(bench.resolver.resolve('faasGW', { signal })).rejects.toMatchObject({ code: 'aborted' });
    await bench.transport.settled();
    expect(bench.asked).toBe(1);
  });

  test('leaves no timer behind', async () => {
    await using bench = await Bench.stale(json(500, {}));
    await bench.outcome();
    expect(bench.clock.pendingTimers).toBe(0);
  });
});

describe('while the Domain API gives no usable answer', () => {
  test.each<[string, Reply]>([
    ['a passing failure', json(503, {})],
    ['too many requests', json(429, {})],
    ['a reset connection', (response) => response.socket?.resetAndDestroy()],
    ['a page of HTML', (response) => response.end('<!DOCTYPE html><title>Sign in</title>')],
  ])('a known host bridges 24 hours since the last good answer: %s', async (_, reply) => {
    await using bench = await Bench.stale(reply);
    expect(await bench.outcome()).toBe(OLD);
    expect(await bench.outcome()).toBe(OLD);
    bench.clock.advance(DAY_MS - FRESH_MS - SPREAD_MS - 1);
    expect(await bench.outcome()).toBe(OLD);
    bench.clock.advance(1);
    // The failure of a moment ago is repeated first; then it is asked again, and waited for.
    expect(await bench.outcome()).toBe('domain-unavailable');
    bench.clock.advance(45_000);
    bench.platform.set('domain', answer(NEW));
    expect(await bench.outcome()).toBe(NEW);
  });

  test('a known host is not asked for again for at least 30 seconds', async () => {
    await using bench = await Bench.stale(json(503, {}));
    bench.clock.chance = 0;
    await bench.outcome();
    bench.clock.advance(29_999);
    await bench.outcome();
    expect(bench.asked).toBe(2);
    bench.clock.advance(1);
    await bench.outcome();
    expect(bench.asked).toBe(3);
  });

  test('a good answer starts the 24 hours anew', async () => {
    await using bench = await Bench.stale(answer(OLD));
    await bench.outcome();
    bench.platform.set('domain', json(503, {}));
    bench.clock.advance(DAY_MS - 1);
    expect(await bench.outcome()).toBe(OLD);
  });

  test('and no host is known, callers get the failure for a second before it is asked again', async () => {
    await using bench = await Bench.start(json(503, {}));
    expect(await bench.outcome()).toBe('domain-unavailable');
    bench.clock.advance(999);
    expect(await bench.outcome()).toBe('domain-unavailable');
    expect(bench.asked).toBe(1);
    bench.platform.set('domain', answer(OLD));
    bench.clock.advance(1);
    expect(await bench.outcome()).toBe(OLD);
  });

  test('callers that give up leave no failure to the next one', async () => {
    const { reply, first } = held();
    await using bench = await Bench.start(reply);
    const controller = new AbortController();
    const failed = bench.resolver.resolve('faasGW', controller);
    await first;
    controller.abort();
    await expect(failed).rejects.toMatchObject({ code: 'aborted', phase: 'domain' });
    bench.platform.set('domain', answer(OLD));
    expect(await bench.host()).toBe(OLD);
  });
});

describe.each<[string, Reply]>([
  ['domain-unresolved', json(404, {})],
  ['domain-untrusted', answer('evil.test')],
])('an answer that is %s', (code, reply) => {
  test('is repeated for 30 seconds, then it is asked again', async () => {
    await using bench = await Bench.start(reply);
    for (const ms of [0, 29_999]) {
      bench.clock.advance(ms);
      expect(await bench.outcome()).toBe(code);
    }
    expect(bench.asked).toBe(1);
    bench.platform.set('domain', answer(OLD));
    bench.clock.advance(1);
    expect(await bench.outcome()).toBe(OLD);
  });

  test('takes the place of a known host: it is neither served nor ignored', async () => {
    await using bench = await Bench.stale(reply);
    expect(await bench.outcome()).toBe(OLD);
    expect(await bench.outcome()).toBe(code);
    expect(bench.asked).toBe(2);
    // From then on nothing bridges an outage.
    bench.platform.set('domain', json(503, {}));
    bench.clock.advance(30_000);
    expect(await bench.outcome()).toBe('domain-unavailable');
  });

  test('speaks of its service alone', async () => {
    await using bench = await Bench.start(reply);
    await bench.outcome();
    bench.platform.set('domain', answer('va.sentinel.liveperson.net'));
    expect(await bench.resolver.resolve('sentinel')).toMatchObject({ service: 'sentinel' });
  });
});

describe('a host under suspicion', () => {
  test('is asked for once before it is served, and a new one takes its place', async () => {
    await using bench = await Bench.start();
    const domain = await bench.resolver.resolve('faasGW');
    bench.platform.set('domain', answer(NEW));
    bench.resolver.suspect(domain);
    expect(await Promise.all([bench.host(), bench.host()])).toEqual([NEW, NEW]);
    expect(await bench.outcome()).toBe(NEW);
    expect(bench.asked).toBe(2);
  });

  test('is served after all when the Domain API has no answer', async () => {
    await using bench = await Bench.start();
    bench.resolver.suspect(await bench.resolver.resolve('faasGW'));
    bench.platform.set('domain', json(503, {}));
    expect(await bench.outcome()).toBe(OLD);
    expect(await bench.outcome()).toBe(OLD);
    expect(bench.asked).toBe(2);
  });

  test('is not served beside an answer that must not be trusted', async () => {
    await using bench = await Bench.start();
    bench.resolver.suspect(await bench.resolver.resolve('faasGW'));
    bench.platform.set('domain', answer('evil.test'));
    expect(await bench.outcome()).toBe('domain-untrusted');
  });

  test('is asked for at most every 30 seconds, however often it fails', async () => {
    await using bench = await Bench.start();
    for (let second = 0; second < 60; second += 1) {
      bench.resolver.suspect(await bench.resolver.resolve('faasGW'));
      bench.clock.advance(1000);
    }
    await bench.outcome();
    expect(bench.asked).toBe(3);
  });

  test('is forgotten when another one has taken its place: a late failure says nothing of that', async () => {
    await using bench = await Bench.start();
    const old = await bench.resolver.resolve('faasGW');
    bench.clock.advance(FRESH_MS + SPREAD_MS);
    bench.platform.set('domain', answer(NEW));
    await bench.outcome();
    bench.resolver.suspect(old);
    expect(await bench.outcome()).toBe(NEW);
    expect(bench.asked).toBe(2);
  });

  test('is not restored by an answer that was asked for before', async () => {
    const { reply, waiting, first } = held();
    await using bench = await Bench.stale(reply);
    const domain = await bench.resolver.resolve('faasGW');
    await first;
    bench.resolver.suspect(domain);
    bench.platform.set('domain', answer(NEW));
    expect(await bench.host()).toBe(NEW);
    waiting[0]?.(answer(OLD));
    await bench.transport.settled();
    expect(await bench.outcome()).toBe(NEW);
    expect(bench.asked).toBe(3);
  });

  test('from the options is served all the same: there is nobody to ask', async () => {
    await using platform = await ScriptedPlatform.start();
    const { accountId, domainApi } = platform.options;
    const resolver = new DomainResolver({ accountId, domainApi, domains: { faasGW: OLD } });
    resolver.suspect(await resolver.resolve('faasGW'));
    expect(await resolver.resolve('faasGW')).toMatchObject({ host: OLD });
    expect(platform.arrived).toEqual([]);
  });
});
