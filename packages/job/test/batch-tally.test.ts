import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type FailedLine, Failures } from '../src/batch/failures.js';
import { type BatchEnd, BatchTally } from '../src/batch/tally.js';
import { HEADLINES, outcomeOf, passes } from '../src/outcome.js';

const failure = (
  outcome: FailedLine['outcome'],
  delivery: FailedLine['delivery'],
  line = 1,
  message = `It failed with ${outcome}.`,
): FailedLine => ({ line, outcome, delivery, message, shownMessage: message });

const success = outcomeOf({ outcome: 'success', delivery: 'executed', durationMs: 1, attempts: 2 });

const END: BatchEnd = { failOn: 'any', durationMs: 5, resultFile: '/results.jsonl', stopReason: undefined };

describe('a batch that succeeds', () => {
  test('a batch succeeds when every line succeeded, in this run or in an earlier one', () => {
    const tally = new BatchTally(3);
    tally.addDone({ isAccepted: false });
    tally.addSuccess(success);
    tally.addSuccess(success);
    const outcome = tally.outcome(END);
    expect(outcome).toMatchObject({
      outcome: 'success',
      headline: 'All 3 lines succeeded',
      attempts: 4,
      errorMessage: '',
      isIncomplete: false,
    });
    const counts = { lines: 3, succeeded: 2, done: 1, accepted: 0, failed: 0, mayHaveRun: 0, notStarted: 0 };
    expect(JSON.parse(outcome.resultJson)).toEqual(counts);
  });

  test('a batch that succeeds shows its counts, and no table of failures', () => {
    const tally = new BatchTally(1);
    tally.addSuccess(success);
    expect(tally.outcome(END).tables).toEqual([
      {
        head: ['Lines', 'Succeeded', 'Done earlier', 'Failed', 'May have run', 'Not started'],
        rows: [['1', '1', '0', '0', '0', '0']],
      },
    ]);
  });

  test.each([
    [1, 'The line is done; 1 accepted, which may not have run'],
    [2, 'All 2 lines are done; 2 accepted, which may not have run'],
  ])('the headline tells of lines that were accepted: %i', (lines, headline) => {
    const tally = new BatchTally(lines);
    for (let line = 1; line <= lines; line += 1) tally.addDone({ isAccepted: true });
    const outcome = tally.outcome(END);
    expect(outcome).toMatchObject({ outcome: 'success', headline });
    expect(JSON.parse(outcome.resultJson)).toMatchObject({ done: lines, accepted: lines });
  });
});

describe('the code of a batch that fails', () => {
  test.each([
    ['any', 'function-failed'],
    ['platform', 'gateway-error'],
    ['never', 'function-failed'],
  ] as const)(
    'with fail-on %s, the code of a batch is the first one that fails the job, or else the first one: %s',
    (failOn, code) => {
      const tally = new BatchTally(4);
      tally.addFailure(failure('function-failed', 'executed'));
      tally.addFailure(failure('gateway-error', 'unknown', 2), 3);
      tally.addFailure(failure('function-failed', 'executed', 3));
      const { outcome, delivery, errorMessage, headline } = tally.outcome({ ...END, failOn });
      expect([outcome, delivery, headline]).toEqual([code, 'unknown', '3 of 4 lines failed']);
      expect(errorMessage).toContain(
        '3 of 4 lines failed (2 function-failed, 1 gateway-error). 1 were not started.',
      );
      expect(errorMessage).toContain(`Line ${code === 'gateway-error' ? 2 : 1}: It failed with ${code}.`);
    },
  );

  test.each([
    [{ outcome: 'aborted', message: 'It stopped' }, HEADLINES.aborted],
    [{ outcome: 'aborted', message: 'It stopped', headline: 'The disk is full' }, 'The disk is full'],
    [undefined, '1 of 2 lines failed'],
  ] as const)('a batch that stopped for %j has the headline: %s', (stopReason, headline) => {
    const tally = new BatchTally(2);
    tally.addFailure(failure('timeout', 'unknown'));
    expect(tally.outcome({ ...END, stopReason }).headline).toBe(headline);
  });

  test.each(['any', 'platform', 'never'] as const)(
    'a batch that stopped before its last line fails the job, also with fail-on %s',
    (failOn) => {
      const stopReason = { outcome: 'rate-limited', message: 'It stopped' } as const;
      const stopped = new BatchTally(2).outcome({ ...END, stopReason, failOn });
      expect(stopped).toMatchObject({ outcome: 'rate-limited', isIncomplete: true });
      expect(passes(stopped, failOn)).toBe(false);
    },
  );
});

