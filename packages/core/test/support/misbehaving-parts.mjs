/**
 * Makes calls whose parts misbehave at random, each in a way of its own: they throw, reject at once or later, block,
 * answer rubbish, never settle; and the calls are aborted or their client closed at any moment. A rejection that
 * is not handled ends the process (`--unhandled-rejections=strict`). Prints one line for each way a call ended.
 *
 *   node --unhandled-rejections=strict misbehaving-parts.mjs SEED ROUNDS
 */
import process from 'node:process';
import { FunctionsClient, isFunctionsError } from '@lp-faas/core';

const SECRET = 'Vault-canary-0815';
let seed = Number(process.argv[2]);
const rounds = Number(process.argv[3]);

function chance() {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
}
const oneOf = (...choices) => choices[Math.floor(chance() * choices.length)];
const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A clock on which everything takes a hundredth, so that limits of seconds run out. */
const clock = {
  now: () => performance.now() * 100,
  wallNow: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms / 100);
    return () => clearTimeout(timer);
  },
  random: chance,
};

function block() {
  const until = performance.now() + 110;
  while (performance.now() < until);
}

/** A function that does what it should, or anything else. */
function unreliable(name, good) {
  const failure = () => new Error(`${name} failed: ${name === 'clientSecret' ? SECRET : ''}`);
  return oneOf(
    good,
    good,
    () => {
      throw failure();
    },
    () => Promise.reject(failure()),
    () => later(3).then(() => Promise.reject(failure())),
    async () => {
      block();
      throw failure();
    },
    () => {
      block();
      throw failure();
    },
    () => new Promise(() => undefined),
    () => oneOf(undefined, null, '', 42, {}, 'a\nb'),
    () => Promise.reject(undefined),
  );
}

const json = (body) => ({ status: 200, headers: {}, text: JSON.stringify(body) });
const token = `${Math.random()}`;

function answer({ url }) {
  const service = /service\/(\w+)\//.exec(url.pathname)?.[1];
  if (service !== undefined) return json({ service, baseURI: `${service.toLowerCase()}.liveperson.net` });
  return json(url.pathname.endsWith('/token') ? { access_token: token, expires_in: 3600 } : 'done');
}

const store = new Map();

function newOptions() {
  const [domain, tokenRequest, invocation] = ['domain', 'token', 'invocation'].map((name) =>
    unreliable(name, async (request) => answer(request)),
  );
  const transport = {
    send: (request) => {
      if (request.url.pathname.includes('/service/')) return domain(request);
      return request.url.pathname.endsWith('/token') ? tokenRequest(request) : invocation(request);
    },
    preconnect: oneOf(
      undefined,
      unreliable('preconnect', () => undefined),
    ),
    close: async () => undefined,
  };
  const tokenCache = oneOf(undefined, {
    get: unreliable('cache.get', async (key) => store.get(key)),
    set: unreliable('cache.set', async (key, value) => void store.set(key, value)),
    delete: unreliable('cache.delete', async (key) => void store.delete(key)),
    lock: oneOf(
      undefined,
      unreliable('lock', async () => unreliable('unlock', async () => undefined)),
    ),
    add: oneOf(
      undefined,
      unreliable('add', async () => 1),
    ),
  });
  const credentials = {
    clientId: 'client',
    clientSecret: oneOf(
      'secret',
      unreliable('clientSecret', async () => 'secret'),
    ),
  };
  const tokens = {
    get: unreliable('tokens.get', async () => token),
    invalidate: unreliable('invalidate', () => undefined),
    ready: oneOf(
      undefined,
      unreliable('ready', () => token),
    ),
  };
  const source = oneOf(
    { credentials },
    { credentials, onToken: unreliable('onToken', () => undefined) },
    { tokens },
  );
  return {
    accountId: '12345678',
    transport,
    clock,
    deadlineMs: oneOf(100, 3000, 60_000),
    tokenCache,
    ...source,
  };
}

async function* inputs(controller, client) {
  for (let count = 0; count < 4; count += 1) {
    if (chance() < 0.2)
      oneOf(
        () => controller.abort(),
        () => void client.close(),
      )();
    await unreliable('source', async () => undefined)();
    yield { lambdaUuid: oneOf('8f4b1c9e-1f0a-4d55-9c57-3f0d8a3f5f10', 'bad') };
  }
}

async function batch(client, controller) {
  if (chance() < 0.3) controller.abort();
  const source = oneOf(inputs(controller, client), {
    [Symbol.asyncIterator]: () => ({ next: unreliable('next', async () => ({ done: true })) }),
  });
  for await (const { status } of client.invokeAll(source, { signal: controller.signal })) {
    if (status === 'fulfilled' && chance() < 0.2) break;
  }
}

async function round() {
  const client = new FunctionsClient(newOptions());
  const controller = new AbortController();
  const { signal } = controller;
  const lambdaUuid = '8f4b1c9e-1f0a-4d55-9c57-3f0d8a3f5f10';
  const [kind, call] = oneOf(
    ['invoke', () => client.invoke({ lambdaUuid }, { signal })],
    ['event', () => client.invoke({ eventId: 'e' }, { signal, idempotent: true })],
    ['isImplemented', () => client.isImplemented({ eventId: 'e' }, { signal })],
    ['check', () => client.check({ signal, onStep: unreliable('onStep', () => undefined) })],
    ['batch', () => batch(client, controller)],
  );
  const ends = oneOf(
    () => undefined,
    () => later(2).then(() => controller.abort()),
    () => later(2).then(() => client.close()),
  )();
  const working = Promise.allSettled([call(), call()]);
  // Not even a part that never settles may hold a call beyond its deadline: 600 ms here.
  const [settled] = await Promise.all([Promise.race([working, later(2000).then(() => 'hangs')]), ends]);
  await client.close();
  return { kind, settled };
}

const seen = new Map();
for (let count = 0; count < rounds; count += 1) {
  const { kind, settled } = await round();
  for (const one of settled === 'hangs' ? ['hangs'] : settled) {
    const outcome =
      one === 'hangs'
        ? one
        : one.status === 'fulfilled'
          ? 'fulfilled'
          : isFunctionsError(one.reason)
            ? one.reason.code
            : 'raw';
    const ended = `${kind}: ${outcome}`;
    seen.set(ended, (seen.get(ended) ?? 0) + 1);
    const said = one.reason === undefined ? '' : `${one.reason?.message} ${JSON.stringify(one.reason)}`;
    if (said.includes(SECRET)) {
      process.stdout.write(`leak ${said}\n`);
    }
  }
}
process.stdout.write(`${JSON.stringify(Object.fromEntries(seen))}\n`);
