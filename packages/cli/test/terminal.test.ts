import { expect, test } from '@jest/globals';
import { Terminal, type TerminalOptions } from '../src/terminal.js';

/** What a terminal shows: carriage returns and cleared lines are carried out. */
function shown(written: string): string[] {
  return written.split('\n').map((line) => line.split('\r\u001b[K').at(-1) ?? '');
}

function terminal(options: Partial<TerminalOptions> & { isTTY?: boolean; columns?: number } = {}) {
  const { isTTY = true, columns, ...rest } = options;
  let written = '';
  const stream = {
    isTTY,
    columns,
    write: (text: string): void => {
      written += text;
    },
  };
  const log = new Terminal({ stream, isQuiet: false, isVerbose: false, hide: (line) => line, ...rest });
  return { log, written: () => written, lines: () => shown(written) };
}

test('progress changes in place, and a line goes above it', () => {
  const { log, lines } = terminal();
  log.progress?.('1 of 3');
  log.progress?.('2 of 3');
  log.info('Line 2 failed');
  expect(lines()).toEqual(['Line 2 failed', '2 of 3']);
  log.progress?.('3 of 3');
  log.endProgress();
  log.info('Done');
  expect(lines()).toEqual(['Line 2 failed', 'Done', '']);
});

test('progress never wraps, because a wrapped line cannot be cleared', () => {
  const { log, lines } = terminal({ columns: 10 });
  log.progress?.('0123456789abc');
  expect(lines()).toEqual(['012345678']);
  const unknown = terminal();
  unknown.log.progress?.('x'.repeat(100));
  expect(unknown.lines()).toEqual(['x'.repeat(79)]);
});

test('a file gets no progress, only lines', () => {
  const { log, written } = terminal({ isTTY: false });
  log.progress?.('1 of 3');
  log.info('Line 2 failed');
  log.endProgress();
  expect(written()).toBe('Line 2 failed\n');
});

test('a quiet log has errors alone, a verbose one details too', () => {
  const write = (log: Terminal): void => {
    log.startGroup('Title');
    log.info('info');
    log.detail('detail');
    log.details('Inputs', ['region: us']);
    log.debug(() => 'debug');
    log.progress?.('1 of 3');
    log.endProgress();
    log.error('error');
    log.endGroup();
  };
  const [usual, quiet, verbose] = [
    terminal({ isTTY: false }),
    terminal({ isQuiet: true }),
    terminal({ isTTY: false, isVerbose: true }),
  ];
  for (const { log } of [usual, quiet, verbose]) write(log);
  expect(usual.written()).toBe('Title\ninfo\nerror\n');
  expect(quiet.written()).toBe('error\n');
  expect(verbose.written()).toBe('Title\ninfo\ndetail\nInputs\n  region: us\ndebug\nerror\n');
});

test('every line and the progress hide what is secret', () => {
  const { log, lines } = terminal({ hide: (line) => line.replaceAll('canary', '***') });
  log.info('a canary');
  log.error('a canary');
  log.progress?.('a canary');
  expect(lines()).toEqual(['a ***', 'a ***', 'a ***']);
});

test('what would control the terminal is shown as text', () => {
  const { log, written } = terminal({ isTTY: false });
  log.info('bell \u0007, color \u001b[31m, back \u202e, return \r, tab \t');
  expect(written()).toBe('bell \\u0007, color \\u001b[31m, back \\u202e, return \\u000d, tab \t\n');
});
