import { spawn, spawnSync } from 'node:child_process';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import process from 'node:process';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { findRedis, Redis } from '@lp-faas/testing/redis';
import { ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { until } from '@lp-faas/testing/until';
import { openSharedCache, testSharedCache } from '../src/account/shared-cache.js';
import { account, CREDENTIALS, invoke, listener, TAB, watcher } from './support/flows.js';
import { echo } from './support/held-answers.js';
import { InstalledNodeRed } from './support/installed-node-red.js';
import { InstalledPackage } from './support/installed-package.js';
import { Arrivals, PACKAGE, TestRuntime, VERSIONS } from './support/node-red.js';

const { missing } = findRedis();
if (missing !== undefined && process.env['CI']) throw new Error(`The tests need Redis in CI: ${missing}`);
const suite = missing === undefined ? describe : describe.skip;

const PASSWORD = 'cache-canary#4711';
/** Nothing listens there. */
const DOWN = `redis://functions:${encodeURIComponent(PASSWORD)}@127.0.0.1:1`;
/** What docs/library.md has for a user with the least rights. */
const RIGHTS = '~lp-faas:* +get +set +del +eval +incrby +pexpire +ping'.split(' ');
const STORED = '__PWRD__';
const VARIABLE = 'LP_SHARED_CACHE_OF_TEST';

const users = [
  ...['--user', 'functions', 'on', `>${PASSWORD}`, ...RIGHTS],
  ...['--user', 'reader', 'on', `>${PASSWORD}`, '~*', '+get', '+ping'],
  ...['--user', 'default', 'on', '>another'],
];
/** A refusal that asks to wait for longer than the deadline of a message. */
const refusal = (response: ServerResponse): void => {
  response.writeHead(429, { 'retry-after': '50' }).end();
};
const urlOf = (redis: Redis, user = 'functions', password = PASSWORD): string =>
  redis.url.replace('//', `//${user}:${encodeURIComponent(password)}@`);

suite.each(VERSIONS)('an account with a shared cache on Node-RED %i', (version) => {
  const runtime = new TestRuntime(version);
  const statuses: unknown[] = [];
  let redis: Redis;
  beforeAll(async () => {
    redis = await Redis.start({ settings: users });
  });
  afterEach(async () => {
    await runtime.close();
    statuses.length = 0;
    delete process.env[VARIABLE];
  });
  afterAll(() => redis?.[Symbol.asyncDispose]());

  /** Deploys an invoke node for the account of each URL, and returns what arrives. */
  const deploy = async (platform: ScriptedPlatform, urls: readonly string[]) => {
    const accounts = urls.map((_, n) => account(platform, { id: `account-${n}` }));
    const nodes = urls.map((_, n) => invoke({ id: `invoke-${n}`, account: `account-${n}` }));
    const secrets = urls.map((url, n) => [`account-${n}`, { ...CREDENTIALS, sharedCache: url }]);
    const rest = [listener('out'), listener('caught'), watcher('catch', 'caught')];
    await runtime.deploy([TAB, ...accounts, ...nodes, ...rest], Object.fromEntries(secrets));
    runtime.events.on('node-status', (status) => statuses.push(status));
    return { out: new Arrivals(runtime.node('out')), caught: new Arrivals(runtime.node('caught')) };
  };
  const warnings = () => runtime.logged.filter((line) => line.includes('cache-unavailable'));
  const tested = async (platform: ScriptedPlatform, url: string, stored: object = CREDENTIALS) => {
    await runtime.deploy([TAB, account(platform)], { account: stored });
    const form = { ...account(platform), ...CREDENTIALS, sharedCache: url };
    const report = await runtime.testConnection('account', form);
    expect(JSON.stringify(report)).not.toContain('canary');
    return { ...report, cache: report.steps.find(({ name }) => name === 'cache') };
  };

  test('shares its token with other accounts that have the same one, and with no others', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const { out } = await deploy(platform, [urlOf(redis), urlOf(redis), `${urlOf(redis)}/0`, redis.url]);
    for (const n of [0, 1, 2]) {
      runtime.send(`invoke-${n}`, { payload: n });
      await out.first(n + 1);
      expect(platform.count('token')).toBe(1);
    }
    // The server refuses this user, so this account is on its own.
    runtime.send('invoke-3', { payload: 3 });
    await out.first(4);
    expect(platform.count('token')).toBe(2);
    expect(warnings()).toEqual([expect.stringContaining('error.cache-unavailable NOAUTH')]);
  });

  test('loses no message when the server is killed, and warns once, without its URL', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const own = await Redis.start({ settings: users });
    const { out, caught } = await deploy(platform, [urlOf(own)]);
    for (let n = 0; n < 20; n += 1) runtime.send('invoke-0', { payload: n });
    await out.first(1);
    await own[Symbol.asyncDispose]();
    for (let n = 20; n < 40; n += 1) runtime.send('invoke-0', { payload: n });
    await out.first(40);
    // The token is refused, so that the next call asks the cache again.
    platform.set('invocation', (response) => {
      platform.set('invocation', echo);
      response.writeHead(401).end();
    });
    runtime.send('invoke-0', { payload: 40 });
    await out.first(41);
    expect(
      out.messages.map(({ payload }) => payload).sort((one, other) => Number(one) - Number(other)),
    ).toEqual(Array.from({ length: 41 }, (_, n) => n));
    expect(caught.messages).toEqual([]);
    expect(warnings()).toHaveLength(1);
    const seen = inspect([out.messages, statuses, runtime.logged], { depth: 12, showHidden: true });
    expect(seen).not.toContain('canary');
  });

  test('invokes although the server is down from the start, and warns once, over deploys too', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const { out, caught } = await deploy(platform, [DOWN]);
    runtime.send('invoke-0', { payload: 1 });
    await out.first(1);
    const { out: next } = await deploy(platform, [DOWN]);
    runtime.send('invoke-0', { payload: 2 });
    await next.first(1);
    expect([platform.count('invocation'), caught.messages]).toEqual([2, []]);
    expect(warnings()).toEqual([expect.stringMatching(/^Test: .*error\.cache-unavailable ECONNREFUSED$/)]);
    expect(inspect([statuses, runtime.logged], { depth: 12 })).not.toContain('canary');
  });

  test('the connection test has a step for the server, whose rights are those of the documentation', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const { cache, steps } = await tested(platform, urlOf(redis));
    expect(cache).toMatchObject({ outcome: 'ok', problems: [] });
    expect(steps.map(({ name }) => name).slice(-2)).toEqual(['gateway', 'cache']);
  });

  test('the connection test has no such step without a shared cache', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    expect((await tested(platform, ' ')).cache).toBeUndefined();
  });

  test.each<[string, () => string, string]>([
    ['is down', () => DOWN, 'ECONNREFUSED'],
    ['refuses the password', () => urlOf(redis, 'functions', 'canary-wrong'), 'WRONGPASS'],
    ['does not allow a command', () => urlOf(redis, 'reader'), 'NOPERM'],
  ])('the connection test warns of a server that %s, with a code alone', async (_, url, code) => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const { cache, steps } = await tested(platform, url());
    expect(cache).toMatchObject({ outcome: 'warning', detail: '' });
    expect(cache?.problems).toEqual([{ key: 'cache-unavailable', name: expect.stringContaining(code) }]);
    expect(steps.slice(0, 3).map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok']);
  });

  test('the connection test warns of a server that is read-only', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    await using replica = await Redis.start({ settings: [...users, '--replicaof', '127.0.0.1 1'] });
    const { cache } = await tested(platform, urlOf(replica));
    expect(cache?.problems).toEqual([{ key: 'cache-unavailable', name: 'READONLY' }]);
  });

  test('the connection test uses the stored URL, which the editor never receives', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const { cache } = await tested(platform, STORED, { ...CREDENTIALS, sharedCache: urlOf(redis) });
    expect(cache).toMatchObject({ outcome: 'ok' });
  });

  test('the URL can be a variable, but not one that only the form has', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    process.env[VARIABLE] = urlOf(redis);
    const reference = `\${${VARIABLE}}`;
    const known = await tested(platform, STORED, { ...CREDENTIALS, sharedCache: reference });
    expect(known.cache).toMatchObject({ outcome: 'ok' });
    const unknown = await tested(platform, reference);
    expect(unknown.steps[0]?.problems).toEqual([
      { key: 'not-deployed', field: 'sharedCache', name: VARIABLE },
    ]);
  });

  test.each([
    ['https://user:canary@cache.example', 'shared-cache'],
    ['redis://user:canary@cache.example/queue', 'shared-cache'],
    ['canary', 'shared-cache'],
    ['redis://user:canary-$(NAME)@cache.example', 'inner-reference'],
  ])('%s is refused without showing it, and nothing is sent', async (url, key) => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    const { steps, cache } = await tested(platform, url, { ...CREDENTIALS, sharedCache: url });
    expect([steps[0]?.problems, cache?.outcome]).toEqual([[{ key, field: 'sharedCache' }], 'skipped']);
    await runtime.printed(`error.${key}`);
    expect(runtime.logged.join('\n')).not.toContain('canary');
    expect(platform.connections).toHaveLength(0);
  });
});

