import { isUtf8 } from 'node:buffer';
import { UndiciTransport } from '@lp-faas/core';
import {
  type GivenInputs,
  hideSecrets,
  invalidInputsOutcome,
  type Job,
  type JobOutcome,
  readJob,
  runJob,
  Secrets,
  secretInputs,
} from '@lp-faas/job';
import { type CommandLine, readCommandLine, UsageError } from './command-line.js';
import { completionFor } from './completion.js';
import { EXIT, exitCodeOf } from './exit-code.js';
import { helpOf } from './help.js';
import { reportOutcome, reportProblems } from './report.js';
import { type OutputForm, renderResult } from './result.js';
import { readSecret, readSecretFile } from './secret.js';
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

/**
 * Runs a command; returns its exit code.
 * @throws {UsageError} when the arguments are wrong.
 */
export async function run(start: Start): Promise<number> {
  const { args, environment, version } = start;
  const request = readCommandLine(args, environment);
  if (request === 'version') return await print(`${version}\n`);
  if (request.command === 'help') return await print(helpOf(request.about));
  if (request.command === 'completion') return await print(completionFor(request.operands[0]));
  return await runCommand(request, start);
}

async function print(text: string): Promise<number> {
  return (await writeOutput(text)) === undefined ? EXIT.success : EXIT.failed;
}

async function runCommand(line: CommandLine, { environment, signal }: Start): Promise<number> {
  const settings = readSettings(line);
  const secret = await readSecret({
    environment,
    file: line.options.get('client-secret-file'),
    canAsk: process.stdin.isTTY === true && process.stderr.isTTY === true,
  });
  // Standard error shows nothing else, so hiding is all the masking that there is.
  const secrets = new Secrets(() => undefined);
  const terminal = new Terminal({
    stream: process.stderr,
    isQuiet: settings.isQuiet,
    isVerbose: settings.isVerbose,
    hide: (text) => secrets.hideInText(text),
  });
  const given = await readGiven(line, secret);
  for (const one of secretInputs(given)) secrets.add(one);
  const files = shellFiles(line.options.get('result-file') ?? '');
  const job = await readJob(given, files, signal);
  if (job.problems.length > 0) {
    reportProblems(job.problems, line.command, terminal);
    const outcome = hideSecrets(invalidInputsOutcome(job.problems), secrets);
    return await finish(outcome, job, settings, terminal, undefined);
  }
  const newTransport = (): UndiciTransport => new UndiciTransport();
  const outcome = await runJob(job, given, { log: terminal, files, secrets, signal, newTransport });
  reportOutcome(outcome, terminal);
  const { cause } = Object(signal.reason) as { cause?: unknown };
  return await finish(outcome, job, settings, terminal, typeof cause === 'string' ? cause : undefined);
}

/** Writes the result; returns the exit code. */
async function finish(
  outcome: JobOutcome,
  { inputs }: Job,
  { form }: Settings,
  terminal: Terminal,
  signal: string | undefined,
): Promise<number> {
  const code = exitCodeOf(outcome, inputs['fail-on'], signal);
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

interface Settings {
  readonly form: OutputForm;
  readonly isQuiet: boolean;
  readonly isVerbose: boolean;
}

function readSettings({ command, options, operands }: CommandLine): Settings {
  if (operands.length > 0) {
    throw new UsageError(
      `${command} takes options alone: begin each with two dashes. See lp-faas ${command} --help.`,
    );
  }
  const form = options.get('output') ?? 'raw';
  if (form !== 'raw' && form !== 'pretty' && form !== 'json') {
    throw new UsageError('--output must be raw, pretty or json.');
  }
  return { form, isQuiet: isOn(options, 'quiet'), isVerbose: isOn(options, 'verbose') };
}

const isOn = (options: ReadonlyMap<string, string>, name: string): boolean =>
  ![undefined, '', 'false'].includes(options.get(name));

/** The inputs of the job, from options and environment. */
async function readGiven({ command, options }: CommandLine, secret: string): Promise<GivenInputs> {
  const texts = new Map(options);
  texts.set('client-secret', secret);
  texts.set('headers', options.get('header') ?? '');
  texts.set('mode', command === 'check' ? 'check' : 'invoke');
  const cacheFile = options.get('shared-cache-file');
  if (cacheFile !== undefined)
    texts.set('shared-cache', await readSecretFile(cacheFile, 'shared-cache-file'));
  if (options.get('payload-file') === '-') {
    if (options.get('payload')) throw new UsageError('--payload-file cannot be combined with --payload.');
    texts.set('payload-file', '');
    texts.set('payload', await readStandardInput());
  }
  return { input: (name) => (texts.get(name) ?? '').trim(), inputNames: () => [] };
}

async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  // A replacement character would reach the function instead of the real one.
  if (!isUtf8(bytes)) throw new UsageError('--payload-file: standard input is not UTF-8.');
  return bytes.toString();
}
