import { expect, test } from '@jest/globals';
import { RunnerLog } from '@lp-faas/testing/runner-log';
import fc from 'fast-check';
import { disarmCommands, escapeHtml } from '../src/report/untrusted.js';

const COMMANDS = ['::error::x', '##[add-mask]x', '::set-output name=a::b', '##[error]', '::stop-commands::t'];

test.each([
  ...COMMANDS,
  '  ::error::x',
  '\t##[error]x',
  'text ##[add-mask]deploy',
  '{"a":"##[add-mask]deploy"}',
  '###[error]x',
  '\u00a0\u0085::error::x',
  'a\n::error::x\r\n::warning::y',
  ':::error::x',
])('disarmed text contains no command: %j', (text) => {
  expect(new RunnerLog(disarmCommands(text)).commands).toEqual([]);
});

test('the log reader of these tests finds the commands', () => {
  for (const command of COMMANDS) expect(new RunnerLog(command).commands).toHaveLength(1);
  expect(new RunnerLog('text ##[add-mask]deploy').commands).toHaveLength(1);
});

test('no text contains a command after it is disarmed', () => {
  const part = fc.constantFrom(
    ...COMMANDS,
    '::',
    '##[',
    ':',
    '#',
    '[',
    ' ',
    '\n',
    '\r',
    'error',
    ']',
    '\u0085',
    'x',
  );
  const texts = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(texts, (text) => {
      expect(new RunnerLog(disarmCommands(text)).commands).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

test('harmless text is not changed', () => {
  const text = 'http://127.0.0.1:80/ a::b C++ std::x # [x] "y": 1';
  expect(disarmCommands(text)).toBe(text);
});

test('escaped text contains no HTML', () => {
  expect(escapeHtml(`<img src=x onerror="a('b')"> & co`)).not.toMatch(/[<>"']|&(?!\w+;|#39;)/);
});

test('escaped text contains no character that HTML forbids', () => {
  const text = 'a\u0000b\u001bc\u0085d\ufffee\ud800f\u{1ffff}g';
  expect(escapeHtml(text)).toBe('a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\ufffdg');
  expect(escapeHtml('tab\tline\nä😀')).toBe('tab\tline\nä😀');
});