suite('the connection test of a shared cache', () => {
  test('leaves nothing in it for longer than a second', async () => {
    await using redis = await Redis.start();
    const monitor = spawn('redis-cli', ['-p', String(redis.port), 'monitor']);
    let seen = '';
    monitor.stdout.on('data', (part: Buffer) => {
      seen += part.toString();
    });
    await until(() => seen.includes('OK'));
    expect(await testSharedCache(redis.url, new AbortController().signal)).toBeUndefined();
    await until(() => seen.includes(':count'));
    monitor.kill();
    const written = seen.split('\n').filter((line) => /"(?:set|eval|pexpire)" /i.test(line));
    expect(written.length).toBeGreaterThanOrEqual(3);
    const lifetimes = written.flatMap((line) => line.match(/"\d{3,}"/g) ?? []);
    expect(new Set(lifetimes)).toEqual(new Set(['"1000"']));
  });
});

suite('a shared cache', () => {
  test('that has responded is never reported as silent', async () => {
    await using redis = await Redis.start();
    const codes: string[] = [];
    const { tokenCache, connected } = openSharedCache(redis.url, (code) => codes.push(code));
    await connected;
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'performance'] });
    try {
      await tokenCache.set('lp-faas:of-test', 'value', 60_000);
      expect(await tokenCache.get('lp-faas:of-test')).toBe('value');
      jest.advanceTimersByTime(60_000);
      expect(codes).toEqual([]);
    } finally {
      jest.useRealTimers();
      await (tokenCache as { close(): Promise<void> }).close();
    }
  });
});

