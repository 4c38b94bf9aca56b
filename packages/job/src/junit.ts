import { randomUUID } from 'node:crypto';
import { closeSync, openSync, renameSync, rmSync } from 'node:fs';
import { EarlierRun, READ_ONLY } from './batch/earlier-run.js';
import { parseObject } from './batch/records.js';
import { DID_IT_RUN, type JobOutcome } from './outcome.js';
import { showInvisible } from './visible.js';
import { flush, PRIVATE_MODE, writeWhole } from './whole-write.js';

/** Characters that are written at once. */
const CHUNK_LENGTH = 65_536;

/** A cancelled batch has a report, too. */
const NEVER = new AbortController().signal;

/** One test case: an invocation, or a line of a batch. */
interface TestCase {
  readonly name: string;
  readonly outcome: string;
  readonly delivery: string;
  readonly durationMs: number;
  readonly message: string;
}

/** What a report is about. */
export interface JunitSubject {
  /** The function or event. */
  readonly target: string;
  readonly accountId: string;
}

/**
 * Writes the outcome of a job in the form of JUnit, which every CI shows: one test case, or one for each line of a batch
 * that has a record. What the function did wrong is a failure, everything else an error. A result is not in it.
 * @throws {Error} with a `code` when the file cannot be written whole; it is then as it was before.
 */
export async function writeJunit(path: string, outcome: JobOutcome, subject: JunitSubject): Promise<void> {
  const draft = `${path}.${randomUUID()}.part`;
  const file = openSync(draft, 'wx', PRIVATE_MODE);
  let isWhole = false;
  try {
    let chunk = '';
    for await (const part of junitOf(outcome, subject)) {
      chunk += part;
      if (chunk.length < CHUNK_LENGTH) continue;
      writeWhole(file, chunk);
      chunk = '';
    }
    writeWhole(file, chunk);
    flush(file);
    isWhole = true;
  } finally {
    closeSync(file);
    if (!isWhole) rmSync(draft, { force: true });
  }
  renameSync(draft, path);
}

async function* junitOf(outcome: JobOutcome, subject: JunitSubject): AsyncGenerator<string> {
  const suite = `${subject.target} of account ${subject.accountId}`;
  const counts = { tests: 0, failures: 0, errors: 0 };
  // The counts stand before the cases, so the file is read twice.
  for await (const { outcome: code } of casesOf(outcome, subject)) {
    counts.tests += 1;
    const kind = kindOf(code);
    if (kind !== undefined) counts[`${kind}s`] += 1;
  }
  const { tests, failures, errors } = counts;
  const numbers = `tests="${tests}" failures="${failures}" errors="${errors}" time="${seconds(outcome.durationMs)}"`;
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${numbers}>\n<testsuite name="${escapeXml(suite)}" ${numbers}>\n`;
  for await (const one of casesOf(outcome, subject)) yield renderCase(one, suite);
  yield '</testsuite>\n</testsuites>\n';
}

async function* casesOf(outcome: JobOutcome, { target }: JunitSubject): AsyncGenerator<TestCase> {
  let hasLines = false;
  if (outcome.resultFile !== '') {
    for await (const line of linesOf(outcome.resultFile)) {
      hasLines = true;
      yield line;
    }
  }
  const isBatch = outcome.resultFile !== '';
  // A batch that stopped failed as a whole, too: a green report must not lack lines.
  if (hasLines && !outcome.isIncomplete) return;
  if (isBatch && outcome.outcome === 'success') return;
  const { delivery, durationMs, errorMessage: message } = outcome;
  yield {
    name: isBatch ? 'the whole batch' : target,
    outcome: outcome.outcome,
    delivery,
    durationMs,
    message,
  };
}

async function* linesOf(resultFile: string): AsyncGenerator<TestCase> {
  const run = await EarlierRun.read(resultFile, undefined, READ_ONLY, NEVER);
  if ('problem' in run) throw new Error(`The result-file ${run.problem}`);
  for await (const text of run.value.carriedOver(NEVER)) {
    const { line, outcome, delivery, durationMs, errorMessage, accepted } = parseObject(text) ?? {};
    yield {
      name: `line ${line}`,
      outcome: accepted === true ? 'success' : String(outcome),
      delivery: String(delivery),
      durationMs: Number(durationMs ?? 0),
      message: String(errorMessage ?? ''),
    };
  }
}

/** The function's own failures are failures of the test; everything else kept it from being one. */
function kindOf(outcome: string): 'failure' | 'error' | undefined {
  if (outcome === 'success') return undefined;
  return outcome === 'function-failed' || outcome === 'expectation-failed' ? 'failure' : 'error';
}

function renderCase({ name, outcome, delivery, durationMs, message }: TestCase, suite: string): string {
  const head = `<testcase classname="${escapeXml(suite)}" name="${escapeXml(name)}" time="${seconds(durationMs)}"`;
  const kind = kindOf(outcome);
  if (kind === undefined) return `${head}/>\n`;
  const ran = DID_IT_RUN[delivery as keyof typeof DID_IT_RUN] ?? 'unknown';
  const text = escapeXml(`${message}\nDid the function run? ${ran}.`);
  return `${head}><${kind} type="${escapeXml(outcome)}" message="${escapeXml(message)}">${text}</${kind}></testcase>\n`;
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3);

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** XML forbids most control characters, also as references. */
const escapeXml = (text: string): string =>
  showInvisible(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
