import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Masks } from '../src/masks.js';
import { textsToMask } from '../src/result-masks.js';

test('a secret in a result is hidden and the result stays JSON, with its numbers as they are', () => {
  const masks = new Masks(() => undefined);
  masks.add('S3cret"canary');
  masks.add('12345678');
  masks.add('short');
  const json = '{"a":"x S3cret\\"canary y","n":12345678901234567890,"12345678":"short"}';
  expect(masks.hideInJson(json)).toBe('{"a":"x *** y","n":12345678901234567890,"***":"short"}');
});

test('a secret that is spelled with escapes is hidden too, and other escapes stay as they are', () => {
  const masks = new Masks(() => undefined);
  masks.add('S3cret/canary');
  const json = String.raw`{"a":"\u0053\u0033cret\/canary","b":"\u00fc\/"}`;
  expect(masks.hideInJson(json)).toBe(String.raw`{"a":"***","b":"\u00fc\/"}`);
});

test('a secret is found in a string of megabytes, full of escapes', () => {
  const masks = new Masks(() => undefined);
  masks.add('S3cret-canary');
  const text = `${'x\n"'.repeat(2_000_000)}S3cret-canary`;
  expect(masks.hideInJson(JSON.stringify([text]))).toBe(
    JSON.stringify([text.replace('S3cret-canary', '***')]),
  );
});

test('a secret is hidden in a text, whole or cut off', () => {
  const masks = new Masks(() => undefined);
  masks.add('S3cret-canary');
  expect(masks.hideInText('the S3cret-canary and (S3cret-ca…)')).toBe('the *** and (***…)');
  expect(masks.hideInText('S3cret is a word…')).toBe('S3cret is a word…');
});

test('a result is masked by its strings of eight characters and more, wherever they stand', () => {
  const result = { name: 'Jörg', mail: ['joerg@example.com', { deep: 'joerg@example.com' }], n: 12345678901 };
  expect(textsToMask(JSON.stringify(result))).toEqual(['joerg@example.com']);
  expect(textsToMask('"a string alone"')).toEqual(['a string alone']);
  expect(textsToMask('null')).toEqual([]);
});

test('a text of many lines is masked by its long lines: the short ones stand everywhere', () => {
  const texts = textsToMask(JSON.stringify('{\r\n  "password": "x"\n}\n\n  second line'));
  expect(texts).toEqual(['"password": "x"', 'second line']);
});

test('every long line of every string is masked, and nothing shorter', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      for (const text of textsToMask(JSON.stringify(value)) ?? []) {
        expect(text.length).toBeGreaterThanOrEqual(8);
        expect(text).not.toMatch(/[\r\n]/);
      }
    }),
  );
});

test('a result that is deep or wide does not overflow the stack; one with too many texts cannot be masked', () => {
  const deep = `${'['.repeat(200_000)}"a string, deep down"${']'.repeat(200_000)}`;
  expect(textsToMask(deep)).toEqual(['a string, deep down']);
  expect(textsToMask(JSON.stringify(new Array(300_000).fill('the same string')))).toEqual([
    'the same string',
  ]);
  const many = Array.from({ length: 1001 }, (_, index) => `string number ${index}`);
  expect(textsToMask(JSON.stringify(many))).toBeUndefined();
});
