import { expect, test } from '@jest/globals';
import { keyOf, seal, unseal } from '../src/sharing/seal.js';

const OWNER = { origin: 'https://api.liveperson.net', accountId: '12345678', clientId: 'client' };
const KEY = 'lp-faas:token:dNcpvZ7TWgNS8pygyG6ZrSz-zYfwJL_ZlCU4uPvcuAw';

test('processes with another release share the keys and entries of this one', () => {
  expect(keyOf('token', OWNER)).toBe(KEY);
  expect(unseal('umGuF4C0OQFTqCcschKtgkAACM_uJumZcXvQyg0gzOa1ACsDDuZR14-fpQ', 'S3cret-canary', KEY)).toBe(
    '{"token":"abc"}',
  );
});

test('an entry is read with the same secret for the same key only, and nothing else than it', () => {
  const sealed = seal('text', 'secret', 'key');
  expect(unseal(sealed, 'secret', 'key')).toBe('text');
  expect(seal('text', 'secret', 'key')).not.toBe(sealed);
  expect([unseal(sealed, 'other', 'key'), unseal(sealed, 'secret', 'other')]).toEqual([undefined, undefined]);
  const bytes = Buffer.from(sealed, 'base64url');
  for (let at = 0; at < bytes.length; at += 1) {
    const forged = Buffer.from(bytes);
    forged[at] = (forged[at] ?? 0) ^ 1;
    expect(unseal(forged.toString('base64url'), 'secret', 'key')).toBeUndefined();
  }
  for (let length = 0; length < bytes.length; length += 1)
    expect(unseal(bytes.subarray(0, length).toString('base64url'), 'secret', 'key')).toBeUndefined();
});
