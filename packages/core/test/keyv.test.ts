import { expect, test } from '@jest/globals';
import { keyvTokenCache } from '../src/keyv.js';

const keyv = (values: { stored?: unknown; isSet?: boolean }) => ({
  get: async () => values.stored,
  set: async () => values.isSet ?? true,
  delete: async () => true,
});

test('a Keyv that answers false did not store the value, and that is an error', async () => {
  const set = (isSet: boolean) => keyvTokenCache(keyv({ isSet })).set('key', 'value', 1000);
  await expect(set(false)).rejects.toThrow('Keyv did not store the value');
  await expect(set(true)).resolves.toBeUndefined();
});

test('what is not a Keyv is refused, and the error says what one has', () => {
  for (const other of [undefined, {}, { get: () => 1, set: () => 1 }])
    expect(() => keyvTokenCache(other as never)).toThrow(
      'Invalid options: keyv must be an instance of Keyv, with get(), set() and delete(). Nothing was sent. Correct them.',
    );
});

test.each([undefined, null, 7, { token: 'x' }])(
  'a value of Keyv that is not text counts as missing: %j',
  async (stored) => {
    expect(await keyvTokenCache(keyv({ stored })).get('key')).toBeUndefined();
  },
);
