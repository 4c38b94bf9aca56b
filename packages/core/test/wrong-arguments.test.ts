import { describe, expect, test } from '@jest/globals';
import { LAMBDA } from '@lp-faas/testing/scripted-platform';
import {
  checkConnection,
  FunctionsClient,
  type FunctionsClientOptions,
  findInputProblems,
  findOptionProblems,
  type InvocationInput,
  listen,
  type OptionProblem,
  OptionsError,
  TokenSource,
  type TransportRequest,
  UndiciTransport,
} from '../src/index.js';
import { OPTION_RULES } from '../src/option-checks.js';
import { memoryOptions, memoryTransport, SECRET } from './support/memory-platform.js';

/** What JavaScript lets through where a type allows less. */
type Anything = never;

/** Every option has a rule; one without it would be unknown. Fails to compile otherwise. */
const ALL_OPTIONS: Readonly<Record<keyof FunctionsClientOptions, unknown>> = OPTION_RULES;

async function problemsOf(call: () => unknown): Promise<readonly OptionProblem[]> {
  try {
    await call();
  } catch (error) {
    if (error instanceof OptionsError) return error.problems;
    throw error;
  }
  return [];
}

const withOptions = (options: object) => (): unknown =>
  new FunctionsClient({ ...memoryOptions, ...options } as Anything);

const client = new FunctionsClient(memoryOptions);
const input = { lambdaUuid: LAMBDA };

