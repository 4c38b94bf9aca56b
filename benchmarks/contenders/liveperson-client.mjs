import { Client } from 'liveperson-functions-client';
import { LAMBDA, PAYLOAD } from './input.mjs';

/** LivePerson's own client, unmodified; lead-to-loopback.cjs brings it here. */
export async function create({ protocol = 'http' }) {
  const start = () =>
    new Client({
      accountId: '12345678',
      authStrategy: { clientId: 'benchmark', clientSecret: 'secret' },
      protocol,
      failOnErrorStatusCode: true,
    });
  const call = { lambdaUuid: LAMBDA, lpEventSource: 'benchmark', body: { headers: [], payload: PAYLOAD } };
  const client = start();
  return {
    invoke: () => client.invoke(call),
    async first() {
      const startedAt = performance.now();
      await start().invoke(call);
      return { ms: performance.now() - startedAt };
    },
    /** So many through a plain pool, as whoever has only this client writes it. */
    async all({ count, concurrency, longestMs }) {
      let [left, done] = [count, 0];
      const startedAt = performance.now();
      const worker = async () => {
        while (left > 0 && performance.now() - startedAt < longestMs) {
          left -= 1;
          done += await client.invoke(call).then(
            () => 1,
            () => 0,
          );
        }
      };
      await Promise.all(Array.from({ length: concurrency }, worker));
      return { ms: performance.now() - startedAt, done };
    },
  };
}
