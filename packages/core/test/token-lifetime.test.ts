import { expect, test } from '@jest/globals';
import { jwt } from '@lp-faas/testing/scripted-platform';
import fc from 'fast-check';
import { tokenLifetimeMs } from '../src/tokens/token-lifetime.js';

const NOW_S = 1_790_000_000;
const lifetime = (token: string, expiresIn?: unknown): number =>
  tokenLifetimeMs({ token, expiresIn, sentAtMs: NOW_S * 1000 });

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DEFAULT = 60_000;
const hourToken = jwt({ iat: NOW_S, exp: NOW_S + 3600 });

test.each([
  ['exp - iat without expires_in', hourToken, undefined, HOUR],
  ['expires_in as a number', 'opaque', 1800, 1_800_000],
  ['expires_in as a string', 'opaque', '1800', 1_800_000],
  ['the shorter of the two, expires_in', hourToken, 60, 60_000],
  ['the shorter of the two, exp - iat', hourToken, 7200, HOUR],
  [
    'exp - iat although the local clock is a day off',
    jwt({ iat: NOW_S - 86_400, exp: NOW_S - 82_800 }),
    undefined,
    HOUR,
  ],
  ['exp minus the local time without iat', jwt({ exp: NOW_S + 600 }), undefined, 600_000],
  ['one day at most', 'opaque', 10 ** 9, DAY],
  ['one day at most, to the millisecond', 'opaque', 86_401, DAY],
  ['as stated, if less than that', 'opaque', 86_399, DAY - 1000],
  ['one second at least', 'opaque', 0.5, 1000],
  ['as stated, if more than that', 'opaque', 1.5, 1500],
  [
    'exp minus the local time, if iat is not plausible',
    jwt({ iat: 1e11, exp: NOW_S + 600 }),
    undefined,
    600_000,
  ],
])('the lifetime of a token is %s', (_, token, expiresIn, expected) => {
  expect(lifetime(token, expiresIn)).toBe(expected);
});

test.each([
  ['an opaque token', 'opaque'],
  ['a JWE', 'a.b.c.d.e'],
  ['a payload that is null', jwt(null as never)],
  ['a payload that is a list', jwt([] as never)],
  ['a JWT without exp', jwt({})],
  ['an exp that is a string', jwt({ exp: '1800000000' })],
  ['an infinite exp', `e30.${Buffer.from('{"exp":1e400}').toString('base64url')}.x`],
  ['an exp in milliseconds', jwt({ exp: (NOW_S + 3600) * 1000 })],
  ['a negative exp', jwt({ exp: -1 })],
  ['an exp in the past and nothing else', jwt({ exp: NOW_S - 10 })],
  ['an iat after exp', jwt({ iat: NOW_S + 10, exp: NOW_S - 10 })],
])('the lifetime is one minute for %s', (_, token) => {
  expect(lifetime(token)).toBe(DEFAULT);
});

test.each([
  [0],
  [-1],
  ['0'],
  ['1e3'],
  ['0x10'],
  [''],
  ['3600s'],
  [null],
  [true],
  [Number.NaN],
  [Infinity],
  [{}],
])('an expires_in of %p is ignored', (expiresIn) => {
  expect(lifetime('opaque', expiresIn)).toBe(DEFAULT);
  expect(lifetime(hourToken, expiresIn)).toBe(HOUR);
});

test('the lifetime of a token is positive and at most a day, for any claims and expires_in', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (exp, iat, expiresIn) => {
      const ms = lifetime(jwt({ exp, iat }), expiresIn);
      expect(ms).toBeGreaterThan(0);
      expect(ms).toBeLessThanOrEqual(DAY);
    }),
  );
});
