import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { TokenSource } from '../src/index.js';
import { type Mood, TokenService, turn } from './support/token-service.js';

interface Caller {
  readonly controller: AbortController;
  isSettled: boolean;
}

/** The real token source, and what was observed of it. */
interface Real {
  readonly service: TokenService;
  readonly tokens: TokenSource;
  readonly callers: Caller[];
  readonly served: string[];
  readonly refused: Set<string>;
  readonly violations: string[];
}

/** The invariant of the model: the number of requests is bounded by the calls. */
interface Model {
  maxRequests: number;
}

type Command = fc.AsyncCommand<Model, Real>;

/** Runs one step, waits for its effects and checks the invariants. */
function step(name: string, allowed: (real: Real) => number, run: (real: Real) => void): Command {
  return {
    check: () => true,
    toString: () => name,
    async run(model, real) {
      const limit = allowed(real);
      const before = real.service.requests;
      run(real);
      await turn();
      model.maxRequests += limit;
      const started = real.service.requests - before;
      if (started > limit) real.violations.push(`${name} started ${started} requests, ${limit} allowed`);
      const epochs = real.service.open.map(({ epoch }) => epoch);
      if (new Set(epochs).size !== epochs.length) real.violations.push(`${name}: two requests of one epoch`);
      expect(real.service.requests).toBeLessThanOrEqual(model.maxRequests);
      expect(real.violations).toEqual([]);
    },
  };
}

/**
 * A call may cause one request; none while the token is fresh, a request is in flight, or a pause follows a failure in
 * the soft zone. Close to its expiry a rejection may be retried.
 */
function requestsOfCall({ tokens }: Real): number {
  const { zone, refreshing, coolingDown } = tokens.state;
  return zone === 'fresh' || refreshing || (zone === 'soft' && coolingDown) ? 0 : 1;
}

const get = (isAborted: boolean): Command =>
  step(isAborted ? 'get with an aborted signal' : 'get', isAborted ? () => 0 : requestsOfCall, (real) => {
    const { tokens, service, callers, served, refused, violations } = real;
    const caller: Caller = { controller: new AbortController(), isSettled: false };
    if (isAborted) caller.controller.abort();
    const hadToken = tokens.state.zone === 'fresh' || tokens.state.zone === 'soft';
    callers.push(caller);
    tokens.get(caller.controller).then(
      (token) => {
        caller.isSettled = true;
        served.push(token);
        if (!service.isValid(token)) violations.push('served an expired token');
        if (refused.has(token)) violations.push('served a refused token');
      },
      () => {
        caller.isSettled = true;
        if (hadToken && !caller.controller.signal.aborted) violations.push('failed despite a valid token');
      },
    );
  });

const abort = (which: number): Command =>
  step(
    'abort',
    () => 0,
    ({ callers }) => {
      const waiting = callers.filter(({ isSettled }) => !isSettled);
      waiting[which % Math.max(1, waiting.length)]?.controller.abort();
    },
  );

/** May send one request by itself: a waiting caller notices that the old token was refused meanwhile. */
const advance = (ms: number): Command =>
  step(
    `advance ${ms}`,
    () => 1,
    ({ service }) => service.clock.advance(ms),
  );

const jump = (ms: number): Command =>
  step(
    `jump ${ms}`,
    () => 0,
    ({ service }) => service.clock.setWall(service.clock.wallNow() + ms),
  );

const mood = (to: Mood): Command =>
  step(
    `the service ${to}`,
    () => 0,
    ({ service }) => {
      service.mood = to;
      service.answerAll();
    },
  );

const lifetime = (ms: number): Command =>
  step(
    `tokens live ${ms}`,
    () => 0,
    ({ service }) => {
      service.lifetimeMs = ms;
    },
  );

/** The gateway refuses a token that was served, counted from the newest. */
const refuse = (back: number): Command =>
  step(
    '401',
    () => 0,
    ({ tokens, service, served, refused }) => {
      const token = served.at(-1 - back);
      if (token === undefined) return;
      const holdsToken = (): boolean => tokens.state.zone !== 'none';
      const held = holdsToken();
      tokens.invalidate(token);
      if (!held || holdsToken()) return;
      refused.add(token);
      service.epoch += 1;
    },
  );

const commands = fc.commands(
  [
    fc.constant(get(false)),
    fc.constant(get(false)),
    fc.constant(get(true)),
    fc.nat(5).map(abort),
    fc.oneof(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 4_000_000 })).map(advance),
    fc.constantFrom(-3_600_000, -20_000, 20_000, 3_600_000).map(jump),
    fc.constantFrom<Mood>('up', 'down', 'rejects', 'hangs').map(mood),
    fc.constantFrom(1000, 5000, 60_000, 3_600_000).map(lifetime),
    fc.nat(2).map(refuse),
  ],
  { maxCommands: 60, size: 'max' },
);

function setUp(): { model: Model; real: Real } {
  const service = new TokenService();
  const real: Real = {
    service,
    tokens: service.source(),
    callers: [],
    served: [],
    refused: new Set(),
    violations: [],
  };
  return { model: { maxRequests: 0 }, real };
}

/** After any steps, no caller hangs, no request or timer remains, and the source works again. */
async function expectRecovery({ service, tokens, callers }: Real): Promise<void> {
  for (let time = 0; time < 4; time += 1) {
    service.clock.advance(10_000);
    await turn();
  }
  expect(callers.filter(({ isSettled }) => !isSettled)).toEqual([]);
  service.mood = 'up';
  service.clock.advance(24 * 3_600_000);
  expect(service.isValid(await tokens.get())).toBe(true);
  await turn();
  expect(service.open).toEqual([]);
  expect(service.clock.pendingTimers).toBe(0);
}

test('for any sequence of events a token source sends one request per epoch, serves no expired or refused token, and no caller hangs', async () => {
  const unhandled: unknown[] = [];
  const listener = (reason: unknown): unknown => unhandled.push(reason);
  process.on('unhandledRejection', listener);
  try {
    const property = fc.asyncProperty(commands, async (steps) => {
      const { model, real } = setUp();
      await fc.asyncModelRun(() => ({ model, real }), steps);
      await expectRecovery(real);
    });
    await fc.assert(property, { numRuns: 400 });
    await turn();
    expect(unhandled).toEqual([]);
  } finally {
    process.off('unhandledRejection', listener);
  }
});
