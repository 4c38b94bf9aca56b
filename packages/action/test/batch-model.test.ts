import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Step } from '@lp-faas/testing/fake-runner';
import { json, type Reply } from '@lp-faas/testing/scripted-platform';
import { smallDisk } from '@lp-faas/testing/small-disk';
import fc from 'fast-check';
import { BatchBench, type Row } from './support/batch-bench.js';

/** Sequences of runs in each test run; `BATCH_MODEL_RUNS=500` looks for rare ones. */
const SEQUENCES = Number(process.env['BATCH_MODEL_RUNS'] ?? 5);

let bench: BatchBench;
beforeAll(async () => {
  bench = await BatchBench.start();
});
afterAll(() => bench[Symbol.asyncDispose]());

/** What the platform does with one invocation: whether it runs the function, and what it answers. */
const BEHAVIOURS = {
  succeeds: { runs: true, reply: (size) => json(200, { ok: true, pad: 'x'.repeat(size) }) },
  isNotAsExpected: { runs: true, reply: () => json(200, { ok: false }) },
  throws: { runs: true, reply: () => json(901, {}) },
  breaksAfterwards: { runs: true, reply: () => (response) => void response.destroy() },
  breaksBefore: { runs: false, reply: () => (response) => void response.destroy() },
  refuses: { runs: false, reply: () => json(400, {}) },
  throttles: { runs: false, reply: () => json(429, {}, { 'retry-after': '900' }) },
} satisfies Record<string, { readonly runs: boolean; readonly reply: (size: number) => Reply }>;

type Behaviour = keyof typeof BEHAVIOURS;
const BEHAVIOUR_NAMES = Object.keys(BEHAVIOURS) as Behaviour[];

/** How one run is started, and what happens to it. */
interface Run {
  readonly resume: readonly string[];
  readonly idempotent: boolean;
  readonly concurrency: number;
  /** Lines that are appended to payloads-file before the run. */
  readonly appended: number;
  /** Bytes of the disk for results; `undefined` for the machine's own. */
  readonly disk: number | undefined;
  /** The signal that ends the run: when so many invocations have arrived, or after so many milliseconds. */
  readonly end:
    | { readonly signal: 'SIGKILL' | 'SIGINT'; readonly at: 'request' | 'time'; readonly after: number }
    | undefined;
}

const endAt = (at: 'request' | 'time', min: number, max: number): fc.Arbitrary<Run['end']> =>
  fc.record({
    signal: fc.constantFrom('SIGKILL', 'SIGINT'),
    at: fc.constant(at),
    after: fc.integer({ min, max }),
  });

const someRun: fc.Arbitrary<Run> = fc.record({
  resume: fc.constantFrom(
    [],
    ['failed'],
    ['unknown'],
    ['failed', 'unknown'],
    ['accept-unknown'],
    ['failed', 'accept-unknown'],
  ),
  idempotent: fc.constantFrom(false, false, false, true),
  concurrency: fc.integer({ min: 1, max: 4 }),
  appended: fc.constantFrom(0, 0, 3),
  // The step refuses to start on a disk that is smaller; see the size of results below.
  disk: fc.oneof(
    { weight: 2, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.integer({ min: 70_000, max: 250_000 }) },
  ),
  end: fc.oneof(
    { weight: 2, arbitrary: fc.constant(undefined) },
    { weight: 3, arbitrary: endAt('request', 1, 5) },
    { weight: 1, arbitrary: endAt('time', 100, 1000) },
  ),
});

const someBehaviour = fc.record({
  behaviour: fc.oneof(
    { weight: 4, arbitrary: fc.constant<Behaviour>('succeeds') },
    { weight: 5, arbitrary: fc.constantFrom(...BEHAVIOUR_NAMES) },
  ),
  size: fc.integer({ min: 0, max: 40_000 }),
});

/** One payloads-file and everything that has happened to it. */
class World {
  lines = 0;
  /** How often the function ran for each line, in all runs and in the last one. */
  readonly executions = new Map<number, number>();
  readonly executionsOfRun = new Map<number, number>();
  /** Lines that the platform has ever answered with success. */
  readonly succeeded = new Set<number>();
  /** The last record of each line, as the file to resume from has it. */
  records = new Map<number, Row>();
  resumeFile = '';

  append(count: number): void {
    this.lines += count;
    bench.file(
      'payloads.jsonl',
      Array.from({ length: this.lines }, (_, at) => ({ line: at + 1 })),
    );
  }

  ran(line: number): void {
    this.executions.set(line, (this.executions.get(line) ?? 0) + 1);
    this.executionsOfRun.set(line, (this.executionsOfRun.get(line) ?? 0) + 1);
  }
}

/** Makes the platform behave as the list says, one entry per invocation; then it always succeeds. */
function behave(
  world: World,
  behaviours: { behaviour: Behaviour; size: number }[],
  onRequest: () => void,
): void {
  bench.answer(({ line }: { line: number }) => {
    const { behaviour, size } = behaviours.shift() ?? { behaviour: 'succeeds', size: 10 };
    const { runs, reply } = BEHAVIOURS[behaviour];
    if (runs) world.ran(line);
    if (behaviour === 'succeeds') world.succeeded.add(line);
    onRequest();
    return reply(size);
  });
}

