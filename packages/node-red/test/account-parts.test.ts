import { EventEmitter } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { accountFields, clientOptions, resolveFields } from '../src/account/account-config.js';
import { startAccount } from '../src/account/account-node.js';
import { MemoryTokenCache } from '../src/account/memory-token-cache.js';
import { isFromOwnPage } from '../src/account/own-page.js';
import { proxyAndTlsProblems } from '../src/account/proxy-and-tls.js';
import { hasInnerReference, referencedName } from '../src/account/references.js';
import { openSharedCache } from '../src/account/shared-cache.js';
import { SharedClient } from '../src/account/shared-client.js';
import { lookUpVariable } from '../src/account/stored-account.js';

test('an account omits empty options, splits the trusted domains, and trims every field', () => {
  const fields = accountFields(
    { accountId: ' 1 ', trustedDomains: 'a.test, b.test\n', proxy: '_ADD_', tls: ' tls ' },
    { clientId: 'id', clientSecret: 's' },
  );
  expect(fields).toMatchObject({ accountId: '1', region: 'auto', generation: 'auto', proxy: '', tls: 'tls' });
  expect(clientOptions(fields)).toEqual({
    ...{ accountId: '1', credentials: { clientId: 'id', clientSecret: 's' }, eventSource: 'node-red' },
    ...{ region: 'auto', generation: 'auto', trustedDomains: ['a.test', 'b.test'] },
  });
  const none = { ...fields, region: '', generation: '', trustedDomains: ' ', domainApi: 'http://127.0.0.1' };
  expect(clientOptions(none)).toEqual({
    ...{ accountId: '1', credentials: { clientId: 'id', clientSecret: 's' }, eventSource: 'node-red' },
    domainApi: 'http://127.0.0.1',
  });
});

test('a field that is a reference has the value of its variable, and those without one are listed', () => {
  const fields = accountFields({ accountId: `\${ID}`, domainApi: '$(API)', region: `x\${ID}` }, {});
  const { fields: resolved, unresolved } = resolveFields(fields, (name) => (name === 'ID' ? 12 : undefined));
  expect(resolved).toMatchObject({ accountId: '12', domainApi: '$(API)', region: `x\${ID}` });
  expect(unresolved).toEqual([{ field: 'domainApi', name: 'API' }]);
});

test('a value is a reference as a whole, or has one inside', () => {
  for (const value of [`\${NAME}`, '$(NAME)']) {
    expect([referencedName(value), hasInnerReference(value)]).toEqual(['NAME', false]);
  }
  for (const value of [`a\${NAME}`, '$(NAME) b', `\${A B}`]) {
    expect([referencedName(value), hasInnerReference(value)]).toEqual([undefined, true]);
  }
  for (const value of ['', 'NAME', '{NAME}', '$NAME']) {
    expect([referencedName(value), hasInnerReference(value)]).toEqual([undefined, false]);
  }
});

test.each<[string | undefined, unknown, string | undefined]>([
  [undefined, undefined, 'set'],
  [undefined, ['ANOTHER'], 'set'],
  [undefined, ['LP_EXCLUDED_OF_TEST'], undefined],
  ['flow', undefined, undefined],
])(
  'without a node that runs, a variable of the environment is known outside of flows, unless it is excluded: %s, %j',
  (scope, envVarExcludes, value) => {
    const red = { settings: { envVarExcludes }, nodes: { eachNode: () => undefined } };
    const stored = { nodes: [], scope };
    process.env['LP_EXCLUDED_OF_TEST'] = 'set';
    try {
      expect(lookUpVariable(red as never, stored as never, 'LP_EXCLUDED_OF_TEST')).toBe(value);
    } finally {
      delete process.env['LP_EXCLUDED_OF_TEST'];
    }
  },
);

test('an account shows its problems once the flows have started, unless it was closed before', () => {
  const events = new EventEmitter();
  const red = {
    ...{ events, nodes: { eachNode: () => undefined, getCredentials: () => undefined, getNode: () => null } },
    ...{ util: { getSetting: () => undefined }, _: (key: string) => key },
  };
  const running = new Set();
  const handover = { take: () => undefined, leave: () => undefined };
  const start = (id: string) => {
    const shown: unknown[] = [];
    const node = Object.assign(new EventEmitter(), {
      ...{ id, name: id, credentials: {}, status: (status: unknown) => shown.push(status) },
      error: (text: string) => shown.push(text),
    });
    startAccount(red as never, node as never, {}, { running, handover } as never);
    return { node, shown };
  };
  const [open, closed] = [start('open'), start('closed')];
  expect(running.size).toBe(2);
  closed.node.emit('close');
  expect([running.has(open.node), running.has(closed.node)]).toEqual([true, false]);
  events.emit('flows:started');
  events.emit('flows:started');
  expect(open.shown).toEqual([
    { fill: 'red', shape: 'ring', text: 'liveperson-functions-account.status.incomplete' },
    expect.stringContaining('open: liveperson-functions-account.error.'),
  ]);
  expect(closed.shown).toEqual([]);
});

