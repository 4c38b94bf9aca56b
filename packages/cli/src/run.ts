import { writeFileSync } from 'node:fs';
import { type PlatformReport, UndiciTransport } from '@lp-faas/core';
import { HttpTransport, type Transport } from '@lp-faas/core/transport';
import {
  describeFileError,
  type FailOn,
  hideSecrets,
  INPUTS,
  invalidInputsOutcome,
  type JobOutcome,
  mergeResults,
  readJob,
  runJob,
  Secrets,
  secretInputs,
  withLoss,
} from '@lp-faas/job';
import { type CommandLine, readCommandLine, UsageError } from './command-line.js';
import { completionFor } from './completion.js';
import { EXIT, exitCodeOf } from './exit-code.js';
import { readGiven } from './given.js';
import { helpOf } from './help.js';
import { reportOutcome, reportProblems } from './report.js';
import { type OutputForm, renderResult } from './result.js';
import { readSecret } from './secret.js';
import { shellFiles } from './shell-files.js';
import { writeOutput } from './standard-output.js';
import { Terminal } from './terminal.js';

/** What a command is started with. */
export interface Start {
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly version: string;
  /** Aborts when the command is cancelled; the cause of its reason is the name of the signal. */
  readonly signal: AbortSignal;
}

/** How a command ended. */
interface Ended {
  readonly outcome: JobOutcome;
  readonly failOn: FailOn;
}

/** What every command writes to. */
interface Session {
  readonly form: OutputForm;
  readonly secrets: Secrets;
  readonly terminal: Terminal;
}

/**
 * Runs a command; returns its exit code.
 * @throws {UsageError} when the arguments are wrong.
 */
export async function run(start: Start): Promise<number> {
  const request = readCommandLine(start.args, start.environment);
  if (request === 'version') return await print(`${start.version}\n`);
  if (request.command === 'help') return await print(helpOf(request.about));
  if (request.command === 'completion') return await print(completionFor(request.operands[0]));
  const session = newSession(request);
  const ended =
    request.command === 'merge'
      ? await merge(request, session, start)
      : await runCommand(request, session, start);
  return await finish(ended, session, start.signal);
}

async function print(text: string): Promise<number> {
  return (await writeOutput(text)) === undefined ? EXIT.success : EXIT.failed;
}

function newSession({ options }: CommandLine): Session {
  const form = options.get('output') ?? 'raw';
  if (form !== 'raw' && form !== 'pretty' && form !== 'json') {
    throw new UsageError('--output must be raw, pretty or json.');
  }
  // Standard error shows nothing else, so hiding is all the masking that there is.
  const secrets = new Secrets(() => undefined);
  const isOn = (name: string): boolean => ![undefined, '', 'false'].includes(options.get(name));
  const terminal = new Terminal({
    stream: process.stderr,
    isQuiet: isOn('quiet'),
    isVerbose: isOn('verbose'),
    hide: (text) => secrets.hideInText(text),
  });
  return { form, secrets, terminal };
}

async function runCommand(line: CommandLine, { secrets, terminal }: Session, start: Start): Promise<Ended> {
  const { command, options, operands } = line;
  if (operands.length > 0) {
    throw new UsageError(
      `${command} takes options alone: begin each with two dashes. See lp-faas ${command} --help.`,
    );
  }
  const resultFile = options.get('result-file') ?? '';
  if (command === 'batch') requireOptions(line, ['payloads-file', 'result-file']);
  const secret = await readSecret({
    environment: start.environment,
    file: options.get('client-secret-file'),
    canAsk: process.stdin.isTTY === true && process.stderr.isTTY === true,
  });
  const { signal } = start;
  const given = await readGiven(line, secret, signal);
  for (const one of secretInputs(given)) secrets.add(one);
  const files = shellFiles(resultFile);
  const job = await readJob(given, files, signal);
  const failOn = job.inputs['fail-on'];
  if (job.problems.length > 0) {
    reportProblems(job.problems, command, terminal);
    return { outcome: hideSecrets(invalidInputsOutcome(job.problems), secrets), failOn };
  }
  let loss: string | undefined;
  const onPlatformReport = (report: PlatformReport): void => {
    loss = saveReport(report, options.get('report') ?? '');
  };
  // For a few requests, loading undici would take longer than it saves.
  const newTransport = (): Transport => (command === 'batch' ? new UndiciTransport() : new HttpTransport());
  const context = { log: terminal, files, secrets, signal, newTransport };
  const outcome = await runJob(
    job,
    given,
    options.has('report') ? { ...context, onPlatformReport } : context,
  );
  const whole = loss === undefined ? outcome : withLoss(outcome, loss);
  reportOutcome(whole, terminal);
  return { outcome: whole, failOn };
}

function requireOptions({ command, options }: CommandLine, names: readonly string[]): void {
  const missing = names.filter((name) => !options.get(name));
  if (missing.length === 0) return;
  const list = missing.map((name) => `--${name}`).join(' and ');
  throw new UsageError(`${command} needs ${list}. See lp-faas ${command} --help.`);
}

/** Writes the report of a check; returns what was lost when it cannot be written. */
function saveReport(report: PlatformReport, path: string): string | undefined {
  try {
    writeFileSync(path, `${JSON.stringify(report, null, 2)}\n`);
    return undefined;
  } catch (error) {
    return `the report could not be written: ${describeFileError(error)}`;
  }
}

async function merge(line: CommandLine, { terminal }: Session, { signal }: Start): Promise<Ended> {
  requireOptions(line, ['result-file']);
  const { options, operands } = line;
  const failOn = INPUTS['fail-on'].parse(options.get('fail-on') ?? 'any');
  if ('problem' in failOn) throw new UsageError(`--fail-on ${failOn.problem}.`);
  if (operands.length === 0)
    throw new UsageError('merge needs the result-files of all shards. See lp-faas merge --help.');
  const target = options.get('result-file') ?? '';
  // Reading from a pipe or a device may wait forever.
  const files = shellFiles(target);
  const paths = operands.map((name, at) => {
    const found = files.find(name);
    if ('problem' in found)
      throw new UsageError(`Result-file ${at + 1} ${found.problem}. Nothing was merged.`);
    return found.value;
  });
  const outcome = await mergeResults(paths, target, signal);
  reportOutcome(outcome, terminal);
  return { outcome, failOn: failOn.value };
}

/** Writes the result; returns the exit code. */
async function finish(
  { outcome, failOn }: Ended,
  { form, terminal }: Session,
  signal: AbortSignal,
): Promise<number> {
  const { cause } = Object(signal.reason) as { cause?: unknown };
  const code = exitCodeOf(outcome, failOn, typeof cause === 'string' ? cause : undefined);
  const problem = await writeOutput(renderResult(outcome, form));
  if (problem === undefined) return code;
  if (problem !== '') {
    const ran =
      outcome.delivery === 'executed'
        ? ' The function ran: do not repeat the call for the result alone.'
        : '';
    terminal.error(`The result could not be written to standard output: ${problem}.${ran}`);
  }
  return code === EXIT.success ? EXIT.failed : code;
}
