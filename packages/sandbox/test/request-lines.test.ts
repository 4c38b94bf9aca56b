import { describe, expect, test } from '@jest/globals';
import { requestLines } from '../dist/cli/request-lines.js';
import type { LogEntry, Outcome, RequestRecord } from '../dist/index.js';

const UUID = '6d0372f3-524c-4fe9-a9a4-bf0157c9deac';
const format = { paint: (_style: string, text: string) => text, columns: undefined };

const record = (changes: Partial<RequestRecord> = {}): RequestRecord => ({
  n: 1,
  at: new Date(2026, 0, 2, 3, 4, 5).toISOString(),
  method: 'POST',
  path: `/api/account/1/lambdas/${UUID}/invoke`,
  service: 'faasGW',
  account: '1',
  eventId: null,
  lambdaUuid: UUID,
  requestId: null,
  fault: null,
  status: 200,
  durationMs: 7,
  logs: [],
  error: null,
  refused: [],
  lateError: null,
  ...changes,
});

const shown = (outcome: Outcome, logs: LogEntry[] = []) =>
  requestLines(
    { request: record(), invocation: { outcome, logs, refused: [], functions: ['it'] } },
    format,
  ).slice(1);

describe('request lines', () => {
  test('a request line has time, status, duration, method and path', () => {
    expect(requestLines({ request: record(), invocation: undefined }, format)).toEqual([
      `03:04:05  200      7 ms  POST /api/account/1/lambdas/${UUID}/invoke`,
    ]);
  });

  test('a request line without a duration has 0 ms', () => {
    const request = record({ durationMs: null });
    expect(requestLines({ request, invocation: undefined }, format)[0]).toContain('  200      0 ms  POST ');
  });

  test('a request line names the functions that ran, and their event', () => {
    const invocation = {
      outcome: { kind: 'throttled' },
      logs: [],
      refused: [],
      functions: ['hello', 'again'],
    } as const;
    const [line] = requestLines(
      { request: record(), invocation: { ...invocation, functions: ['hello'] } },
      format,
    );
    expect(line).toBe('03:04:05  200      7 ms  invoke hello  account 1');
    const request = record({ lambdaUuid: null, eventId: 'an\u001b[2J-event' });
    const [other] = requestLines({ request, invocation }, format);
    expect(other).toBe('03:04:05  200      7 ms  event an-event: hello, again  account 1');
  });

  test('a request line is cut at the width of the terminal', () => {
    const [line] = requestLines({ request: record(), invocation: undefined }, { ...format, columns: 40 });
    expect(line).toBe('03:04:05  200      7 ms  POST /api/acco…');
    const [short] = requestLines(
      { request: record({ path: '/api/accou' }), invocation: undefined },
      { ...format, columns: 40 },
    );
    expect(short).toBe('03:04:05  200      7 ms  POST /api/accou');
    for (const columns of [10, 25, 26]) {
      const [narrow] = requestLines({ request: record(), invocation: undefined }, { ...format, columns });
      expect(narrow).toBe('03:04:05  200      7 ms  …');
    }
  });

  test('a note below a request line says that the caller disconnected', () => {
    expect(requestLines({ request: record({ status: null }), invocation: undefined }, format)).toEqual([
      expect.stringMatching(/^03:04:05 {2}--- /),
      '          the caller disconnected before the answer',
    ]);
  });

  test('a request line names a fault, and no note blames the caller then', () => {
    const request = record({ status: null, fault: 'reset' });
    expect(requestLines({ request, invocation: undefined }, format)).toEqual([
      expect.stringMatching(/^03:04:05 {2}--- .*\/invoke {2}fault reset$/),
    ]);
  });
});

describe('details below a request line', () => {
  test.each<[string, Outcome, string[]]>([
    ['nothing for a success', { kind: 'returned', json: '1' }, []],
    [
      'that all instances were busy',
      { kind: 'throttled' },
      ['          all instances of the function are busy'],
    ],
    [
      'why the sandbox could not run a function',
      { kind: 'unavailable', message: 'The sandbox is closing' },
      ['          The sandbox is closing'],
    ],
    [
      'how a function failed, with the first lines of its stack',
      {
        kind: 'threw',
        message: 'm',
        details: 'Error: m\n  at 1\n  at 2\n  at 3\n  at 4\n  at 5\n  at 6\n  at 7',
      },
      [
        '          failed (threw)',
        '                Error: m',
        '                  at 1',
        '                  at 2',
        '                  at 3',
        '                  at 4',
        '                  at 5',
        '                … 2 more lines',
      ],
    ],
  ])('the details show %s', (_what, outcome, lines) => {
    expect(shown(outcome)).toEqual(lines);
  });

  test('the details show logs without control characters, and cut long lines and entries', () => {
    const log = (message: string): LogEntry => ({ level: 'Info', message, extras: ['x'], timestamp: 0 });
    const lines = shown({ kind: 'returned', json: '1' }, [
      log('a\tb\u0007c'),
      log('y'.repeat(600)),
      log('1\n'.repeat(30)),
    ]);
    expect(lines.slice(0, 2)).toEqual(['          info  a  b c x', `          info  ${'y'.repeat(500)}…`]);
    expect(lines.slice(2)).toHaveLength(21);
    expect(lines.at(-1)).toBe('                … 11 more lines');
  });
});
