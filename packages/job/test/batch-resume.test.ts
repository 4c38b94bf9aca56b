import { appendFileSync, copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { json, LAMBDA, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { digestOf } from '../src/batch/lines.js';
import { Face } from './support/face.js';

const BATCH = { 'payloads-file': 'payloads.jsonl', concurrency: '1' };
const RESUME = { ...BATCH, 'resume-file': 'earlier.jsonl' };
const ACCOUNT = '12345678';
const HEADER = { version: 1, account: ACCOUNT, function: LAMBDA };

/** The lines of the payloads-file are numbers; each line's payload is its line number. */
const payloads = (count: number): string => Array.from({ length: count }, (_, at) => `${at + 1}\n`).join('');

const record = (line: number, outcome: string, delivery: string, more = {}): string =>
  JSON.stringify({ line, outcome, delivery, digest: digestOf(String(line)), ...more });

/** One line of each kind that an earlier run can leave behind. */
const EARLIER = [
  record(1, 'started', 'unknown'),
  record(1, 'success', 'executed', { result: 'one' }),
  record(2, 'started', 'unknown'),
  record(3, 'function-failed', 'executed', { errorMessage: 'It threw.' }),
  record(4, 'expectation-failed', 'executed', { errorMessage: 'It is different.', result: 4 }),
  record(5, 'timeout', 'unknown', { errorMessage: 'It took too long.' }),
  record(6, 'rate-limited', 'rejected'),
  record(7, 'aborted', 'not-sent'),
];
/** Line 8 has no record. */
const LINES = 8;

interface Resumed extends Awaited<ReturnType<Face['run']>> {
  /** The payloads that arrived, in order. */
  readonly invoked: readonly number[];
  readonly records: readonly Record<string, unknown>[];
  readonly face: Face;
}

/** Resumes from a file with these lines, and passes what came of it to `check`. */
async function resumeFrom(
  lines: readonly string[],
  inputs: Readonly<Record<string, string>>,
  check: (resumed: Resumed) => void,
  invocation: Reply = json(200, 'again'),
): Promise<void> {
  using face = new Face();
  await using platform = await ScriptedPlatform.start({ invocation });
  writeFileSync(join(face.folder, 'payloads.jsonl'), payloads(LINES));
  writeFileSync(join(face.folder, 'earlier.jsonl'), lines.map((line) => `${line}\n`).join(''));
  const run = await face.run(platform, { ...RESUME, ...inputs });
  const invoked = platform.arrived
    .filter(({ service }) => service === 'invocation')
    .map(({ body }) => (JSON.parse(body) as { payload: number }).payload);
  check({ ...run, invoked, records: face.announced.length === 0 ? [] : face.records(), face });
}

const file = (lines: readonly string[], header: unknown = HEADER): string[] => [
  JSON.stringify(header),
  ...lines,
];

describe('what a resume invokes', () => {
  test.each<[string, Record<string, string>, number[]]>([
    ['by default what certainly did not run', {}, [6, 7, 8]],
    ['with failed also what ran and failed', { resume: 'failed' }, [3, 4, 6, 7, 8]],
    ['with unknown also what may have run', { resume: 'unknown' }, [2, 5, 6, 7, 8]],
    ['with both everything that did not succeed', { resume: 'failed, unknown' }, [2, 3, 4, 5, 6, 7, 8]],
    ['with idempotent the same', { idempotent: 'true' }, [2, 3, 4, 5, 6, 7, 8]],
    ['with accept-unknown what certainly did not run', { resume: 'accept-unknown' }, [6, 7, 8]],
    [
      'with failed and accept-unknown what ran and failed, and what did not run',
      { resume: 'failed,accept-unknown' },
      [3, 4, 6, 7, 8],
    ],
    [
      'with idempotent and accept-unknown nothing that is accepted',
      { idempotent: 'true', resume: 'accept-unknown' },
      [3, 4, 6, 7, 8],
    ],
  ])('a resume invokes %s', async (_, inputs, expected) => {
    await resumeFrom(file(EARLIER), inputs, ({ invoked, job }) => {
      expect(job.problems).toEqual([]);
      expect(invoked).toEqual(expected);
    });
  });

  test('a resume keeps what it does not invoke, counts it and names the lines and the ways to settle them', async () => {
    await resumeFrom(file(EARLIER), { 'fail-on': 'never' }, ({ outcome, records, face }) => {
      expect(records.map(({ line, outcome: code, delivery }) => [line, code, delivery])).toEqual([
        [1, 'success', 'executed'],
        [2, 'aborted', 'unknown'],
        [3, 'function-failed', 'executed'],
        [4, 'expectation-failed', 'executed'],
        [5, 'timeout', 'unknown'],
        [6, 'success', 'executed'],
        [7, 'success', 'executed'],
        [8, 'success', 'executed'],
      ]);
      expect(records[1]?.['errorMessage']).toBe(
        'It was in flight when an earlier run was killed. It may have run. Check whether it did.',
      );
      expect(records[3]?.['result']).toBe(4);
      expect(JSON.parse(outcome?.resultJson ?? '')).toMatchObject({
        lines: 8,
        succeeded: 3,
        done: 1,
        failed: 4,
        mayHaveRun: 2,
        notStarted: 0,
      });
      expect(outcome).toMatchObject({ outcome: 'aborted', resultFile: face.announced.at(-1) });
      expect(outcome?.errorMessage).toMatch(/may have run \(2 and 5\).* unknown .* accept-unknown /);
      expect(outcome?.errorMessage).toMatch(/ran \(3 and 4\).* failed /);
      expect(outcome?.tables[1]?.rows).toContainEqual([
        'aborted',
        '1',
        '2',
        'unknown, it may have run',
        'In an earlier run: The run ended while it was in flight.',
      ]);
    });
  });

  test('what was accepted is done from then on, and its record still says that it may not have run', async () => {
    const inputs = { resume: 'failed, accept-unknown' };
    let written: string[] = [];
    await resumeFrom(file(EARLIER), inputs, ({ outcome, records, face }) => {
      expect(outcome).toMatchObject({ outcome: 'success' });
      expect(outcome?.headline).toBe('All 8 lines are done; 2 accepted, which may not have run');
      expect(records[1]).toMatchObject({ outcome: 'aborted', delivery: 'unknown', accepted: true });
      expect(records[4]).toMatchObject({ outcome: 'timeout', delivery: 'unknown', accepted: true });
      written = readFileSync(face.announced.at(-1) ?? '', 'utf8')
        .trimEnd()
        .split('\n');
    });
    for (const later of [{}, { resume: 'unknown' }, { idempotent: 'true' }]) {
      await resumeFrom(written, later, ({ outcome, invoked, records }) => {
        expect(invoked).toEqual([]);
        expect(outcome).toMatchObject({ outcome: 'success' });
        expect(JSON.parse(outcome?.resultJson ?? '')).toMatchObject({ done: 8, accepted: 2 });
        expect(records[1]).toMatchObject({ delivery: 'unknown', accepted: true });
      });
    }
  });

  test('a resume that cannot run a line leaves it to what the earlier run did', async () => {
    const inputs = { resume: 'failed, unknown', 'max-throttled': '1s' };
    const refuse = json(403, {});
    const check = ({ records }: Resumed): void => {
      const found = records.map(({ line, outcome, delivery }) => [line, outcome, delivery]);
      expect(found.slice(0, 6)).toEqual([
        [1, 'success', 'executed'],
        [2, 'forbidden', 'unknown'],
        [3, 'function-failed', 'executed'],
        [4, 'expectation-failed', 'executed'],
        [5, 'timeout', 'unknown'],
        [6, 'rate-limited', 'rejected'],
      ]);
      const messages = records.map(({ errorMessage }) => String(errorMessage));
      expect(messages[1]).toMatch(/[^.]\. It may have run in an earlier run\.$/);
    };
    await resumeFrom(file(EARLIER), inputs, check, refuse);
  });
});

describe('the resume-file', () => {
  test('it names version, account and function in its first line, which has no line number', async () => {
    using face = new Face();
    await using platform = await ScriptedPlatform.start({ invocation: json(200, 'ok') });
    writeFileSync(join(face.folder, 'payloads.jsonl'), payloads(1));
    await face.run(platform, BATCH);
    expect(face.resultLines()[0]).toEqual({ ...HEADER, lines: 1 });
    await face.run(platform, {
      ...BATCH,
      'lambda-uuid': '',
      'event-id': 'my_event',
      'skill-id': '7',
      generation: 'v2',
    });
    expect(face.resultLines()[0]).toEqual({
      version: 1,
      account: ACCOUNT,
      event: 'my_event',
      skill: '7',
      lines: 1,
    });
  });

  const OTHER = '0b7ad0c8-5b1c-4d0e-8f6a-3c1f5f0e7a11';
  const THIS = `but this run invokes function ${LAMBDA} of account ${ACCOUNT}`;
  test.each<[string, unknown, string]>([
    [
      'another function',
      { ...HEADER, function: OTHER },
      `is the result-file of function ${OTHER} of account ${ACCOUNT}, ${THIS}`,
    ],
    [
      'another account',
      { ...HEADER, account: '87654321' },
      `is the result-file of function ${LAMBDA} of account 87654321, ${THIS}`,
    ],
    [
      'an event',
      { version: 1, account: ACCOUNT, event: 'my_event', skill: '7' },
      `is the result-file of event my_event, skill 7 of account ${ACCOUNT}, ${THIS}`,
    ],
    [
      'a newer format',
      { ...HEADER, version: 2 },
      'has version 2 of the format, but this release reads version 1',
    ],
    [
      'no function',
      { version: 1, account: ACCOUNT },
      'is not the result-file of a batch (its header must name the account, and the function or event)',
    ],
    [
      'a name with line breaks',
      { ...HEADER, function: 'a\n::error::b' },
      'is not the result-file of a batch (its header must name the account, and the function or event)',
    ],
    [
      'a record instead of a header',
      JSON.parse(record(1, 'success', 'executed')),
      'is not the result-file of a batch (its first line must be the header with version and account)',
    ],
    [
      'something else',
      'rubbish',
      'is not the result-file of a batch (its first line must be the header with version and account)',
    ],
  ])(
    'a resume-file whose first line names %s is a problem, and nothing is sent',
    async (_, header, problem) => {
      await resumeFrom(file([record(1, 'success', 'executed')], header), {}, ({ job, invoked }) => {
        expect(job.problems).toEqual([{ input: 'resume-file', problem }]);
        expect(invoked).toEqual([]);
      });
    },
  );

  test('it may name the function in another case', async () => {
    await resumeFrom(file(EARLIER, { ...HEADER, function: LAMBDA.toUpperCase() }), {}, ({ invoked }) => {
      expect(invoked).toEqual([6, 7, 8]);
    });
  });

  test('a problem with it never shows an input that is invalid, which may be a misplaced secret', async () => {
    const inputs = { 'lambda-uuid': 'S3cret-in-the-wrong-place' };
    await resumeFrom(file(EARLIER), inputs, ({ job }) => {
      expect(JSON.stringify(job.problems)).toContain('lambda-uuid');
      expect(JSON.stringify(job.problems)).not.toContain('S3cret');
    });
  });

  test.each<[string, number, string]>([
    ['has another payload in a line', 2, 'does not match payloads-file: line 2 is different'],
    ['has other payloads in two lines', 23, 'does not match payloads-file: lines 2 and 3 are different'],
    ['has more lines', 9, 'does not match payloads-file: it has 1 more lines'],
  ])('a resume-file that %s is a problem', async (_, changed, problem) => {
    const lines = String(changed).split('').map(Number);
    const others = lines.map((line) => record(line, 'success', 'executed', { digest: 'other' }));
    await resumeFrom(file([...EARLIER, ...others]), {}, ({ job, invoked }) => {
      expect(job.problems).toEqual([{ input: 'resume-file', problem }]);
      expect(invoked).toEqual([]);
    });
  });

  test('the message of a line of an earlier run is cut to 1000 characters', async () => {
    const [long, longer] = [1000, 1001].map((length) => 'x'.repeat(length));
    const lines = [long, longer].map((errorMessage, at) =>
      record(at + 1, 'function-failed', 'executed', { errorMessage }),
    );
    await resumeFrom(file(lines), { 'fail-on': 'any' }, ({ outcome }) => {
      expect(outcome?.tables[1]?.rows).toEqual([
        ['function-failed', '2', '1 and 2', 'yes', `In an earlier run: ${long}`],
      ]);
    });
  });

  test('a line of an earlier run without a message is shown with the headline of its code', async () => {
    await resumeFrom(file([record(1, 'timeout', 'unknown')]), {}, ({ outcome }) => {
      expect(outcome?.tables[1]?.rows[0]?.at(-1)).toBe('In an earlier run: The call timed out');
      // Seven lines of this run, one attempt each.
      expect(outcome?.attempts).toBe(7);
    });
  });

  test.each<[string, string[], string]>([
    ['is empty', [], 'is empty; it is not the result-file of a batch'],
    [
      'has a broken line before its last',
      file([EARLIER[0] ?? '', 'rubbish', EARLIER[1] ?? '']),
      'is damaged (line 3 is not a record)',
    ],
  ])('a resume-file that %s is a problem', async (_, lines, problem) => {
    await resumeFrom(lines, {}, ({ job }) => {
      expect(job.problems).toEqual([{ input: 'resume-file', problem }]);
    });
  });

  test('a record that was cut off at its end is ignored: the record before it still holds', async () => {
    await resumeFrom(file([...EARLIER, '{"line":6,"outcome":"succ']), {}, ({ invoked }) => {
      expect(invoked).toEqual([6, 7, 8]);
    });
  });
});

describe('the new result-file', () => {
  test('until it is complete, the earlier file is the one to resume from; then it holds every earlier record', async () => {
    await resumeFrom(file(EARLIER), {}, ({ face }) => {
      const [first, second, ...others] = face.announced;
      expect(first).toBe(join(face.folder, 'earlier.jsonl'));
      expect(second).toBe(join(face.folder, 'result-1.jsonl'));
      expect(others).toEqual([]);
      const copied = face.resultLines().slice(1, 8);
      expect(copied.map(({ line, outcome }) => [line, outcome])).toEqual([
        [1, 'success'],
        [2, 'aborted'],
        [3, 'function-failed'],
        [4, 'expectation-failed'],
        [5, 'timeout'],
        [6, 'rate-limited'],
        [7, 'aborted'],
      ]);
    });
  });

  test('a run that is cancelled while it copies the earlier records leaves nothing behind, and names the earlier file', async () => {
    using face = new Face();
    await using platform = await ScriptedPlatform.start();
    writeFileSync(join(face.folder, 'payloads.jsonl'), payloads(LINES));
    writeFileSync(join(face.folder, 'earlier.jsonl'), `${file(EARLIER).join('\n')}\n`);
    const before = readdirSync(face.folder);
    face.onAnnounced = () => face.cancelling.abort(new Error('Cancelled'));
    const { outcome } = await face.run(platform, RESUME);
    const earlier = join(face.folder, 'earlier.jsonl');
    expect(outcome).toMatchObject({
      outcome: 'aborted',
      errorMessage: `The run was cancelled before anything was sent. To resume, pass ${earlier} as resume-file.`,
      delivery: 'not-sent',
      resultFile: earlier,
    });
    expect(face.announced).toEqual([earlier]);
    expect(readdirSync(face.folder)).toEqual(before);
    expect(platform.arrived).toEqual([]);
  });

  test('a result-file that cannot be created leaves nothing behind, sends nothing, and names the earlier file', async () => {
    using face = new Face();
    await using platform = await ScriptedPlatform.start();
    writeFileSync(join(face.folder, 'payloads.jsonl'), payloads(LINES));
    writeFileSync(join(face.folder, 'earlier.jsonl'), `${file(EARLIER).join('\n')}\n`);
    writeFileSync(join(face.folder, 'result-1.jsonl'), 'of somebody else');
    const before = readdirSync(face.folder);
    const { outcome } = await face.run(platform, { ...RESUME, 'fail-on': 'never' });
    const earlier = join(face.folder, 'earlier.jsonl');
    expect(outcome).toMatchObject({
      outcome: 'file-error',
      headline: 'The result-file could not be opened',
      errorMessage: `The result-file could not be opened: file already exists (EEXIST). Nothing was sent. Check the folder. To resume, pass ${earlier} as resume-file.`,
      delivery: 'not-sent',
      resultFile: earlier,
    });
    expect(face.announced).toEqual([earlier]);
    expect(readdirSync(face.folder)).toEqual(before);
    expect(readFileSync(join(face.folder, 'result-1.jsonl'), 'utf8')).toBe('of somebody else');
    expect(platform.arrived).toEqual([]);
  });

  test('a face may name the file of the earlier run again: it is replaced when the new one is complete', async () => {
    using face = new Face();
    await using platform = await ScriptedPlatform.start({ invocation: json(200, 'ok') });
    writeFileSync(join(face.folder, 'payloads.jsonl'), payloads(LINES));
    const path = join(face.folder, 'result-1.jsonl');
    writeFileSync(path, `${file(EARLIER).join('\n')}\n`);
    const { outcome } = await face.run(platform, { ...BATCH, 'resume-file': 'result-1.jsonl' });
    expect(outcome?.resultFile).toBe(path);
    expect(face.records()).toHaveLength(LINES);
    expect(face.records()[0]).toMatchObject({ line: 1, outcome: 'success', result: 'one' });
  });

  test('numbers and results are copied as they are', async () => {
    const exact = record(1, 'success', 'executed').replace(
      /}$/,
      ',"result":{"id":9007199254740993,"x":1e400}}',
    );
    const kept = record(2, 'timeout', 'unknown').replace(/}$/, ',"result":[12345678901234567890]}');
    await resumeFrom(file([exact, kept]), { resume: 'accept-unknown' }, ({ face }) => {
      const lines = readFileSync(face.announced.at(-1) ?? '', 'utf8').split('\n');
      expect(lines[1]).toBe(exact);
      expect(lines[2]).toBe(kept.replace(/}$/, ',"accepted":true}'));
    });
  });
});

