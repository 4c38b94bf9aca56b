import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { redactCause, redactText } from '../src/redaction.js';

test('text from outside is cut to 256 characters', () => {
  expect(redactText('x'.repeat(300))).toHaveLength(256);
  expect(redactText('x'.repeat(256))).toBe('x'.repeat(256));
});

test('text from outside stays on one line, without control or direction marks', () => {
  expect(redactText('a\r\n::set-output name=x::y\u001b[31m\u2028b\u202ec')).toBe(
    'a ::set-output name=x::y [31m b c',
  );
});

test.each([
  ['as it is', (secret: string) => secret],
  ['as in a form', (secret: string) => new URLSearchParams({ s: secret }).toString().slice(2)],
  ['as in JSON', (secret: string) => JSON.stringify({ s: secret })],
])('what is confidential is taken out, %s', (_, encode) => {
  const secret = 'p@ss"w"+ö/=';
  expect(redactText(`before ${encode(secret)} after`, { secrets: [secret] })).toMatch(
    /^before .*\[withheld\].* after$/,
  );
  expect(redactText(`before ${encode(secret)} after`, { secrets: [secret] })).not.toContain(encode(secret));
});

test('no half of a secret survives the cut', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 8, maxLength: 40 }), fc.nat(300), (secret, at) => {
      fc.pre(!/[.…x[\] ]/.test(secret) && secret.trim() === secret);
      const text = redactText('.'.repeat(at) + secret, { secrets: [secret] });
      expect(text).not.toContain(secret.slice(0, 8));
    }),
  );
});

test('of a foreign error only name, message, code and system call are kept', () => {
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
