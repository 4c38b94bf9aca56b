import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { json, type Reply, ScriptedPlatform, type Service } from '@lp-faas/testing/scripted-platform';
import { FunctionsClient, type Transport } from '../src/index.js';
import { input, withClient } from './support/client.js';
import { memoryOptions, memoryTransport } from './support/memory-platform.js';

const zipped: Reply = (response) => {
  response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{}'));
};

const ENCODED = 'the body is encoded as gzip, which was not requested';
const WORDS: Readonly<Record<Service, RegExp>> = {
  domain: new RegExp(`^No answer from the Domain API at \\S+ for \\w+ \\(${ENCODED}\\)$`),
  token: new RegExp(`^No answer from the token service at \\S+ \\(${ENCODED}\\)$`),
  invocation: new RegExp(`^The response of the gateway at \\S+ cannot be read: ${ENCODED}$`),
};

test.each<[Service, string, string]>([
  ['domain', 'domain-unavailable', 'not-sent'],
  ['token', 'token-unavailable', 'not-sent'],
  ['invocation', 'unexpected-response', 'unknown'],
])('an error names the encoding that was not requested: %s', async (service, code, delivery) => {
  await using platform = await ScriptedPlatform.start({ [service]: zipped });
  await expect(withClient(platform, (client) => client.invoke(input))).rejects.toMatchObject({
    code,
    delivery,
    problem: expect.stringMatching(WORDS[service]),
  });
});

test.each([
  ['br', 'br'],
  ['gzip, br', 'gzip, br'],
  ['x'.repeat(41), 'something unknown'],
])('an error quotes the name of an encoding if it looks like one: %s', async (encoding, name) => {
  const invocation: Reply = (response) =>
    void response.writeHead(200, { 'content-encoding': encoding }).end(gzipSync('{}'));
  await using platform = await ScriptedPlatform.start({ invocation });
  await expect(withClient(platform, (client) => client.invoke(input))).rejects.toMatchObject({
    problem: `The response of the gateway at ${platform.host} cannot be read: the body is encoded as ${name}, which was not requested`,
    hint: 'The function may have run. Check before you invoke it again.',
  });
});

test('an answer without a content type says so', async () => {
  const send: Transport['send'] = async (request) =>
    request.body?.includes('timestamp')
      ? { status: 200, text: '<html>', headers: {} }
      : await memoryTransport.send(request);
  await using client = new FunctionsClient({ ...memoryOptions, transport: { ...memoryTransport, send } });
  await expect(client.invoke(input)).rejects.toMatchObject({
    problem: expect.stringMatching(
      /^The gateway at \S+ answered 200 with a body that is not JSON \(no content type, 6 characters\)$/,
    ),
  });
});

test('a 204 that announces a body is an empty result', async () => {
  await using platform = await ScriptedPlatform.start({
    invocation: (response) => response.socket?.write('HTTP/1.1 204 No Content\r\ncontent-length: 5\r\n\r\n'),
  });
  const { result, status } = await withClient(platform, (client) => client.invoke(input));
  expect([result, status]).toEqual([null, 204]);
});

test('a token whose type is null is a bearer token', async () => {
  await using platform = await ScriptedPlatform.start();
  platform.set('token', json(200, { access_token: 'opaque', token_type: null, expires_in: 3600 }));
  await withClient(platform, (client) => client.invoke(input));
  expect(platform.arrived.at(-1)?.headers.authorization).toBe('Bearer opaque');
});
