import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { showInvisible } from '../src/index.js';

test.each([
  ['a right-to-left override', 'a\u202eb', 'a\\u202eb'],
  ['an isolate', '\u2066x\u2069', '\\u2066x\\u2069'],
  ['a zero-width space', 'a\u200bb', 'a\\u200bb'],
  ['a byte order mark', '\ufeff1', '\\ufeff1'],
  ['a soft hyphen', 'co\u00adop', 'co\\u00adop'],
  ['a no-break space', '1\u00a0000', '1\\u00a0000'],
  ['a line separator', 'a\u2028b', 'a\\u2028b'],
  ['a Hangul filler', '\u3164', '\\u3164'],
  ['a tag character', 'a\u{e0041}', 'a\\udb40\\udc41'],
  ['an escape', '\u001b[31mred', '\\u001b[31mred'],
  ['a lone carriage return', 'a\rb', 'a\\u000db'],
  ['a lone surrogate', 'a\ud800b', 'a\\ud800b'],
  ['a variation selector outside of an emoji', 'a\ufe0f', 'a\\ufe0f'],
  ['a joiner outside of an emoji', 'a\u200d', 'a\\u200d'],
])('shows a character that nobody sees: %s', (_, text, shown) => {
  expect(showInvisible(text)).toBe(shown);
});

test.each(['⚠️ a warning', '👩‍💻 at work', '🏳️‍🌈', '👍🏽', '1️⃣', 'Jörg said:\n\t"日本語, עברית"'])(
  'leaves what everybody sees as it is: %s',
  (text) => {
    expect(showInvisible(text)).toBe(text);
  },
);

test('changes no value of a JSON text', () => {
  fc.assert(
    fc.property(fc.json({ stringUnit: 'binary' }), (json) => {
      expect(JSON.parse(showInvisible(json))).toEqual(JSON.parse(json));
    }),
  );
});
