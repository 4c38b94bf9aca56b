import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { json, type Reply, ScriptedPlatform, type Service } from '@lp-faas/testing/scripted-platform';
import { input, withClient } from './support/client.js';

const zipped: Reply = (response) => {
  response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{}'));
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
    problem: expect.stringMatching(/encoded as gzip, which was not requested/),
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