test('lines that were appended before a resume are invoked', async () => {
  using face = new Face();
  await using platform = await ScriptedPlatform.start({ invocation: json(200, 'ok') });
  writeFileSync(join(face.folder, 'payloads.jsonl'), payloads(2));
  await face.run(platform, BATCH);
  copyFileSync(face.announced.at(-1) ?? '', join(face.folder, 'earlier.jsonl'));
  appendFileSync(join(face.folder, 'payloads.jsonl'), '3\n');
  const { outcome } = await face.run(platform, RESUME);
  expect(outcome).toMatchObject({ outcome: 'success', attempts: 1 });
  expect(existsSync(face.announced.at(-1) ?? '')).toBe(true);
});

test.each([
  [
    'a word that is none of its values',
    'unkown',
    'must be a list of failed, unknown, accept-unknown, separated by commas',
  ],
  [
    'two values that contradict each other',
    'unknown, accept-unknown',
    'cannot contain both unknown and accept-unknown',
  ],
])('resume with %s is a problem', async (_, resume, problem) => {
  await resumeFrom(file(EARLIER), { resume }, ({ job }) => {
    expect(job.problems).toEqual([{ input: 'resume', problem }]);
  });
});

test('resume needs a batch, but no resume-file: a workflow may always set it', async () => {
  using face = new Face();
  await using platform = await ScriptedPlatform.start({ invocation: json(200, 'ok') });
  writeFileSync(join(face.folder, 'payloads.jsonl'), payloads(1));
  expect((await face.run(platform, { ...BATCH, resume: 'failed' })).outcome?.outcome).toBe('success');
  const { job } = await face.run(platform, { resume: 'failed' });
  expect(job.problems).toEqual([{ input: 'resume', problem: 'requires payloads-file' }]);
});