test.each<[object, object, readonly object[]]>([
  [
    {},
    {},
    [
      { key: 'no-node', field: 'proxy' },
      { key: 'no-node', field: 'tls' },
    ],
  ],
  [
    { proxy: { url: 'http://[bad' } },
    { tls: { valid: false } },
    [
      { key: 'bad-proxy', field: 'proxy' },
      { key: 'bad-tls', field: 'tls' },
    ],
  ],
  [{ proxy: { url: 'proxy.example:8080' } }, { tls: { addTLSOptions: () => undefined } }, []],
  [
    { proxy: { url: 'socks5://proxy.example' } },
    { tls: { valid: true, addTLSOptions: () => undefined } },
    [{ key: 'bad-proxy', field: 'proxy' }],
  ],
])('what keeps a proxy node and a TLS node from being used is named: %j, %j', (proxy, tls, problems) => {
  const nodes: Record<string, unknown> = { ...proxy, ...tls };
  const red = { nodes: { getNode: (id: string) => nodes[id] ?? null } };
  expect(proxyAndTlsProblems(red as never, { proxy: 'proxy', tls: 'tls' })).toEqual(problems);
  expect(proxyAndTlsProblems(red as never, { proxy: '', tls: '' })).toEqual([]);
});

describe('the tokens that survive a deploy', () => {
  test('are there until their time is over', async () => {
    let now = 0;
    const cache = new MemoryTokenCache(() => now);
    await cache.set('a', 'token', 1000);
    now = 999;
    expect(await cache.get('a')).toBe('token');
    now = 1000;
    expect([await cache.get('a'), await cache.get('b')]).toEqual([undefined, undefined]);
  });

  test('are dropped when another one comes after their time, or when they are deleted', async () => {
    let now = 0;
    const cache = new MemoryTokenCache(() => now);
    await cache.set('old', 'old', 1000);
    await cache.set('young', 'young', 1001);
    now = 1000;
    await cache.set('new', 'new', 1000);
    // What is dropped does not come back with the time before.
    now = 0;
    expect(await Promise.all(['old', 'young', 'new'].map((key) => cache.get(key)))).toEqual([
      ...[undefined, 'young', 'new'],
    ]);
    await cache.delete('new');
    expect(await cache.get('new')).toBeUndefined();
  });
});

describe('the client of an account', () => {
  const parts = () => {
    const closed: string[] = [];
    const part = (name: string) => ({
      close: async () => {
        closed.push(name);
        throw new Error('closed already');
      },
    });
    return { closed, client: part('client'), transport: part('transport') };
  };

  test('is closed once no call uses it any more, with its transport', async () => {
    const { closed, client, transport } = parts();
    const shared = new SharedClient({ client, transport, key: 'k' } as never);
    let end = (): void => undefined;
    const used = shared.use(() => new Promise<void>((resolve) => (end = resolve)));
    const other = shared.use(async () => 1);
    expect(await other).toBe(1);
    expect(closed).toEqual([]);
    shared.retire();
    await new Promise(setImmediate);
    expect(closed).toEqual([]);
    end();
    await used;
    await new Promise(setImmediate);
    expect(closed).toEqual(['client', 'transport']);
  });

  test('is closed at once when nothing uses it, and not before it is retired', async () => {
    const { closed, client, transport } = parts();
    const shared = new SharedClient({ client, transport, key: 'k' } as never);
    await expect(shared.use(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    await new Promise(setImmediate);
    expect(closed).toEqual([]);
    shared.retire();
    await new Promise(setImmediate);
    expect(closed).toEqual(['client', 'transport']);
  });

  test('waits for its shared cache, once', async () => {
    let connect = (): void => undefined;
    const connected = new Promise<void>((resolve) => (connect = resolve));
    const shared = new SharedClient({ ...parts(), key: 'k', connected } as never);
    const calls: number[] = [];
    const first = shared.use(async () => calls.push(1));
    await new Promise(setImmediate);
    expect(calls).toEqual([]);
    connect();
    await first;
    expect(calls).toEqual([1]);
  });
});

test('an outage of a shared cache is reported once in an hour without a failure, and never after it was closed', async () => {
  let now = 0;
  const codes: string[] = [];
  const { tokenCache, connected } = openSharedCache(
    'redis://127.0.0.1:1',
    (code) => codes.push(code),
    () => now,
  );
  await connected;
  expect(codes).toEqual(['ECONNREFUSED']);
  const fail = () => expect(tokenCache.get('a')).rejects.toThrow();
  now = 3_600_000;
  await fail();
  now += 3_600_000;
  await fail();
  expect(codes).toHaveLength(1);
  now += 3_600_001;
  await fail();
  expect(codes).toHaveLength(2);
  await (tokenCache as { close(): Promise<void> }).close();
  now += 3_600_001;
  await fail();
  expect(codes).toHaveLength(2);
});

test.each<[object, boolean]>([
  [{}, true],
  [{ 'sec-fetch-site': 'same-origin', origin: 'http://evil.test' }, true],
  [{ 'sec-fetch-site': 'none' }, true],
  [{ 'sec-fetch-site': 'same-site' }, false],
  [{ 'sec-fetch-site': 'cross-site', origin: 'http://own.test', host: 'own.test' }, false],
  [{ origin: 'http://own.test:1880', host: 'OWN.test:1880' }, true],
  [{ origin: 'http://own.test', host: 'own.test:1880' }, false],
  [{ origin: 'http://evil.test', host: 'own.test' }, false],
  [{ origin: 'null', host: 'own.test' }, false],
  [{ origin: 'http://own.test' }, false],
])(
  'a request with the headers %j comes from a page of this Node-RED, or from a program: %s',
  (headers, isOwn) => {
    expect(isFromOwnPage({ headers } as never)).toBe(isOwn);
  },
);
