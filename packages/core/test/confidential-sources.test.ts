import { inspect } from 'node:util';
import { expect, test } from '@jest/globals';
import { CREDENTIALS, json, LAMBDA, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import fc from 'fast-check';
import { FunctionsClient, listen, type Transport, UndiciTransport } from '../src/index.js';

const INPUT = {
  lambdaUuid: LAMBDA,
  payload: { 'ada@example.com': 'Payload-canary', n: 4_111_111_111_111_111 },
  headers: { tenant: 'Header-canary-value' },
};

/** Every way in which an error or a trace is looked at. */
function viewsOf(value: unknown): string {
  const views = [String(value), inspect(value, { showHidden: true, depth: 12 }), JSON.stringify(value)];
  for (let at = value; at instanceof Error; at = at.cause) views.push(at.message, String(at.stack));
  return views.join('\n');
}

async function failureOf(client: FunctionsClient): Promise<{ error: unknown; traces: object[] }> {
  const traces: object[] = [];
  const hear = { end: (trace: object) => traces.push(trace) } as never;
  const channels = ['invocation', 'attempt', 'token', 'domain'] as const;
  const stops = channels.map((channel) => listen(channel, hear));
  const error: unknown = await client.invoke(INPUT).catch((e: unknown) => e);
  for (const stop of stops) stop();
  return { error, traces };
}

const canariesIn = (token: string): string[] => [
  CREDENTIALS.clientSecret,
  ...token.split('.'),
  'ada@example.com',
  'Payload-canary',
  '4111111111111111',
  'Header-canary-value',
];

test.each<[string, Reply]>([
  [
    'a message that quotes the function headers',
    (response, request) => json(901, { errorMsg: `bad tenant in ${request.body}` })(response, request),
  ],
  [
    'a platform code that quotes the payload',
    (response, request) => json(400, { code: request.body, message: 'x' })(response, request),
  ],
  [
    'a content type that echoes the authorization',
    (response, request) => {
      response
        .writeHead(200, { 'content-type': `text/html; ${request.headers.authorization}` })
        .end('<html>');
    },
  ],
  [
    'a message that quotes the token in hexadecimal',
    (response, request) => {
      const shown = Buffer.from(String(request.headers.authorization)).toString('hex');
      json(401, { message: `no such token ${shown}` })(response, request);
    },
  ],
])('no view of an error or a trace shows what a response repeats: %s', async (_, invocation) => {
  await using platform = await ScriptedPlatform.start({ invocation });
  await using client = new FunctionsClient({ ...platform.options, retry: { maxAttempts: 1 } });
  const { error, traces } = await failureOf(client);
  expect(traces.length).toBeGreaterThan(0);
  const views = [error, ...traces].map(viewsOf).join('\n');
  for (const canary of canariesIn(platform.token)) expect(views).not.toContain(canary);
  expect(views).not.toContain(Buffer.from(platform.token).toString('hex').slice(0, 40));
});

test('no view of an error shows what the text of a transport of one’s own repeats', async () => {
  await using platform = await ScriptedPlatform.start();
  const inner = new UndiciTransport();
  const transport: Transport = {
    async send(request) {
      const { pathname } = request.url;
      if (!pathname.endsWith('/invoke')) return await inner.send(request);
      const { authorization } = request.headers;
      throw Object.assign(new Error(`proxy said no to ${authorization} with ${request.body}`), {
        code: `E_${authorization}`,
      });
    },
    close: () => inner.close(),
  };
  await using client = new FunctionsClient({ ...platform.options, transport, retry: { maxAttempts: 1 } });
  const { error, traces } = await failureOf(client);
  await inner.close();
  const views = [error, ...traces].map(viewsOf).join('\n');
  expect(views).toContain('proxy said no to');
  for (const canary of canariesIn(platform.token)) expect(views).not.toContain(canary);
});

test('no view of a token error shows what a transport of one’s own repeats of the token request', async () => {
  await using platform = await ScriptedPlatform.start();
  const inner = new UndiciTransport();
  const transport: Transport = {
    async send(request) {
      if (request.method === 'GET') return await inner.send(request);
      throw new Error(`could not post ${request.body}`);
    },
    close: () => inner.close(),
  };
  await using client = new FunctionsClient({ ...platform.options, transport, retry: { maxAttempts: 1 } });
  const { error } = await failureOf(client);
  await inner.close();
  expect(viewsOf(error)).toContain('could not post');
  expect(viewsOf(error)).not.toContain(CREDENTIALS.clientSecret);
});

test('no view of an error shows a payload that a function throws back, whatever it holds', async () => {
  const echo: Reply = (response, request) => {
    const { payload } = JSON.parse(request.body) as { payload: { secret: string } };
    json(901, { errorMsg: `cannot use <<${payload.secret}>> here` })(response, request);
  };
  await using platform = await ScriptedPlatform.start({ invocation: echo });
  await using client = new FunctionsClient(platform.options);
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme-ascii', minLength: 6, maxLength: 60 }), async (secret) => {
      fc.pre(!'cannot use <<>> here[withheld] The function ran and failed'.includes(secret));
      const input = { lambdaUuid: LAMBDA, payload: { secret } };
      const error: unknown = await client.invoke(input).catch((e: unknown) => e);
      expect(String(error)).toContain('cannot use <<[withheld]>> here');
    }),
    { numRuns: 50 },
  );
});
