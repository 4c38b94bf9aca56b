import { expect, test } from '@jest/globals';
import { userVisibleMessages } from './support/messages.js';
import { read } from './support/repository.js';

const page = read('docs/errors.md');
const [, byMessage = ''] = page.split('\n## By message\n');

/** The messages that the page lists: the first words of each. */
const listed = [...byMessage.matchAll(/^\| `(.+?)` +\|/gm)].map(([, text = '']) => text);

/** As far as a message must agree with a row: without what follows the last value. */
const stem = (text: string): string => text.replace(/[\s(]*…[).]*$/, '').trim();

/** Texts of the sources that look like an error and are none. */
const NO_ERRORS: readonly string[] = [
  // What follows a message: advice, or a second sentence.
  'For example in the env of the step',
  '… …. It is ignored',
  'Nothing was invoked',
  'The function may have run. Check',
  "Free space on the runner's disk",
  'Check the environment of the step',
  'The user of the step may not write there',
  'Set LP_CLIENT_SECRET, or give',
  'The function ran: do not repeat',
  'This account may be on V2',
  'Trust its certificate authority',
  'Check the user and password',
  'Have the proxy allow this host',
  'Create a new client',
  'See the result-file',
  'To resume, pass',
  'Check what it did',
  '… Correct them',
  'The step continues, but',
  'Nothing was sent.',
  'Update the runner to',
  'Compile it to index.js',
  'Rename it to index.js',
  '… …. Correct the file',
  '… Create it with lpf init',
  '… or a folder with',
  '… Give the path',
  'Use an address or a name',
  'If it is a name of this machine',
  // A part of a message, which begins with words that are listed.
  'does not list this service',
  'is not UTF-8',
  'is longer than … bytes',
  'is a different …',
  'is …',
  'has …, expected …',
  'must be …',
  '… Add a mock to …',
  'The functions are …',
  '… …, expected …',
  "the workspace or the runner's temporary folder",
  "the runner's temporary folder",
  'the folder of --result-file',
  // What became of a batch, a step, a check or a wait.
  'Did the function run?',
  '… Did the function run?',
  'Did it run?',
  'What to do about',
  'Expected and actual result',
  'Result (the first …',
  'The options for account …',
  'The token service accepts',
  'The gateway at … (generation …) accepts',
  'Functions are at …',
  'Functions can be invoked',
  'A step before it failed',
  '… of … lines: …',
  '… … done;',
  '… were not started',
  '… of the failed lines',
  'the wait is over',
  // On the page of the sandbox.
  'Remove the fault',
  'Every answer now comes',
  'All tokens issued so far',
  'The sandbox is reset',
  'the caller disconnected',
  'Error after the answer',
  // Only for the code: nobody sees it, or its caller replaces it.
  'A value that is not an Error was thrown',
  'The results are not read any more',
  'The work is over',
  'Input … is not in flight',
  'The result-file …',
  'A synthetic module cannot import',
  '… ;export const',
];

/** The headlines stand in the index by code, which the tests of the action hold; that of a success stands nowhere. */
const headlines = [
  'The function ran',
  ...[...page.matchAll(/^\| \[`[\w-]+`\]\S+ +\| (.*?) +\|/gm)].map(([, text]) => text),
];

const isNoError = (text: string): boolean =>
  headlines.includes(text) || NO_ERRORS.some((start) => text.startsWith(start));

/** Messages that are made of two texts of the sources, as the page shows them. */
const COMPOSED: Readonly<Record<string, string>> = {
  'The function in … …': 'The function in … failed',
  'has throttled …, and accepted no line for …': 'The platform has throttled …, and accepted no line for …',
};

const messages = userVisibleMessages().map(({ file, text }) => ({ file, text: COMPOSED[text] ?? text }));

test('docs/errors.md lists the first words of every message that a user can see', () => {
  const missing = messages.filter(
    ({ text }) => !isNoError(text) && !listed.some((row) => text.startsWith(stem(row))),
  );
  expect(missing.map(({ file, text }) => `${file}: ${text}`)).toEqual([]);
});

test('docs/errors.md lists no message that does not exist', () => {
  expect(listed.length).toBeGreaterThan(300);
  expect(listed.filter((row) => !messages.some(({ text }) => text.startsWith(stem(row))))).toEqual([]);
  expect(listed.filter((row, at) => listed.indexOf(row) !== at)).toEqual([]);
});

/** The values of a union of strings in a source. */
const valuesOf = (file: string, type: string): string[] => {
  const [, union = ''] = new RegExp(`export type ${type}\\b[^=]*=([^;]*);`).exec(read(file)) ?? [];
  return [...union.matchAll(/'([^']+)'/g)].map(([, value = '']) => value);
};

test.each([
  ['packages/core/src/error-fields.ts', 'InvocationErrorCode', 8],
  ['packages/core/src/error-fields.ts', 'DomainErrorCode', 3],
  ['packages/core/src/error-fields.ts', 'TokenErrorCode', 3],
  ['packages/core/src/error-fields.ts', 'FunctionsErrorCode', 2],
  ['packages/core/src/error-fields.ts', 'FunctionFailureKind', 5],
  ['packages/core/src/error-fields.ts', 'Delivery', 4],
  ['packages/core/src/transport/transport.ts', 'TransportFailure', 4],
  ['packages/core/src/transport/proxy-error.ts', 'ProxyErrorCode', 6],
  ['packages/job/src/outcome.ts', 'ErrorCode', 2],
  ['packages/sandbox/src/errors.ts', 'SandboxErrorCode', 5],
])('docs/errors.md names every value that %s lists as %s', (file, type, count) => {
  const values = valuesOf(file, type);
  expect(values).toHaveLength(count);
  expect(values.filter((value) => !page.includes(`\`${value}\``))).toEqual([]);
});