describe('an unknown name is refused, with the nearest known one:', () => {
  test.each<[string, () => unknown, string, RegExp]>([
    ['an option', withOptions({ deadline: 1 }), 'deadline', /^is unknown \(did you mean deadlineMs\?\)$/],
    ['other capitals', withOptions({ accountID: '1' }), 'accountID', /did you mean accountId\?/],
    ['a typing error', withOptions({ regoin: 'us' }), 'regoin', /did you mean region\?/],
    [
      'a part left out',
      withOptions({ attemptTimeout: 1 }),
      'attemptTimeout',
      /did you mean attemptTimeoutMs\?/,
    ],
    [
      'nothing near',
      withOptions({ verbose: true }),
      'verbose',
      /^is unknown \(known: accountId, region, .+\)$/,
    ],
    [
      'an option of retry',
      withOptions({ retry: { attempts: 1 } }),
      'retry.attempts',
      /did you mean retry\.maxAttempts\?/,
    ],
    [
      'a credential',
      withOptions({ credentials: { clientId: 'a', clientSecret: 'b', secret: 'c' } }),
      'credentials.secret',
      /did you mean credentials\.clientSecret\?/,
    ],
    [
      'an option of the proxy',
      withOptions({ transport: undefined, proxy: { url: 'http://a', noproxy: [] } }),
      'proxy.noproxy',
      /did you mean proxy\.noProxy\?/,
    ],
    [
      'an option of TLS',
      withOptions({ transport: undefined, tls: { rejectUnauthorised: false } }),
      'tls',
      /^has tls\.rejectUnauthorised, which is unknown \(did you mean tls\.rejectUnauthorized\?/,
    ],
    [
      'an option of the transport',
      () => new UndiciTransport({ keepAliveTimeout: 1 } as Anything),
      'keepAliveTimeout',
      /did you mean keepAliveTimeoutMs\?/,
    ],
    [
      'a part of the input',
      () => client.invoke({ ...input, payloads: 1 } as Anything),
      'payloads',
      /did you mean payload\?/,
    ],
    [
      'the id',
      () => client.invoke({ lambdaUUID: LAMBDA } as Anything),
      'lambdaUUID',
      /did you mean lambdaUuid\?/,
    ],
    [
      'an option of invoke',
      () => client.invoke(input, { idempotant: true } as Anything),
      'idempotant',
      /idempotent/,
    ],
    [
      'an option of invokeAll',
      () => client.invokeAll([], { concurency: 1 } as Anything),
      'concurency',
      /concurrency/,
    ],
    [
      'an option of isImplemented',
      () => client.isImplemented({ eventId: 'e' }, { timeoutMs: 1 } as Anything),
      'timeoutMs',
      /known: signal, deadlineMs/,
    ],
    ['an option of check', () => client.check({ onStepp: () => undefined } as Anything), 'onStepp', /onStep/],
    [
      'an option of TokenSource.get',
      () => new TokenSource(memoryOptions as Anything).get({ sgnal: 1 } as Anything),
      'sgnal',
      /signal/,
    ],
  ])('%s', async (_, call, option, problem) => {
    expect(await problemsOf(call)).toContainEqual({ option, problem: expect.stringMatching(problem) });
  });

  test('an option that the type has is never unknown', () => {
    expect(
      findOptionProblems(Object.fromEntries(Object.keys(ALL_OPTIONS).map((name) => [name, 0]))),
    ).not.toContainEqual(expect.objectContaining({ problem: expect.stringContaining('unknown') }));
  });

  test('a name that may be a misplaced secret is not shown', async () => {
    const [problem, ...more] = await problemsOf(withOptions({ [SECRET]: true }));
    expect(more).toEqual([]);
    expect(problem?.option).toBe('(a name that is not shown)');
    expect(JSON.stringify(problem)).not.toContain(SECRET);
  });

  test('a Buffer instead of an input names ten of its bytes at most', async () => {
    const problems = await problemsOf(() => client.invoke(Buffer.alloc(1000) as Anything));
    expect(problems).toHaveLength(12);
    expect(problems.at(-1)).toEqual({ option: '(990 more names)', problem: 'are unknown' });
  });

  test('what every object inherits is not an option of anybody', async () => {
    const inherited = Object.assign(Object.create({ inherited: 1 }), { signal: undefined });
    expect(await problemsOf(() => client.invoke(input, inherited))).toEqual([]);
  });
});

/** What is said of a value of the wrong type, by its option. */
const RULES: Readonly<Record<string, string>> = {
  options: 'must be an object that can be read',
  input: 'must be an object with lambdaUuid or eventId',
  event: 'must be an object that can be read',
  transport: 'must be a Transport with send(), such as an UndiciTransport; fetch is none',
  clock: 'must be a Clock with now(), wallNow(), after() and random()',
  credentials: 'must be an object that can be read',
  onToken: 'must be a function',
  tokenCache: 'must be a TokenCache with get() and set()',
  domains: 'must be hosts by service name (faasGW, sentinel)',
  'tls.ca': 'must be a certificate in PEM form, or a list of them',
  'tls.key': 'must be a private key in PEM form that the passphrase opens, if it has one',
  lambdaUuid: 'must be a UUID such as 8f4b1c9e-1f0a-4d55-9c57-3f0d8a3f5f10; the Functions UI shows it',
  signal: 'must be an AbortSignal, such as the signal of an AbortController',
  idempotent: 'must be true or false',
  headers: 'must have names that are not empty, and strings as values',
  inputs: 'must be iterable: a list, a generator or a stream',
  ordered: 'must be true or false',
  name: 'must be one of invocation, poll, attempt, token, domain, store',
  listener: 'must be an object that can be read',
  resolver: 'must be a DomainResolver',
};

describe('a value of the wrong type is refused, and its option is named:', () => {
  test.each<[string, () => unknown, string]>([
    ['no options of the client', () => new FunctionsClient(undefined as Anything), 'options'],
    ['options that are null', () => new FunctionsClient(null as Anything), 'options'],
    ['options that are a text', () => new FunctionsClient('12345678' as Anything), 'options'],
    ['transport: fetch', withOptions({ transport: fetch }), 'transport'],
    ['a transport without send', withOptions({ transport: { request: fetch } }), 'transport'],
    ['clock: Date', withOptions({ clock: Date }), 'clock'],
    ['clock: performance', withOptions({ clock: performance }), 'clock'],
    ['credentials that are a text', withOptions({ credentials: 'id:secret' }), 'credentials'],
    ['an onToken that is not a function', withOptions({ onToken: true }), 'onToken'],
    [
      'a token cache whose lock is not a function',
      withOptions({ tokenCache: { get: fetch, set: fetch, lock: 1 } }),
      'tokenCache',
    ],
    ['a host that is a URL', withOptions({ domains: { faasGW: new URL('https://a.test') } }), 'domains'],
    ['a certificate that is a number', withOptions({ transport: undefined, tls: { ca: 7 } }), 'tls.ca'],
    ['a key that is none', withOptions({ transport: undefined, tls: { key: 'no key' } }), 'tls.key'],
    ['no input', () => client.invoke(undefined as Anything), 'input'],
    ['an input that is null', () => client.invoke(null as Anything), 'input'],
    ['an input that is the id', () => client.invoke(LAMBDA as Anything), 'input'],
    ['a list of ids', () => client.invoke({ lambdaUuid: [LAMBDA] } as Anything), 'lambdaUuid'],
    ['options of a call that are null', () => client.invoke(input, null as Anything), 'options'],
    [
      'a signal that is its controller',
      () => client.invoke(input, { signal: new AbortController() as Anything }),
      'signal',
    ],
    ['a signal that is a number', () => client.invoke(input, { signal: 5000 as Anything }), 'signal'],
    ['idempotent: "false"', () => client.invoke(input, { idempotent: 'false' as Anything }), 'idempotent'],
    [
      'headers that are a text',
      () => client.invoke({ ...input, headers: 'lang: de' as Anything }),
      'headers',
    ],
    ['headers that are a number', () => client.invoke({ ...input, headers: 5 as Anything }), 'headers'],
    [
      'headers that are a Promise',
      () => client.invoke({ ...input, headers: Promise.resolve({}) as Anything }),
      'headers',
    ],
    [
      'a header that is a number',
      () => client.invoke({ ...input, headers: new Map([['a', 1]]) as Anything }),
      'headers',
    ],
    ['inputs that are a text', () => client.invokeAll('abc' as Anything), 'inputs'],
    ['a single input', () => client.invokeAll(input as Anything), 'inputs'],
    ['ordered: 1', () => client.invokeAll([], { ordered: 1 as Anything }), 'ordered'],
    ['a batch whose signal is none', () => client.invokeAll([], { signal: {} as Anything }), 'signal'],
    ['no event', () => client.isImplemented(undefined as Anything), 'event'],
    ['a check whose signal is none', () => client.check({ signal: 1 as Anything }), 'signal'],
    ['the options of a check of options', () => checkConnection(memoryOptions, null as Anything), 'options'],
    ['a channel that does not exist', () => listen('attempts' as Anything, {}), 'name'],
    ['a listener that is a function', () => listen('attempt', (() => undefined) as Anything), 'listener'],
    ['a resolver that is none', () => new TokenSource(memoryOptions as Anything, {} as Anything), 'resolver'],
  ])('%s', async (_, call, option) => {
    expect(await problemsOf(call)).toEqual([{ option, problem: RULES[option] }]);
  });

  test('every input of a batch that is none is rejected, and the others are invoked', async () => {
    const ends = [];
    const inputs = [null, 'text', input] as unknown as InvocationInput[];
    for await (const one of client.invokeAll(inputs, { ordered: true }))
      ends.push(one.status === 'fulfilled' ? one.status : one.reason.code);
    expect(ends).toEqual(['invalid-options', 'invalid-options', 'fulfilled']);
  });

  test('options without a client are a failed step of checkConnection', async () => {
    const { steps } = await checkConnection(undefined as Anything);
    expect(steps[0]).toMatchObject({
      name: 'options',
      outcome: 'failed',
      error: { code: 'invalid-options' },
    });
  });
});

describe('a payload that JSON would make an empty object of is refused:', () => {
  test.each<[string, unknown, string]>([
    ['Promise', Promise.resolve(1), 'must be a JSON value (a Promise would be sent as {}: await it)'],
    ['Map', new Map([['a', 1]]), 'must be a JSON value (a Map would be sent as {})'],
    ['Set', new Set([1]), 'must be a JSON value (a Set would be sent as {})'],
    ['Error', new Error('lost'), 'must be a JSON value (an Error would be sent as {})'],
    ['Headers', new Headers({ a: 'b' }), 'must be a JSON value (a Headers would be sent as {})'],
    [
      'value of a kind without a name',
      { [Symbol.toStringTag]: 'no name' },
      'must be a JSON value (a value of this kind would be sent as {})',
    ],
  ])('a %s', (_, payload, problem) => {
    expect(findInputProblems({ ...input, payload })).toEqual([{ option: 'payload', problem }]);
  });

  test.each<[string, unknown]>([
    ['an empty object', {}],
    ['an empty object without a prototype', Object.create(null)],
    ['a Date', new Date(0)],
    ['something with toJSON', Object.assign(new Map(), { toJSON: () => ({ a: 1 }) })],
  ])('but %s is not', (_, payload) => {
    expect(findInputProblems({ ...input, payload })).toEqual([]);
  });
});

describe('the headers of a function may be', () => {
  test.each<[string, InvocationInput['headers']]>([
    ['an object', { lang: 'de', area: '51' }],
    [
      'a list of objects',
      [
        { key: 'lang', value: 'de' },
        { key: 'area', value: '51' },
      ],
    ],
    [
      'a list of pairs',
      [
        ['lang', 'de'],
        ['area', '51'],
      ],
    ],
    [
      'a Map',
      new Map([
        ['lang', 'de'],
        ['area', '51'],
      ]),
    ],
    ['Headers', new Headers({ lang: 'de', area: '51' })],
  ])('%s', async (_, headers) => {
    const bodies: (string | undefined)[] = [];
    const send = (request: TransportRequest) => {
      bodies.push(request.body);
      return memoryTransport.send(request);
    };
    await using observed = new FunctionsClient({ ...memoryOptions, transport: { ...memoryTransport, send } });
    await observed.invoke({ ...input, headers });
    const sent = JSON.parse(bodies.at(-1) ?? '').headers as { key: string }[];
    expect(sent.sort((a, b) => b.key.localeCompare(a.key))).toEqual([
      { key: 'lang', value: 'de' },
      { key: 'area', value: '51' },
    ]);
  });
});

test('a transport on fetch may return its Headers: Retry-After is obeyed', async () => {
  const send = async (request: TransportRequest) => {
    const response = await memoryTransport.send(request);
    const headers = new Headers({ 'retry-after': '7' }) as Anything;
    return request.body?.includes('timestamp') ? { ...response, status: 429, headers } : response;
  };
  const retry = { maxAttempts: 1 };
  await using throttled = new FunctionsClient({
    ...memoryOptions,
    retry,
    transport: { ...memoryTransport, send },
  });
  await expect(throttled.invoke(input)).rejects.toMatchObject({ code: 'rate-limited', retryAfterMs: 7000 });
});

test.each([null, 'text', undefined])(
  'a transport whose headers are %p did not return a response',
  async (headers) => {
    const send = async () => ({ status: 503, text: '{}', headers: headers as Anything });
    await using broken = new FunctionsClient({
      ...memoryOptions,
      retry: { maxAttempts: 1 },
      transport: { ...memoryTransport, send },
    });
    await expect(broken.invoke(input)).rejects.toMatchObject({
      code: 'domain-unavailable',
      cause: { message: 'the transport did not return a response' },
    });
  },
);

test('a result whose transport has no headers is a result, and a page of HTML an error', async () => {
  let text = '"done"';
  const send = async (request: TransportRequest) =>
    request.body?.includes('timestamp')
      ? { status: 200, text, headers: null as Anything }
      : await memoryTransport.send(request);
  await using bare = new FunctionsClient({ ...memoryOptions, transport: { ...memoryTransport, send } });
  expect((await bare.invoke(input)).result).toBe('done');
  text = '<html>';
  await expect(bare.invoke(input)).rejects.toMatchObject({ code: 'unexpected-response' });
});
