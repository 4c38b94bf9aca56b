import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { LAMBDA } from '@lp-faas/testing/scripted-platform';
import fc from 'fast-check';
import { FakeFunctionsClient, functionsError } from '../src/fakes/index.js';
import {
  checkConnection,
  DomainResolver,
  FunctionsClient,
  findInputProblems,
  findOptionProblems,
  isFunctionsError,
  listen,
  TokenSource,
  UndiciTransport,
} from '../src/index.js';
import { keyvTokenCache } from '../src/keyv.js';
import { redisTokenCache, sharedCache } from '../src/redis.js';
import { memoryOptions, SECRET } from './support/memory-platform.js';

/** What a test passes where a type allows less. */
type Anything = never;

const good = memoryOptions;
const client = new FunctionsClient(good);
const input = { lambdaUuid: LAMBDA };

async function consumed(batch: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of batch);
}

const CLIENT_OPTIONS = [
  ...[
    'accountId',
    'region',
    'generation',
    'domains',
    'domainApi',
    'trustedDomains',
    'eventSource',
    'deadlineMs',
  ],
  ...[
    'httpHeaders',
    'userAgentSuffix',
    'attemptTimeoutMs',
    'retry',
    'transport',
    'clock',
    'credentials',
    'onToken',
    'tokenCache',
    'tokens',
  ],
];
const NESTED = {
  credentials: ['clientId', 'clientSecret'],
  retry: ['maxAttempts', 'baseDelayMs', 'maxDelayMs'],
  domains: ['faasGW', 'sentinel'],
};
const CONNECTION = {
  proxy: ['url', 'noProxy'],
  tls: ['ca', 'cert', 'key', 'pfx', 'passphrase', 'rejectUnauthorized', 'servername'],
};
const INVOKE = [
  'signal',
  'idempotent',
  'requestId',
  'deadlineMs',
  'maxAttempts',
  'eventSource',
  'httpHeaders',
  'waitForFunctionMs',
];
const INPUT = ['lambdaUuid', 'eventId', 'skillId', 'payload', 'payloadJson', 'headers'];
const BATCH = ['concurrency', 'signal', 'ordered', 'idempotent', 'waitForFunctionMs'];

type Position = readonly [name: string, call: (value: Anything) => unknown];

/** Makes a client and uses it once. */
const usedClient = async (options: Anything): Promise<void> => {
  await using made = new FunctionsClient(options);
  await made.invoke(input);
};

const within = (name: string, key: string, value: unknown): object => ({
  ...(good as unknown as Record<string, object>)[name],
  [key]: value,
});

const POSITIONS: readonly Position[] = [
  ['the options of FunctionsClient', usedClient],
  ...CLIENT_OPTIONS.map(
    (name): Position => [
      `the option ${name}`,
      // Without a transport a client would use the network.
      (value) => usedClient({ ...good, [name]: name === 'transport' ? (value ?? null) : value } as Anything),
    ],
  ),
  ...Object.entries(NESTED).flatMap(([name, keys]) =>
    keys.map(
      (key): Position => [
        `the option ${name}.${key}`,
        (value) => usedClient({ ...good, [name]: within(name, key, value) } as Anything),
      ],
    ),
  ),
  ...Object.entries(CONNECTION).flatMap(([name, keys]) => [
    [`the option ${name}`, (value) => new UndiciTransport({ [name]: value })] as Position,
    ...keys.map(
      (key): Position => [
        `the option ${name}.${key}`,
        (value) => new UndiciTransport({ [name]: { url: 'http://proxy.test', [key]: value } } as Anything),
      ],
    ),
  ]),
  ...['connections', 'keepAliveTimeoutMs', 'connectTimeoutMs'].map(
    (name): Position => [`the option ${name}`, (value) => new UndiciTransport({ [name]: value })],
  ),
  ['the options of UndiciTransport', (value) => new UndiciTransport(value)],
  ['the options of TokenSource', (value) => new TokenSource(value)],
  ['the resolver of TokenSource', (value) => new TokenSource(good as Anything, value)],
  ['the options of TokenSource.get', (value) => new TokenSource(good as Anything).get(value)],
  ['the signal of TokenSource.get', (signal) => new TokenSource(good as Anything).get({ signal })],
  ['the token of TokenSource.invalidate', (value) => new TokenSource(good as Anything).invalidate(value)],
  ['the options of DomainResolver', (value) => new DomainResolver(value)],
  ['the service of DomainResolver.resolve', (value) => new DomainResolver(good).resolve(value)],
  ['the options of DomainResolver.resolve', (value) => new DomainResolver(good).resolve('faasGW', value)],
  ['the domain of DomainResolver.suspect', (value) => new DomainResolver(good).suspect(value)],
  ['the input of invoke', (value) => client.invoke(value)],
  ...INPUT.flatMap((name): readonly Position[] => [
    [`the ${name} of a function`, (value) => client.invoke({ ...input, [name]: value } as Anything)],
    [`the ${name} of an event`, (value) => client.invoke({ eventId: 'e', [name]: value } as Anything)],
  ]),
  ['the options of invoke', (value) => client.invoke(input, value)],
  ...INVOKE.map(
    (name): Position => [`the option ${name} of invoke`, (value) => client.invoke(input, { [name]: value })],
  ),
  ['the inputs of invokeAll', (value) => consumed(client.invokeAll(value))],
  ['an input of invokeAll', (value) => consumed(client.invokeAll([value]))],
  [
    'the iterator of invokeAll',
    (value) => consumed(client.invokeAll({ [Symbol.iterator]: () => value } as Anything)),
  ],
  ['the options of invokeAll', (value) => consumed(client.invokeAll([input], value))],
  ...BATCH.map(
    (name): Position => [
      `the option ${name} of invokeAll`,
      (value) => consumed(client.invokeAll([input], { [name]: value })),
    ],
  ),
  ['the event of isImplemented', (value) => client.isImplemented(value)],
  ['the options of isImplemented', (value) => client.isImplemented({ eventId: 'e' }, value)],
  ['the signal of isImplemented', (signal) => client.isImplemented({ eventId: 'e' }, { signal })],
  ['the deadline of isImplemented', (deadlineMs) => client.isImplemented({ eventId: 'e' }, { deadlineMs })],
  ['the options of check', (value) => client.check(value)],
  ['the signal of check', (signal) => client.check({ signal })],
  ['onStep of check', (onStep) => client.check({ onStep })],
  ['the options of checkConnection', (value) => checkConnection(value)],
  ['the options of the check of checkConnection', (value) => checkConnection(good, value)],
  ['the argument of findInputProblems', (value) => findInputProblems(value)],
  ['the argument of findOptionProblems', (value) => findOptionProblems(value)],
  ['the channel of listen', (value) => listen(value, {})()],
  ['the listener of listen', (value) => listen('attempt', value)()],
  ['the argument of keyvTokenCache', (value) => keyvTokenCache(value)],
  ['the argument of redisTokenCache', (value) => redisTokenCache(value)],
  ['the options of redisTokenCache', (value) => redisTokenCache(async () => null, value)],
  ['the argument of sharedCache', (value) => sharedCache(value)],
  ['the options of a fake', (value) => new FakeFunctionsClient(value)],
  ['the id of a fake function', (value) => new FakeFunctionsClient().answerFunction(value, 1)],
  ['the id of a fake event', (value) => new FakeFunctionsClient().answerEvent(value, 1)],
  ['the input of a fake', (value) => new FakeFunctionsClient().answerFunction(LAMBDA, 1).invoke(value)],
  [
    'the options of a call to a fake',
    (value) => new FakeFunctionsClient().answerFunction(LAMBDA, 1).invoke(input, value),
  ],
  ['the code of functionsError', (value) => functionsError(value)],
  ['the details of functionsError', (value) => functionsError('rate-limited', value)],
  ['the problems of functionsError', (problems) => functionsError('invalid-options', { problems })],
  ['the options of sharedCache', (value) => sharedCache('redis://127.0.0.1', value)],
];

