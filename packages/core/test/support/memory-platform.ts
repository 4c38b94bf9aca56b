import type { FunctionsClientOptions, Transport } from '../../src/index.js';

const json = (body: unknown) => ({ status: 200, headers: {}, text: JSON.stringify(body) });

/** The platform in memory, for tests of what never reaches it: it answers every request well. */
export const memoryTransport: Transport = {
  send: async ({ url }) => {
    const service = /service\/(\w+)\//.exec(url.pathname)?.[1];
    if (service !== undefined) return json({ service, baseURI: `${service.toLowerCase()}.liveperson.net` });
    if (url.pathname.endsWith('/token')) return json({ access_token: 'token-of-tests', expires_in: 3600 });
    if (url.pathname.endsWith('/isImplemented')) return json({ implemented: true });
    return json(url.pathname.includes('/events/') ? [] : { done: true });
  },
  close: async () => undefined,
};

export const SECRET = 'S3cret-Canary-0815';

/** Options of a client for it. */
export const memoryOptions: FunctionsClientOptions = {
  accountId: '12345678',
  credentials: { clientId: 'client', clientSecret: SECRET },
  transport: memoryTransport,
};
