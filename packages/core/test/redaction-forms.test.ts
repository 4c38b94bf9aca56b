import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readingsOf } from '../src/decoded-text.js';
import { payloadValues, redactText } from '../src/redaction.js';

type Encode = (text: string) => string;

const percent: Encode = (text) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const hex: Encode = (text) => Buffer.from(text).toString('hex');
const base64: Encode = (text) => Buffer.from(text).toString('base64');
const json: Encode = (text) => JSON.stringify(text).slice(1, -1);

/** Forms in which programs write a text that they were given. */
const FORMS: Readonly<Record<string, Encode>> = {
  'as given': (text) => text,
  'JSON-escaped': json,
  'JSON-escaped twice': (text) => json(json(text)),
  'escaped as \\u': (text) =>
    [...text].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  'escaped as \\x': (text) => [...text].map((c) => `\\x${hex(c)}`).join(''),
  'form-encoded': (text) => new URLSearchParams([[text, '']]).toString().slice(0, -1),
  'percent-encoded in lower case': percent,
  'percent-encoded in upper case': (text) => percent(text).toUpperCase(),
  'percent-encoded twice': (text) => percent(text).replaceAll('%', '%25'),
  'in base64': base64,
  'in base64 after one byte': (text) => base64(`:${text}`),
  'in base64 after two bytes': (text) => base64(`a:${text}`),
  'in a Basic pair': (text) => `Basic ${base64(`client-id:${text}`)}`,
  'in base64url': (text) => Buffer.from(`id:${text}`).toString('base64url'),
  'in base64, percent-encoded': (text) => encodeURIComponent(base64(text)),
  'in hexadecimal': hex,
  'in upper-case hexadecimal': (text) => hex(text).toUpperCase(),
  'as decimal character references': (text) => [...text].map((c) => `&#${c.charCodeAt(0)};`).join(''),
  'as hexadecimal character references': (text) => [...text].map((c) => `&#x${hex(c)};`).join(''),
  'with HTML entities': (text) =>
    text.replace(
      /[&<>"']/g,
      (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? '&#39;',
    ),
};

/** Characters that a text may be cut by and still be read. */
const GAPS = ['', '\u0000', '\u200b', '\u00ad', '\r\n', '\u2028', '\ufeff', '\u2060', '\u202e'];

const secrets = fc.stringMatching(/^[!-~]{12,40}$/);
const surroundings = fc.stringMatching(/^[ -~]{0,40}$/);

describe.each(Object.entries(FORMS))('a secret that is written %s', (name, encode) => {
  test(`is hidden in a text: ${name}`, () => {
    fc.assert(
      fc.property(secrets, surroundings, surroundings, (secret, before, after) => {
        const form = encode(secret);
        const shown = redactText(`${before} ${form} ${after}`, { secrets: [secret] });
        expect(shown).toContain('[withheld]');
        expect(shown).not.toContain(form);
        // Nor a part of it, which would be half of the secret.
        const middle = form.slice(Math.floor(form.length / 4), Math.ceil((form.length * 3) / 4));
        fc.pre(!before.includes(middle) && !after.includes(middle));
        expect(shown).not.toContain(middle);
      }),
      { numRuns: 60 },
    );
  });

  test(`is hidden when nothing stands before and after it: ${name}`, () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        expect(redactText(encode(secret), { secrets: [secret] })).toMatch(/^(?:Basic )?\[withheld\]$/);
      }),
      { numRuns: 60 },
    );
  });

  test(`is hidden when characters that show nothing cut it: ${name}`, () => {
    fc.assert(
      fc.property(secrets, fc.constantFrom(...GAPS), fc.nat(), (secret, gap, seed) => {
        const form = encode(secret);
        const at = 1 + (seed % (form.length - 1));
        const shown = redactText(`before ${form.slice(0, at)}${gap}${form.slice(at)} after`, {
          secrets: [secret],
        });
        expect(shown).toMatch(/^before .*\[withheld\].* after$/);
        expect(shown.replaceAll(' ', '')).not.toContain(form.slice(0, at) + form.slice(at));
      }),
      { numRuns: 60 },
    );
  });
});

test.each([
  ['the claims', 1],
  ['the signature', 2],
])('%s of a token are hidden without the rest of it', (_, part) => {
  const token = [{ alg: 'RS256' }, { sub: 'somebody', aud: '12345678' }, { s: 'ignature of it' }]
    .map((value) => Buffer.from(JSON.stringify(value)).toString('base64url'))
    .join('.');
  const shown = redactText(`got ${token.split('.')[part]} here`, { secrets: [token] });
  expect(shown).toBe('got [withheld] here');
});

test('a secret at the cut of a very long text is not shown in half, although the text before it vanishes', () => {
  const secret = 'S3cret-canary-0815';
  const value = 'payload value '.repeat(5000).slice(0, 65_530);
  const shown = redactText(`${value}${secret}`, { secrets: [secret], values: [value] });
  expect(shown).not.toContain('S3c');
});

test('text that holds nothing confidential is shown as it is, whatever it looks like', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[!-~](?:[ -~]{0,200}[!-~])?$/), secrets, (text, secret) => {
      const forms = Object.values(FORMS).map((encode) => encode(secret));
      fc.pre(forms.every((form) => !text.includes(form.slice(0, 4))));
      expect(redactText(text, { secrets: [secret], values: [secret] })).toBe(text);
    }),
  );
});

test('a text is read through at most four layers of escapes, and in at most 24 ways', () => {
  expect(readingsOf('%2525252525252541').map(({ text }) => text)).toEqual([
    '%2525252525252541',
    '%25252525252541',
    '%252525252541',
    '%2525252541',
    '%25252541',
  ]);
  const full = '%2525252541 \\\\\\\\x41 &amp;amp;amp;amp;lt;';
  expect(readingsOf(full)).toHaveLength(24);
});

describe('the values of a payload', () => {
  test('are hidden as given and JSON-escaped, whatever they are', () => {
    const long = fc.string({ unit: 'grapheme', minLength: 8, maxLength: 30 });
    fc.assert(
      fc.property(
        long,
        fc.constantFrom((text: string) => text, json),
        (value, encode) => {
          fc.pre(
            value.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, '').length >= 6,
          );
          fc.pre(!/[\\&%[\]]/.test(value) && value.trim() === value);
          const values = payloadValues(JSON.stringify({ name: value }));
          const shown = redactText(`Error: no such user <<${encode(value)}>>!`, { secrets: [], values });
          expect(shown).toBe('Error: no such user <<[withheld]>>!');
        },
      ),
    );
  });

  test('are its keys, too, when they are not plain names', () => {
    const payload = JSON.stringify({ 'ada@example.com': 1, '4111111111111111': 2, customer: { ok: true } });
    const values = payloadValues(payload);
    const message = 'cannot read ada@example.com of 4111111111111111';
    expect(redactText(message, { secrets: [], values })).toBe('cannot read [withheld] of [withheld]');
    const named = "Cannot read properties of undefined (reading 'customer')";
    expect(redactText(named, { secrets: [], values })).toBe(named);
  });

  test('do not slow an error down when there are very many and the text is long', () => {
    const values = Array.from({ length: 20_000 }, (_, n) => `value number ${n}`);
    const text = 'something else entirely '.repeat(2500);
    expect(redactText(text, { secrets: ['S3cret-canary-0815'], values })).toHaveLength(256);
  });
});
