import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { payloadValues, redactCause, redactText } from '../src/redaction.js';

test('redactText cuts text to 256 characters', () => {
  expect(redactText('x'.repeat(300))).toHaveLength(256);
  expect(redactText('x'.repeat(256))).toBe('x'.repeat(256));
});

test('redactText removes line breaks, control characters and direction marks', () => {
  expect(redactText('a\r\n::set-output name=x::y\u001b[31m\u2028b\u202ec')).toBe(
    'a ::set-output name=x::y [31m b c',
  );
});

test.each([
  ['in clear text', (secret: string) => secret],
  ['form-encoded', (secret: string) => new URLSearchParams({ s: secret }).toString().slice(2)],
  ['JSON-encoded', (secret: string) => JSON.stringify({ s: secret })],
])('redactText removes a secret %s', (_, encode) => {
  const secret = 'p@ss"w"+ö/=';
  expect(redactText(`before ${encode(secret)} after`, { secrets: [secret] })).toMatch(
    /^before .*\[withheld\].* after$/,
  );
  expect(redactText(`before ${encode(secret)} after`, { secrets: [secret] })).not.toContain(encode(secret));
});

test('redactText leaves no part of a secret where it cuts the text', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 8, maxLength: 40 }), fc.nat(300), (secret, at) => {
      fc.pre(!/[.…x[\] ]/.test(secret) && secret.trim() === secret);
      const text = redactText('.'.repeat(at) + secret, { secrets: [secret] });
      expect(text).not.toContain(secret.slice(0, 8));
    }),
  );
});

test('redactCause keeps only name, message, code and system call of an error', () => {
  const error = Object.assign(new Error('connect ECONNREFUSED'), {
    code: 'ECONNREFUSED',
    syscall: 'connect',
    request: { authorization: 'Bearer x' },
  });
  expect(redactCause(error)).toEqual({
    name: 'Error',
    message: 'connect ECONNREFUSED',
    code: 'ECONNREFUSED',
    syscall: 'connect',
  });
});

test('redactText leaves alone values of a payload that have fewer than six visible characters', () => {
  const values = ['', 'de', 'model', '\u200b', 'a\u200bb\u200bc\u200bd'];
  expect(redactText('The model abcd is deprecated', { secrets: [], values })).toBe(
    'The model abcd is deprecated',
  );
  expect(redactText('The models are', { secrets: [], values: ['models'] })).toBe('The [withheld] are');
  for (const [text, shown] of [
    ['models', '[withheld]'],
    ['models are', '[withheld] are'],
    ['The models', 'The [withheld]'],
    ['It models', 'It [withheld]'],
  ] as const)
    expect(redactText(text, { secrets: [], values: ['models'] })).toBe(shown);
});

const base64At = (secret: string, offset: number): string =>
  Buffer.from('?'.repeat(offset) + secret).toString('base64');

test('redactText hides a secret from four characters on, and its encoded forms from six on', () => {
  const shown = (text: string, secret: string): string => redactText(text, { secrets: [secret] });
  expect([shown('x abc x', 'abc'), shown('x abcd x', 'abcd')]).toEqual(['x abc x', 'x [withheld] x']);
  // Four bytes decide five characters of base64, five bytes decide six, wherever they stand.
  expect(shown(base64At('abcd', 0), 'abcd')).toBe(base64At('abcd', 0));
  for (const offset of [0, 1, 2]) expect(shown(base64At('abcde', offset), 'abcde')).toBe('[withheld]');
  expect(shown(Buffer.from('abcd').toString('hex'), 'abcd')).toBe('[withheld]');
});

test('redactText hides the parts of a token from sixteen characters on', () => {
  const [short, long] = ['a'.repeat(15), 'b'.repeat(16)];
  expect(redactText(`${short} ${long} ${short}.${long}`, { secrets: [`${short}.${long}`] })).toBe(
    `${short} [withheld] [withheld]`,
  );
});

test('redactText hides what stands around an encoded secret, but no word before or after it', () => {
  const encoded = base64At('user:S3cret-canary', 0);
  expect(redactText(`Basic ${encoded}, or (${encoded}).`, { secrets: ['S3cret-canary'] })).toBe(
    'Basic [withheld], or ([withheld]).',
  );
});

test('redactText looks at 65,536 characters, and hides the end of what it cuts there', () => {
  const invisible = (count: number): string => '\u200b'.repeat(count);
  expect(redactText(`${invisible(65_535)}x`)).toBe('x');
  expect(redactText(`${invisible(65_535)}xy`)).toBe('x[withheld]');
  // In its longest form each character of a secret takes twelve.
  const secrets = ['S3cret-canary-0815'];
  const text = invisible(65_536 - 236) + 'x'.repeat(237);
  expect(redactText(text, { secrets })).toBe(`${'x'.repeat(20)}[withheld]`);
});

test('payloadValues lists texts, long numbers and keys that are not plain names, and bounds them', () => {
  const payload = { customer_1: 'long text', 'a key': [1234567, 123456, 12345, 'short'], $x: { y: true } };
  const json = JSON.stringify(payload);
  expect(payloadValues(json).toSorted()).toEqual([json, '1234567', '123456', 'long text'].toSorted());
  expect(payloadValues('{"6 char":1,"5 cha":2}')).toEqual(['{"6 char":1,"5 cha":2}', '6 char']);
  const numbers = JSON.stringify(Array.from({ length: 10_001 }, (_, at) => 1_000_000 + at));
  expect(payloadValues(numbers)).toHaveLength(10_001);
  const texts = JSON.stringify(Array.from({ length: 20_001 }, (_, at) => `text number ${at}`));
  expect(payloadValues(texts)).toHaveLength(20_000);
});