test('the client of the shared cache is loaded only when an account has one', () => {
  const file = join(PACKAGE, 'dist/liveperson-functions-account.js');
  const list = `require(${JSON.stringify(file)}); console.log(Object.keys(require.cache).join('\\n'))`;
  const { stdout } = spawnSync(process.execPath, ['-e', list], { encoding: 'utf8' });
  expect(stdout.trim().split('\n')).toEqual([file]);
});

suite('the packed package in three Node-RED processes', () => {
  let installed: InstalledPackage;
  let redis: Redis;
  let all: InstalledNodeRed[];
  beforeAll(async () => {
    [installed, redis] = await Promise.all([InstalledPackage.install(), Redis.start({ settings: users })]);
    const version = VERSIONS.at(-1) ?? 4;
    const start = () => InstalledNodeRed.start({ version, installed });
    all = await Promise.all([start(), start(), start()]);
  });
  afterAll(async () => {
    for (const one of [...(all ?? []), installed, redis]) await one?.[Symbol.asyncDispose]();
  });

  const place = { z: 'flow', x: 1, y: 1 };
  const flowOf = (platform: ScriptedPlatform) => [
    TAB,
    { ...account(platform), credentials: { ...CREDENTIALS, sharedCache: urlOf(redis) } },
    { id: 'ask', type: 'http in', ...place, url: '/ask', method: 'post', wires: [['invoke']] },
    invoke({ wires: [['answer']], deadlineMs: 5000 }),
    { id: 'answer', type: 'http response', ...place, wires: [] },
    { id: 'caught', type: 'catch', ...place, scope: null, wires: [['told']] },
    {
      id: 'told',
      type: 'function',
      ...place,
      func: 'msg.payload = msg.error; return msg;',
      wires: [['answer']],
    },
  ];
  const ask = async (nodeRed: InstalledNodeRed | undefined) =>
    (await nodeRed?.admin('POST', '/ask', { hello: 'world' }))?.text;

  test('shares one token, and shows the URL of the cache nowhere', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    await Promise.all(all.map((nodeRed) => nodeRed.deploy(flowOf(platform))));
    expect(await Promise.all(all.map(ask))).toEqual(Array(3).fill('{"hello":"world"}'));
    expect([platform.count('token'), platform.count('invocation')]).toEqual([1, 3]);
    const credentials = await all[0]?.admin('GET', '/credentials/liveperson-functions-account/account');
    expect(JSON.parse(credentials?.text ?? '')).toMatchObject({ has_sharedCache: true });
    const shown = await Promise.all(
      all.map(async (nodeRed) => [nodeRed.log, (await nodeRed.admin('GET', '/flows')).text]),
    );
    expect([credentials?.text, ...shown.flat()].join('\n')).not.toContain('canary');
  });

  test('shares what one of them learns of the rate limit: the others do not ask until the time to wait is over', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: refusal });
    await Promise.all(all.map((nodeRed) => nodeRed.deploy(flowOf(platform))));
    const errors: unknown[] = [];
    for (const nodeRed of all) errors.push(JSON.parse((await ask(nodeRed)) ?? ''));
    const refused = (delivery: string): unknown =>
      expect.objectContaining({
        code: 'rate-limited',
        cause: expect.objectContaining({ delivery, retryAfterMs: expect.any(Number) }),
      });
    expect(errors).toEqual([refused('rejected'), refused('not-sent'), refused('not-sent')]);
    expect(platform.count('invocation')).toBe(1);
  });
});
