import { expect, test } from '@jest/globals';
import { TokenAuthority } from '../dist/sentinel/token-authority.js';

const TTL_MS = 60_000;
const REQUEST = { account: '12345678', clientId: 'client' };

test('a token that was valid before is refused from its expiry on', async () => {
  let now = 1_790_000_000_000;
  const authority = new TokenAuthority(TTL_MS, () => now);
  const { accessToken } = await authority.issue(REQUEST);
  now += TTL_MS - 1;
  expect(await authority.verify(accessToken)).toMatchObject({ account: '12345678' });
  expect(await authority.verify(accessToken)).toMatchObject({ account: '12345678' });
  now += 1;
  expect(await authority.verify(accessToken)).toBeUndefined();
});

test('a token that was valid before is refused after all tokens were revoked', async () => {
  const authority = new TokenAuthority(TTL_MS);
  const { accessToken } = await authority.issue(REQUEST);
  expect(await authority.verify(accessToken)).toBeDefined();
  authority.revokeAll();
  expect(await authority.verify(accessToken)).toBeUndefined();
  expect(await authority.verify((await authority.issue(REQUEST)).accessToken)).toBeDefined();
});

test('a changed token is refused, also after the original was accepted', async () => {
  const authority = new TokenAuthority(TTL_MS);
  const { accessToken } = await authority.issue(REQUEST);
  expect(await authority.verify(accessToken)).toBeDefined();
  const [head, , signature] = accessToken.split('.');
  const claims = Buffer.from(JSON.stringify({ aud: '87654321', iss: 'Sentinel', exp: 9e9 })).toString(
    'base64url',
  );
  expect(await authority.verify(`${head}.${claims}.${signature}`)).toBeUndefined();
});

test('more clients than are remembered are verified each', async () => {
  const authority = new TokenAuthority(TTL_MS);
  const tokens = await Promise.all(
    Array.from({ length: 120 }, (_, n) => authority.issue({ ...REQUEST, account: String(n) })),
  );
  for (const [n, { accessToken }] of tokens.entries()) {
    expect(await authority.verify(accessToken)).toMatchObject({ account: String(n) });
  }
});
