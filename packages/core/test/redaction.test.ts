import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { redactCause, redactText } from '../src/redaction.js';

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
});
