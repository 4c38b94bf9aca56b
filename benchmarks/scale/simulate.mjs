/**
 * What becomes of one account when many clients use it: token requests and refusals for 1, 10 and 1000 clients, each
 * on its own and with a token cache that they share. The clients are the library's own; time and platform are not real.
 *
 *   node benchmarks/scale/simulate.mjs
 */
import { FunctionsClient } from '@lp-faas/core';
import { TestClock } from '@lp-faas/testing/clock';

const [CLIENTS, CALLS, EVERY_MS] = [[1, 10, 1000], 12, 300_000];
const [PER_SECOND, WORKS_MS, TOKEN_S] = [200, 50, 1800];

/** LivePerson in memory: 200 invocations a second for the whole account, 429 beyond. */
function platform(time) {
  const counts = { token: 0, invocation: 0, refused: 0 };
  let [second, used] = [-1, 0];
  const answer = (status, body) => ({ status, headers: {}, text: JSON.stringify(body) });
  const invoke = async () => {
    if (Math.floor(time.now() / 1000) !== second) [second, used] = [Math.floor(time.now() / 1000), 0];
    used += 1;
    if (used > PER_SECOND) {
      counts.refused += 1;
      return answer(429, {});
    }
    await time.sleep(WORKS_MS);
    counts.invocation += 1;
    return answer(200, {});
  };
  const send = async ({ url }) => {
    await time.sleep(20);
    if (!url.pathname.startsWith('/sentinel/')) return await invoke();
    counts.token += 1;
    return answer(200, { access_token: `token-${counts.token}`, expires_in: TOKEN_S });
  };
  return { counts, transport: { send, close: async () => undefined } };
}

/** A cache with a lock, as Redis makes one with `SET … NX PX …`, and one that also counts, as with `INCRBY`. */
function sharedCache(isCounting) {
  const values = new Map();
  const add = async (key, count) => {
    values.set(key, (values.get(key) ?? 0) + count);
    return values.get(key);
  };
  return {
    ...(isCounting && { add }),
    get: async (key) => values.get(key),
    set: async (key, value) => void values.set(key, value),
    delete: async (key) => void values.delete(key),
    lock: async (key) => {
      if (values.has(key)) return undefined;
      values.set(key, 'taken');
      return async () => void values.delete(key);
    },
  };
}

/** How clients are set up. */
const SET_UPS = [
  { name: 'each on its own' },
  { name: 'a shared token cache', isShared: true },
  { name: 'the same, with `add`', isShared: true, isCounting: true },
  { name: 'the same, starts spread over a minute', isShared: true, isCounting: true, spreadMs: 60_000 },
];

/** An hour: every client invokes every five minutes, and all of them in the same second, as schedules do. */
async function simulate(clients, { name, isShared, isCounting, spreadMs = 0 }) {
  const time = new TestClock('virtual');
  time.chance = 'seeded';
  const { counts, transport } = platform(time);
  const options = {
    accountId: '12345678',
    credentials: { clientId: 'simulation', clientSecret: 'secret' },
    region: 'us',
    clock: time,
    transport,
    ...(isShared && { tokenCache: sharedCache(isCounting) }),
  };
  let failed = 0;
  const one = async () => {
    const client = new FunctionsClient(options);
    const spread = time.random() * spreadMs;
    for (let call = 0; call < CALLS; call += 1) {
      await time.sleep(spread);
      await client.invoke({ lambdaUuid: '8f4b1c9e-1f0a-4d55-9c57-3f0d8a3f5f10' }).catch(() => {
        failed += 1;
      });
      await time.sleep(EVERY_MS - (time.now() % EVERY_MS));
    }
  };
  await time.run(Promise.all(Array.from({ length: clients }, one)));
  return { clients, name, ...counts, failed };
}

const rows = [];
for (const clients of CLIENTS) for (const setUp of SET_UPS) rows.push(await simulate(clients, setUp));
console.log('| clients | set up as | token requests | invocations | refused with 429 | failed |');
console.log('| --- | --- | --- | --- | --- | --- |');
for (const { clients, name, token, invocation, refused, failed } of rows) {
  console.log(`| ${[clients, name, token, invocation, refused, failed].join(' | ')} |`);
}