describe('the message of a batch that fails', () => {
  test('it names the file to resume from, the lines that need a decision, and the values of resume for them', () => {
    const tally = new BatchTally(20);
    for (const line of [3, 4, 7]) tally.addFailure(failure('timeout', 'unknown', line));
    tally.addFailure(failure('function-failed', 'executed', 9));
    tally.addFailure(failure('rate-limited', 'rejected', 10));
    const { errorMessage } = tally.outcome(END);
    expect(errorMessage).toContain(
      'To resume, pass /results.jsonl as resume-file; that invokes what certainly did not run.',
    );
    expect(errorMessage).toContain(
      '3 of the failed lines may have run (3, 4 and 7): check whether they did, then set resume to unknown to invoke them again, or to accept-unknown to count them as done.',
    );
    expect(errorMessage).toContain(
      '1 of the failed lines ran (9): set resume to failed to invoke them again.',
    );
  });

  test('it has no advice on lines that there are none of', () => {
    const tally = new BatchTally(1);
    tally.addFailure(failure('rate-limited', 'rejected'));
    expect(tally.outcome(END).errorMessage).toBe(
      '1 of 1 lines failed (1 rate-limited). Line 1: It failed with rate-limited. To resume, pass /results.jsonl as resume-file; that invokes what certainly did not run.',
    );
  });

  test.each([
    [5, '1, 2, 3, 4 and 5'],
    [6, '1, 2, 3, 4, 5 and 6'],
    [7, '1, 2, 3, 4, 5 and 2 more'],
    [500, '1, 2, 3, 4, 5 and 495 more'],
  ])('it lists a few lines and counts the others: %i', (count, listed) => {
    const tally = new BatchTally(count);
    for (let line = 1; line <= count; line += 1) tally.addFailure(failure('timeout', 'unknown', line));
    expect(tally.outcome(END).errorMessage).toContain(`may have run (${listed}):`);
  });

  test('it has values of results only in the message for log and summary', () => {
    const tally = new BatchTally(1);
    tally.addFailure({
      ...failure('expectation-failed', 'executed', 1, '$.id is a different number.'),
      shownMessage: '$.id is 4711, expected 1.',
    });
    const { errorMessage, messageWithValues } = tally.outcome(END);
    expect(errorMessage).not.toContain('4711');
    expect(messageWithValues).toBe(errorMessage.replace('is a different number', 'is 4711, expected 1'));
  });

  test('it shows the first three differences between expected and actual results', () => {
    const tally = new BatchTally(5);
    for (const [at, diff] of ['', 'a', 'b', 'c', 'd'].entries()) tally.addDiff(at + 1, diff);
    expect(tally.outcome(END).diff).toBe('Line 2:\na\n\nLine 3:\nb\n\nLine 4:\nc');
  });

  test('no message has two full stops in a row, whatever its parts end with', () => {
    const ends = fc.constantFrom('', '.', '..', '. ', '!', '?', '…');
    fc.assert(
      fc.property(ends, ends, (first, second) => {
        const tally = new BatchTally(2);
        tally.addFailure(failure('function-failed', 'executed', 1, `no${first}`));
        const stopReason = { outcome: 'function-failed', message: `stop${second}` } as const;
        const { errorMessage } = tally.outcome({ ...END, stopReason });
        expect(errorMessage).not.toMatch(/\.\s*\./);
        expect(errorMessage).toMatch(/stop[.!?…] /);
      }),
    );
  });
});

describe('the table of failures', () => {
  const tablesAfter = (failures: readonly FailedLine[]): readonly (readonly string[])[] => {
    const tally = new BatchTally(1000);
    for (const one of failures) tally.addFailure(one);
    return tally.outcome(END).tables[1]?.rows ?? [];
  };

  test('it shows each message once, with its count and its lines', () => {
    const rows = tablesAfter([
      failure('timeout', 'unknown', 1),
      failure('function-failed', 'executed', 2, 'It threw.'),
      failure('timeout', 'unknown', 3),
      failure('timeout', 'not-sent', 4),
    ]);
    expect(rows).toEqual([
      ['timeout', '2', '1 and 3', 'unknown, it may have run', 'It failed with timeout.'],
      ['function-failed', '1', '2', 'yes', 'It threw.'],
      ['timeout', '1', '4', 'no, nothing was sent', 'It failed with timeout.'],
    ]);
  });

  test('each of its first ten messages is new once, and none after them', () => {
    const failures = new Failures();
    const isNew = (message: number) =>
      failures.add(failure('timeout', 'unknown', message, `Message ${message}.`));
    const messages = Array.from({ length: 12 }, (_, at) => at);
    expect(messages.map(isNew)).toEqual(messages.map((message) => message < 10));
    expect(messages.map(isNew)).toEqual(messages.map(() => false));
  });

  test('its columns are named', () => {
    const tally = new BatchTally(1);
    tally.addFailure(failure('timeout', 'unknown'));
    expect(tally.outcome(END).tables[1]?.head).toEqual([
      ...['Failure', 'Count', 'Lines', 'Did it run?', 'What happened'],
    ]);
  });

  test('durations do not make messages different', () => {
    const slow = [812, 1203].map((ms, at) =>
      failure('expectation-failed', 'executed', at + 1, `It took ${ms} ms, but max-duration is 500 ms.`),
    );
    expect(tablesAfter(slow)).toEqual([
      ['expectation-failed', '2', '1 and 2', 'yes', 'It took 812 ms, but max-duration is 500 ms.'],
    ]);
  });

  test('it shows ten messages, and counts the lines with others', () => {
    const many = Array.from({ length: 500 }, (_, at) =>
      failure('function-failed', 'executed', at + 1, `Order ${at % 12} is wrong.`),
    );
    const rows = tablesAfter(many);
    expect(rows).toHaveLength(11);
    expect(rows[0]).toEqual([
      'function-failed',
      '42',
      '1, 13, 25, 37, 49 and 37 more',
      'yes',
      'Order 0 is wrong.',
    ]);
    expect(rows[10]).toEqual(['others', '82', '', '', 'See the result-file.']);
  });

  test('the first failure of each kind is to be logged, the others are not', () => {
    const tally = new BatchTally(9);
    const logged = [1, 2, 3].map((line) => tally.addFailure(failure('timeout', 'unknown', line)));
    expect(logged).toEqual([true, false, false]);
    expect(tally.addFailure(failure('timeout', 'not-sent', 4))).toBe(true);
  });
});
