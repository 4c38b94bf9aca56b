import { beforeAll, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Sandbox } from '../dist/index.js';
import { folderWith, functionFiles, invokeUuid, sandboxWith, tokenFor, uuidOf, V2 } from './support.js';

type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

let sandbox: Sandbox;
let token: string;
let keys: KeyPair;

beforeAll(async () => {
  const echo = 'async function lambda() { return 1; }';
  sandbox = await sandboxWith({ functions: await folderWith(functionFiles({ echo })) });
  token = await tokenFor(sandbox, V2);
  keys = await generateKeyPair('ES256', { extractable: true });
});

const pathOf = () => `/api/account/${V2}/lambdas/${uuidOf(sandbox, V2, 'echo')}/invoke?skillId=1`;

async function proof(claims: Record<string, unknown>, signing = keys.privateKey, typ = 'dpop+jwt') {
  return await new SignJWT({
    htm: 'post',
    htu: `https://fninvocations.example.com${pathOf()}`,
    jti: '1',
    ...claims,
  })
    .setProtectedHeader({ alg: 'ES256', typ, jwk: await exportJWK(keys.publicKey) })
    .setIssuedAt()
    .sign(signing);
}

const status = async (dpop: string | undefined, accessToken = token) =>
  (
    await invokeUuid(sandbox, V2, uuidOf(sandbox, V2, 'echo'), {
      query: '?skillId=1',
      headers: { authorization: `DPoP ${accessToken}`, ...(dpop !== undefined && { dpop }) },
    })
  ).status;

test.each(['post', 'POST'])(
  'a DPoP token is accepted with a proof for the method written %s',
  async (htm) => {
    expect(await status(await proof({ htm }))).toBe(200);
  },
);

test('an invalid token is refused even with a valid DPoP proof', async () => {
  expect(await status(await proof({}), 'nonsense')).toBe(403);
});

test.each([
  ['no proof', async () => undefined],
  ['a proof that is not a JWT', async () => 'nonsense'],
  ['a proof for another method', () => proof({ htm: 'get' })],
  ['a proof for another path', () => proof({ htu: 'https://fninvocations.example.com/other' })],
  ['a proof without the query', () => proof({ htu: `https://a.example${pathOf().split('?')[0]}` })],
  ['a proof signed with another key', async () => proof({}, (await generateKeyPair('ES256')).privateKey)],
  ['a proof that is another kind of JWT', () => proof({}, keys.privateKey, 'JWT')],
])('a DPoP token is refused with %s', async (_what, make) => {
  expect(await status(await make())).toBe(403);
});
