import { beforeAll, describe, expect, test } from '@jest/globals';
import { refuse } from '../dist/gateway/authorization.js';
import type { Sandbox } from '../dist/index.js';
import { TokenAuthority } from '../dist/sentinel/token-authority.js';
import { folderWith, functionFiles, invokeUuid, sandboxWith, tokenFor, uuidOf, V1, V2 } from './support.js';

const ECHO = `async function lambda(input, callback) {
  if (callback) callback(null, input);
  return input;
}`;

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await sandboxWith({ functions: await folderWith(functionFiles({ echo: ECHO })) });
});

const call = (account: string, invoking = {}) =>
  invokeUuid(sandbox, account, uuidOf(sandbox, account, 'echo'), invoking);

describe('authorization', () => {
  const withoutSignature = async (account: string) =>
    (await tokenFor(sandbox, account)).replace(/\.[^.]+$/, '.AAAA');

  test.each([
    ['no token', async () => ({ authorization: '' })],
    ['a garbled token', async () => ({ authorization: 'Bearer nonsense' })],
    ['another scheme', async () => ({ authorization: 'Basic YTpi' })],
    [
      'a changed token',
      async (account: string) => ({ authorization: `Bearer ${await withoutSignature(account)}` }),
    ],
  ])('a call with %s is refused: 401 on v1, 403 on v2', async (_what, headersFor) => {
    const v1 = await call(V1, { headers: await headersFor(V1) });
    expect([v1.status, JSON.parse(v1.text)]).toEqual([
      401,
      { errorCode: expect.any(String), errorMsg: expect.any(String) },
    ]);
    const v2 = await call(V2, { headers: await headersFor(V2) });
    expect([v2.status, JSON.parse(v2.text)]).toEqual([
      403,
      { code: expect.any(String), message: expect.any(String) },
    ]);
  });

  test('a token of another sandbox is refused', async () => {
    const other = await sandboxWith();
    expect((await call(V1, { token: await tokenFor(other, V1) })).status).toBe(401);
    expect((await call(V2, { token: await tokenFor(other, V2) })).status).toBe(403);
  });

  test.each([
    [V1, V2],
    [V2, V1],
  ])('on account %s a token of account %s is refused with 403', async (account, other) => {
    expect((await call(account, { token: await tokenFor(sandbox, other) })).status).toBe(403);
  });

  test('a token is refused when it has expired, lacks the scope or is for another account', async () => {
    let now = 1_000_000_000_000;
    const authority = new TokenAuthority(60_000, () => now);
    const { accessToken } = await authority.issue({ account: V1, clientId: 'me' });
    const other = await authority.issue({ account: V1, clientId: 'me', scope: 'something.else' });
    expect(await refuse(`Bearer ${accessToken}`, V1, authority)).toBeUndefined();
    expect(await refuse(`Bearer ${accessToken}`, V2, authority)).toMatchObject({ problem: 'forbidden' });
    expect(await refuse(`Bearer ${other.accessToken}`, V1, authority)).toEqual({
      problem: 'forbidden',
      text: 'The token lacks the scope faas.lambda.invoke',
    });
    now += 59_000;
    expect(await refuse(`Bearer ${accessToken}`, V1, authority)).toBeUndefined();
    now += 1000;
    const over = { problem: 'unauthorized', text: 'The token is invalid or has expired' };
    expect(await refuse(`Bearer ${accessToken}`, V1, authority)).toEqual(over);
    expect(await refuse(undefined, V1, authority)).toEqual({
      problem: 'unauthorized',
      text: 'A bearer token is required',
    });
  });
});
