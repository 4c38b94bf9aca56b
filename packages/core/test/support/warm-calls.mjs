/**
 * Prints the bytes that a warm invocation allocates, and the objects that a thousand leave behind. Runs in its own
 * process without compilers, so that the numbers are the same each time:
 *
 *   node --expose-gc --no-opt --no-sparkplug --no-maglev --min-semi-space-size=256 --max-semi-space-size=256 \
 *     warm-calls.mjs
 */
import process from 'node:process';
import { queryObjects } from 'node:v8';
import { FunctionsClient } from '@lp-faas/core';

const HOUR_S = 3600;
const iat = Math.floor(Date.now() / 1000);
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = `${part({ alg: 'RS256' })}.${part({ iat, exp: iat + HOUR_S })}.c2ln`;

/** Responds at once, so that only the library's own work is measured. */
const transport = {
  send: async ({ url }) => {
    const isToken = url.pathname.endsWith('/token');
    const body = isToken ? { access_token: token, expires_in: HOUR_S } : 'hello';
    return { status: 200, headers: {}, text: JSON.stringify(body) };
  },
  close: async () => undefined,
};
const client = new FunctionsClient({
  accountId: '12345678',
  credentials: { clientId: 'client', clientSecret: 'secret' },
  region: 'us',
  transport,
});

async function invoke(count) {
  for (let n = 0; n < count; n += 1)
    await client.invoke({ lambdaUuid: '8f4b1c9e-1f0a-4d55-9c57-3f0d8a3f5f10' });
}

const count = () => queryObjects(Object, { format: 'count' });

await invoke(1000);
globalThis.gc();
const bytesBefore = process.memoryUsage().heapUsed;
await invoke(1000);
const bytes = (process.memoryUsage().heapUsed - bytesBefore) / 1000;
const objectsBefore = count();
await invoke(1000);
const objects = count() - objectsBefore;
process.stdout.write(JSON.stringify({ bytes, objects }));