async function perform(
  world: World,
  run: Run,
  behaviours: { behaviour: Behaviour; size: number }[],
): Promise<Step> {
  world.append(run.appended);
  world.executionsOfRun.clear();
  const { end } = run;
  let signal = (): void => undefined;
  let requests = 0;
  behave(world, behaviours, () => {
    requests += 1;
    if (end?.at === 'request' && requests === end.after) signal();
  });
  const inputs = {
    'resume-file': world.resumeFile,
    resume: run.resume.join(','),
    idempotent: String(run.idempotent),
    concurrency: String(run.concurrency),
    expect: '{"ok":true}',
    retries: '0',
    // A platform that throttles asks to wait for a quarter of an hour.
    'max-throttled': '200ms',
  };
  using disk = run.disk === undefined ? undefined : smallDisk(run.disk);
  let timer: NodeJS.Timeout | undefined;
  const step = await bench.run(
    inputs,
    (child) => {
      signal = () => void child.kill(end?.signal);
      if (end?.at === 'time') timer = setTimeout(signal, end.after);
    },
    disk === undefined ? {} : { RUNNER_TEMP: disk.folder },
  );
  clearTimeout(timer);
  check(world, run, step);
  return step;
}

/** The lines of a result-file. A line without an end was cut off by a kill, and does not count. */
const wholeRecordsIn = (path: string): Row[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Row);

/** Whether a run may invoke a line, by its record before the run. */
function mayInvoke({ resume, idempotent }: Run, before: Row | undefined): boolean {
  if (before === undefined) return true;
  if (before.outcome === 'success' || before.accepted) return false;
  if (before.delivery === 'executed') return idempotent || resume.includes('failed');
  if (before.delivery !== 'unknown') return true;
  return !resume.includes('accept-unknown') && (idempotent || resume.includes('unknown'));
}

/** Checks a run against what the platform saw, and goes on from its result-file. */
function check(world: World, run: Run, step: Step): void {
  // A step that hangs is killed by the test's runner.
  if (run.end?.signal !== 'SIGKILL') expect(step.signal).not.toBe('SIGKILL');
  for (const [line, count] of world.executionsOfRun) {
    const allowed = mayInvoke(run, world.records.get(line)) ? 1 : 0;
    expect({ line, count, allowed: count <= allowed }).toEqual({ line, count, allowed: true });
  }
  const file = step.outputs['result-file'] ?? '';
  // What asks it to end may come before it listens, and then it has not begun either.
  if (step.signal !== null && step.signal !== 'SIGKILL') expect(file).toBe('');
  if (file === '') {
    // Nothing was announced, so nothing was sent.
    expect([...world.executionsOfRun.keys()]).toEqual([]);
    expect(step.exitCode).not.toBe(0);
    return;
  }
  const [header, ...records] = wholeRecordsIn(file);
  expect(header).toMatchObject({ version: 1 });
  world.records = new Map(records.map((record) => [record.line, record]));
  world.resumeFile = bench.keep(step);
  checkRecords(world);
  if (step.exitCode === 0) checkGreen(world, step);
  else if (step.exitCode !== null) expect(step.outputs['outcome']).not.toBe('success');
}

/** Checks that each record tells what happened to its line in all runs so far. */
function checkRecords({ lines, records, executions, succeeded }: World): void {
  for (let line = 1; line <= lines; line += 1) {
    const record = records.get(line);
    const ran = (executions.get(line) ?? 0) > 0;
    const certain = record?.delivery !== 'unknown';
    if (record?.outcome === 'success')
      expect({ line, succeeded: succeeded.has(line) }).toEqual({ line, succeeded: true });
    else if (certain)
      expect({ line, record, ran }).toEqual({ line, record, ran: record?.delivery === 'executed' });
  }
}

/** Checks that a green run lacks no line. */
function checkGreen({ lines, records }: World, { outputs }: Step): void {
  expect(outputs['outcome']).toBe('success');
  const undone = Array.from({ length: lines }, (_, at) => at + 1).filter((line) => {
    const record = records.get(line);
    return record?.outcome !== 'success' && record?.accepted !== true;
  });
  expect(undone).toEqual([]);
  const counts = JSON.parse(outputs['result'] ?? '') as Record<string, number>;
  expect(counts).toMatchObject({ lines, failed: 0, notStarted: 0 });
  expect((counts['succeeded'] ?? 0) + (counts['done'] ?? 0)).toBe(lines);
}

const QUIET: Run = {
  resume: [],
  idempotent: false,
  concurrency: 5,
  appended: 0,
  disk: undefined,
  end: undefined,
};

test(
  'whatever ends the runs of a batch, no line runs more often than the inputs allow, the file tells the truth, and a green run lacks no line',
  async () => {
    const runs = fc.array(someRun, { minLength: 2, maxLength: 5, size: 'max' });
    const behaviours = fc.array(someBehaviour, { minLength: 10, maxLength: 40, size: 'max' });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 3, max: 14 }), runs, behaviours, async (lines, sequence, script) => {
        for (const name of readdirSync(bench.runner.temp))
          rmSync(join(bench.runner.temp, name), { recursive: true });
        rmSync(join(bench.runner.workspace, 'earlier.jsonl'), { force: true });
        writeFileSync(join(bench.runner.workspace, 'payloads.jsonl'), '');
        const world = new World();
        world.append(lines);
        const rest = [...script];
        for (const run of sequence) await perform(world, run, rest);
        const last = await perform(world, { ...QUIET, resume: ['failed', 'unknown'] }, []);
        expect(last.exitCode).toBe(0);
      }),
      { numRuns: SEQUENCES, endOnFailure: true },
    );
  },
  SEQUENCES * 60_000,
);