/** The errors of calls whose arguments are of the right type. */
const USABLE = ['domain-untrusted', 'aborted', 'timeout', 'token-unavailable', 'credentials-rejected'];

const throwing = (): never => {
  throw new TypeError(`a getter of the caller: ${SECRET}`);
};

/** Values of every kind that JavaScript has, and those that are passed by mistake. */
const anyValue = fc.oneof(
  fc.anything({
    withBigInt: true,
    withBoxedValues: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withObjectString: true,
    withSet: true,
    withSparseArray: true,
    withTypedArray: true,
  }),
  fc.dictionary(
    fc.oneof(fc.constantFrom(...CLIENT_OPTIONS, ...INVOKE, ...INPUT), fc.string()),
    fc.anything(),
  ),
  fc.constantFrom<unknown[]>(
    ...[undefined, null, '', SECRET, [SECRET], { [SECRET]: SECRET }, Symbol(SECRET), fetch, () => SECRET],
    ...[
      Promise.resolve(SECRET),
      new Error(SECRET),
      new AbortController(),
      AbortSignal.abort(SECRET),
      URL,
      process.env,
    ],
    ...[{ aborted: false }, Object.create(null), Object.create({ toString: throwing }), new Proxy({}, {})],
    ...[new Headers({ a: 'b' }), new Map([['a', 'b']]), new URLSearchParams('a=b'), new Date(Number.NaN)],
    Object.defineProperty({}, 'accountId', { enumerable: true, get: throwing }),
    Object.defineProperty({}, 'payload', { enumerable: true, get: throwing }),
    Object.defineProperty({}, 'aborted', { enumerable: true, get: throwing }),
    Object.defineProperty({}, 'next', { enumerable: true, get: throwing }),
  ),
);

/** What a call throws or rejects with; nothing when it works. */
async function errorOf(call: () => unknown): Promise<unknown> {
  try {
    const made = await call();
    if (made instanceof UndiciTransport) await made.close();
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('whatever a JavaScript user passes, the call works or an OptionsError names the argument:', () => {
  test.each(POSITIONS)('%s', async (_, call) => {
    const unhandled: unknown[] = [];
    const collect = (reason: unknown): number => unhandled.push(reason);
    process.on('unhandledRejection', collect);
    await fc.assert(
      fc.asyncProperty(anyValue, async (value) => {
        const error = await errorOf(() => call(value as Anything));
        if (error === undefined) return;
        // A value of the right type may fail later: a host that is not trusted, a signal that is aborted.
        if (!isFunctionsError(error)) throw error;
        if (error.code !== 'invalid-options') expect(USABLE).toContain(error.code);
        else for (const { option, problem } of error.problems) expect(option && problem).not.toBe('');
        expect(`${inspect(error, { depth: 9 })} ${JSON.stringify(error)}`).not.toContain(SECRET);
      }),
      { numRuns: 40 },
    );
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', collect);
    expect(unhandled).toEqual([]);
  });
});
