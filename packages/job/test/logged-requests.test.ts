import { expect, test } from '@jest/globals';
import { freePort } from '@lp-faas/testing/free-port';
import { json, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { until } from '@lp-faas/testing/until';
import { LoggingTransport } from '../src/logging-transport.js';
import { Face } from './support/face.js';

/** What a run logs of its requests, without their times. */
const requestsIn = (face: Face): string[] =>
  [...face.log, ...face.debugLog]
    .filter((line) => /^(GET|POST) /.test(line))
    .map((line) => line.replace(/\d+ ms/, '0 ms'));

test('a request is logged with its id and size, and with what helps to find a fault in its response', async () => {
  using face = new Face();
  const headers = { date: 'today', via: 'a proxy', server: 's'.repeat(101), 'set-cookie': 'canary=1' };
  await using platform = await ScriptedPlatform.start({
    invocation: (response) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      json(200, { greeting: 'hello' })(response, {} as Parameters<Reply>[1]);
    },
  });
  const { outcome } = await face.run(platform, { payload: '"hi"' });
  const { url, body } = platform.arrived.at(-1) ?? { url: '', body: '' };
  const target = `POST ${platform.url}${url.split('?')[0]}`;
  expect(requestsIn(face).filter((line) => line.startsWith(target))).toEqual([
    `${target}: 200 after 0 ms`,
    `${target}: x-request-id ${outcome?.requestId}, ${body.length} characters`,
    `${target}: content-type application/json, date today, via a proxy, server ${'s'.repeat(100)}, 20 characters`,
  ]);
  expect(requestsIn(face)).toContainEqual(expect.stringMatching(/^GET \S+: 0 characters$/));
});

test.each<[string, Reply, RegExp]>([
  [
    'that breaks',
    (response) => void response.destroy(),
    /\/invoke: no complete response after 0 ms \(connection, [A-Z_]+; the request may have arrived\)$/,
  ],
  [
    'whose response is not text',
    (response) => void response.end(Buffer.from([0xff])),
    /\/invoke: no complete response after 0 ms \(encoding; the request may have arrived\)$/,
  ],
])('the log says how a request failed: a connection %s', async (_, invocation, line) => {
  using face = new Face();
  await using platform = await ScriptedPlatform.start({ invocation });
  await face.run(platform, { retries: '0' });
  expect(requestsIn(face)).toContainEqual(expect.stringMatching(line));
});

test('the log says that a request was not sent when there is no connection', async () => {
  using face = new Face();
  await using platform = await ScriptedPlatform.start();
  const closed = `http://127.0.0.1:${await freePort()}`;
  const { outcome } = await face.run(platform, { 'domain-api': closed, retries: '0' });
  expect(outcome).toMatchObject({ outcome: 'domain-unavailable', delivery: 'not-sent' });
  expect(requestsIn(face)).toContainEqual(
    expect.stringMatching(
      /^GET .*: no complete response after 0 ms \(connection, ECONNREFUSED; the request was not sent\)$/,
    ),
  );
});

test('the log names no text of an error that is not a transport’s, and the error is thrown', async () => {
  const lines: string[] = [];
  const log = { info: (line: () => string) => void lines.push(line()), debug: () => undefined };
  const failing = {
    send: () => Promise.reject(new Error('Canary')),
    close: () => Promise.resolve(),
  };
  const { signal } = new AbortController();
  const request = {
    ...({ method: 'GET', url: new URL('https://host.test/a?b=c'), headers: {}, signal } as const),
    maxResponseBytes: 1,
  };
  await expect(new LoggingTransport(failing, log).send(request)).rejects.toThrow('Canary');
  expect(lines.map((line) => line.replace(/\d+ ms/, '0 ms'))).toEqual([
    'GET https://host.test/a: no complete response after 0 ms (unexpected error)',
  ]);
});

test('a job opens the connection to the gateway while the token request is in flight', async () => {
  using face = new Face();
  await using gateway = await ScriptedPlatform.start();
  await using platform = await ScriptedPlatform.start();
  platform.set('domain', (response, request) => {
    const baseURI = request.url.includes('faasGW') ? gateway.host : platform.host;
    json(200, { baseURI })(response, request);
  });
  let sendToken = (): void => undefined;
  platform.set('token', (response, request) => {
    sendToken = () => json(200, { access_token: platform.token })(response, request);
  });
  const run = face.run(platform, {});
  await until(() => gateway.connections.length === 1 && platform.count('token') === 1);
  expect(gateway.arrived).toEqual([]);
  sendToken();
  expect((await run).outcome).toMatchObject({ outcome: 'success' });
  expect(gateway.connections).toHaveLength(1);
});
