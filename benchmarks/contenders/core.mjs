import { queryObjects } from 'node:v8';
import { FunctionsClient } from '@lp-faas/core';
import { INPUT, options } from './input.mjs';

/** The library, with its own transport unless another one is given. */
export async function create({ port, scheme = 'http', transport }) {
  const clientOptions = { ...options(port, scheme), ...(transport && { transport }) };
  const client = new FunctionsClient(clientOptions);
  return {
    invoke: () => client.invoke(INPUT),
    /** A client of its own for one invocation. */
    async first() {
      const startedAt = performance.now();
      const fresh = new FunctionsClient(clientOptions);
      await fresh.invoke(INPUT);
      const ms = performance.now() - startedAt;
      await fresh.close();
      return { ms };
    },
    /** So many through `invokeAll`. */
    async all({ count, concurrency }) {
      const inputs = Array.from({ length: count }, () => INPUT);
      const startedAt = performance.now();
      let done = 0;
      for await (const { status } of client.invokeAll(inputs, { concurrency }))
        done += status === 'fulfilled' ? 1 : 0;
      return { ms: performance.now() - startedAt, done };
    },
    /** So many one after the other at some concurrency, with a look at the memory after each part. */
    async memory({ count, parts }) {
      const looks = [];
      let failed = 0;
      for (let part = 0; part < parts; part += 1) {
        let left = count / parts;
        const worker = async () => {
          while (left > 0) {
            left -= 1;
            await client.invoke(INPUT).catch(() => {
              failed += 1;
            });
          }
        };
        await Promise.all(Array.from({ length: 50 }, worker));
        globalThis.gc?.();
        const { heapUsed, rss } = process.memoryUsage();
        // Everything that is reachable and no text or number, one by one.
        looks.push({ heapUsed, rss, objects: queryObjects(Object, { format: 'count' }) });
      }
      return { looks, failed };
    },
  };
}
