import { setTimeout as sleep } from 'node:timers/promises';
import { TokenSource, UndiciTransport } from '@lp-faas/core';
import { options } from './input.mjs';

/** A transport that keeps the token requests. */
function keepingTransport(tokenRequests) {
  const transport = new UndiciTransport();
  return {
    send(request) {
      if (request.url.pathname.startsWith('/sentinel/')) tokenRequests.push(request);
      return transport.send(request);
    },
    close: () => transport.close(),
  };
}

/** The longest wait of many callers, in milliseconds. */
async function longestWait(count, get) {
  const waits = await Promise.all(
    Array.from({ length: count }, async () => {
      const startedAt = performance.now();
      await get();
      return performance.now() - startedAt;
    }),
  );
  return Math.max(...waits);
}

/** Many callers at the moment at which the token that all of them use expires; or of one bare request that they share. */
export async function create({ port, scheme = 'http' }) {
  const tokenRequests = [];
  const transport = keepingTransport(tokenRequests);
  const tokens = new TokenSource({ ...options(port, scheme), transport });
  await tokens.get();
  return {
    async expiry({ count }) {
      await tokens.get();
      // It may be renewed in the background meanwhile.
      while (tokens.state.zone !== 'expired') await sleep(tokens.state.expiresInMs + 1);
      const before = tokenRequests.length;
      const longestMs = await longestWait(count, () => tokens.get());
      return { longestMs, requests: tokenRequests.length - before };
    },
    async shared({ count }) {
      const [request] = tokenRequests;
      let shared;
      const longestMs = await longestWait(count, async () => {
        shared ??= transport.send({ ...request, signal: new AbortController().signal });
        return await shared;
      });
      return { longestMs };
    },
  };
}
