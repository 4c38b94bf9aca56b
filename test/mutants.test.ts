import { expect, test } from '@jest/globals';
import { mutantsOf, mutated } from '../scripts/mutants.mjs';

/** The sources that one changed token each makes of this one. */
const all = (source: string): string[] => mutantsOf(source).map((mutant) => mutated(source, mutant));

test.each([
  ['a < b;', ['a <= b;']],
  ["const word = 'ä'; a && b;", ["const word = 'ä'; a || b;"]],
  ['(a - b) + c;', ['(a - b) - c;', '(a + b) + c;']],
  ['limit = 7;', ['limit = 8;']],
  ['limit = 60_000;', ['limit = 120000;']],
  ['share = 0.1;', ['share = 0.11;']],
  ['on = true;', ['on = false;']],
  ["hint = 'Try again later.';", ["hint = 'mutant';"]],
  [`hint = \`Wait for \${ms} ms\`;`, [`hint = \`mutant\${ms} ms\`;`]],
  ['ready = !isClosed;', ['ready = isClosed;']],
  ['word = a ? b : c;', ['word = !(a) ? b : c;']],
  ['function f() { if (a) return; }', ['function f() { if (false) return; }']],
  ['Math.min(a, b);', [';', 'Math.max(a, b);']],
])('the mutants of a source are each one changed token: %s', (source, expected) => {
  expect(all(source).sort()).toEqual([...expected].sort());
});

test.each([
  ["import { a } from 'some where';"],
  ["type Words = 'two words' | 7;"],
  ["const code = 'not-sent';"],
  ['kind = error.constructor;'],
  ["const text = word + ', and more';"],
])('what no test can see or no one reads is not changed: %s', (source) => {
  expect(all(source).filter((mutant) => !mutant.includes("'mutant'"))).toEqual([]);
});

test('a mutant has the line and the text that it changes', () => {
  const [mutant] = mutantsOf("const word = 'ö';\n\n// ü\nrun = a >= b;\n");
  expect(mutant).toMatchObject({ line: 4, before: '>=', text: '>' });
});
