import { describe, expect, test } from '@jest/globals';
import { TEXT_FORMS } from '@lp-faas/testing/text-forms';
import fc from 'fast-check';
import { readingsOf } from '../src/decoded-text.js';
import { payloadValues, redactText } from '../src/redaction.js';

/** Characters that a text may be cut by and still be read. */
const GAPS = ['', '\u0000', '\u200b', '\u00ad', '\r\n', '\u2028', '\ufeff', '\u2060', '\u202e'];

const secrets = fc.stringMatching(/^[!-~]{12,40}$/);
const surroundings = fc.stringMatching(/^[ -~]{0,40}$/);

describe.each(Object.entries(TEXT_FORMS))('a secret that is written %s', (name, encode) => {
  test(`hides a secret in a text: ${name}`, () => {
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

  test(`hides a secret that is the whole text: ${name}`, () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        expect(redactText(encode(secret), { secrets: [secret] })).toMatch(/^(?:Basic )?\[withheld\]$/);
      }),
      { numRuns: 60 },
    );
  });

  test(`hides a secret that invisible characters cut: ${name}`, () => {
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
      const forms = Object.values(TEXT_FORMS).map((encode) => encode(secret));
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

test.each([
  ['%41%c3%b6', 'Aö'],
  // Not UTF-8, so byte by byte.
  ['%41%f6', 'Aö'],
  ['\\u0041\\x42\\n\\/\\q', 'AB/q'],
  ['\\ud83d\\ude00', '😀'],
  ['&#65;&#x42;&#067&#x0044', 'ABCD'],
  ['&amp;&lt;&gt;&QUOT;&apos;', '&<>"\''],
  ['&nbsp;', '&nbsp;'],
  ['&#1114111;', '\u{10ffff}'],
  ['a&#1114112;b', 'ab'],
])('the escapes of %s mean %s', (text, meaning) => {
  const readings = readingsOf(text).map((reading) => reading.text);
  expect(readings).toContain(meaning);
});

test('each character of a reading comes from the whole escape that means it', () => {
  const reading = readingsOf('x%41%42y').find(({ text }) => text === 'xABy');
  expect(reading).toEqual({ text: 'xABy', starts: [0, 1, 1, 7], ends: [1, 7, 7, 8] });
  const emoji = readingsOf('a😀b')[0];
  expect(emoji).toEqual({ text: 'a😀b', starts: [0, 1, 1, 3], ends: [1, 3, 3, 4] });
});

describe('the values of a payload', () => {
  test('hides the values of a payload as given and JSON-escaped, whatever they are', () => {
    const long = fc.string({ unit: 'grapheme', minLength: 8, maxLength: 30 });
    fc.assert(
      fc.property(
        long,
        fc.constantFrom(
          (text: string) => text,
          (text: string) => JSON.stringify(text).slice(1, -1),
        ),
        (value, encode) => {
          fc.pre(
            value.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, '').length >= 6,
          );
          fc.pre(!/[\\&%[\]]/.test(value) && value.trim() === value);
          const values = payloadValues(JSON.stringify({ name: value }));
          const shown = redactText(`Error: no such user <<${encode(value)}>>!`, { secrets: [], values });
          // An invisible character at the edge of a value is shown as a space, as everywhere.
          expect(shown).toMatch(/^Error: no such user << *\[withheld\] *>>!$/);
        },
      ),
    );
  });

  test('hides the keys of a payload that are not plain names', () => {
    const payload = JSON.stringify({ 'ada@example.com': 1, '4111111111111111': 2, customer: { ok: true } });
    const values = payloadValues(payload);
    const message = 'cannot read ada@example.com of 4111111111111111';
    expect(redactText(message, { secrets: [], values })).toBe('cannot read [withheld] of [withheld]');
    const named = "Cannot read properties of undefined (reading 'customer')";
    expect(redactText(named, { secrets: [], values })).toBe(named);
  });

  test('redacts a long text quickly, however many values a payload has', () => {
    const values = Array.from({ length: 20_000 }, (_, n) => `value number ${n}`);
    const text = 'something else entirely '.repeat(2500);
    expect(redactText(text, { secrets: ['S3cret-canary-0815'], values })).toHaveLength(256);
  });
});
