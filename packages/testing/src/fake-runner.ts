import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ACTION, BUNDLE, requireCurrentBundle } from './bundle.js';
import { RunnerLog } from './runner-log.js';

// Whoever imports this runs the bundle. A stale one stops the file before it opens anything.
requireCurrentBundle();

/** The runner drops a longer summary with an error. */
const MAX_SUMMARY_BYTES = 1024 * 1024;

const KILL_AFTER_MS = 30_000;

/** Root may write anywhere; without these capabilities it may do what the permissions say. */
const PRIVILEGES = '-dac_override,-dac_read_search';
const WITHOUT_PRIVILEGES = ['setpriv', '--bounding-set', PRIVILEGES, '--inh-caps', PRIVILEGES];

/** The command in a terminal, with the exit code of the command. Other shells drop variables with a hyphen in the name. */
const inTerminal = (command: readonly string[]): string[] => [
  'env',
  'SHELL=/bin/bash',
  'script',
  '--quiet',
  '--return',
  '--command',
  command.join(' '),
  '/dev/null',
];

const { inputs: INPUTS } = parse(readFileSync(ACTION, 'utf8')) as {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
};

/** What the runner sets for the inputs that a step leaves out: their defaults, or an empty text. */
const UNSET = Object.fromEntries(
  Object.entries(INPUTS).map(([name, { default: value = '' }]) => [name, value]),
);

export interface Step {
  readonly exitCode: number | null;
  /** The signal that ended the process: SIGKILL also when it hung. Null if it ended by itself. */
  readonly signal: NodeJS.Signals | null;
  /** Everything that the process printed, standard output and error. */
  readonly raw: string;
  readonly log: RunnerLog;
  readonly outputs: Readonly<Record<string, string>>;
  /** The summary as written; the runner masks it before it is shown. */
  readonly summary: string;
  /** The summary as shown: masked, and empty when it is too long. */
  readonly page: string;
}

/** Prepares what GitHub's runner prepares for a step, and runs the committed bundle as a process. */
export class FakeRunner implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'lp-faas-runner-'));
  readonly workspace = join(this.#folder, 'workspace');
  readonly temp = join(this.#folder, 'temp');

  readonly #obeysPermissions: boolean;
  readonly #hasTerminal: boolean;
  readonly #node: string;

  /**
   * @param options `obeysPermissions`: the steps have the rights that files give them, also when root runs the tests.
   * `hasTerminal`: the output of the steps is a terminal, as with act. `node`: path of the Node that runs the steps
   */
  constructor({ obeysPermissions = false, hasTerminal = false, node = process.execPath } = {}) {
    this.#node = node;
    this.#obeysPermissions = obeysPermissions && process.getuid?.() === 0;
    this.#hasTerminal = hasTerminal;
    mkdirSync(this.workspace);
    mkdirSync(this.temp);
  }

  /**
   * Runs one step with these inputs, and the defaults of action.yml for the others. Of this process's environment it gets
   * PATH only.
   */
  async run(
    inputs: Readonly<Record<string, string>>,
    environment: NodeJS.ProcessEnv = {},
    onStart: (child: ChildProcess) => void = () => undefined,
  ): Promise<Step> {
    const files = { GITHUB_OUTPUT: this.#newFile('output'), GITHUB_STEP_SUMMARY: this.#newFile('summary') };
    const all = Object.entries({ ...UNSET, ...inputs });
    const given = all.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
    const env = {
      PATH: process.env['PATH'],
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: this.workspace,
      RUNNER_TEMP: this.temp,
      ...files,
      ...Object.fromEntries(given),
      ...environment,
    };
    const prefix = this.#obeysPermissions ? WITHOUT_PRIVILEGES : [];
    const command = [...prefix, this.#node, BUNDLE];
    const { raw, ...end } = await start(
      this.#hasTerminal ? inTerminal(command) : command,
      env,
      this.workspace,
      onStart,
    );
    const outputs = readOutputs(readIfFile(env.GITHUB_OUTPUT));
    const summary = readIfFile(env.GITHUB_STEP_SUMMARY);
    const log = new RunnerLog(raw);
    const isShown = Buffer.byteLength(summary) <= MAX_SUMMARY_BYTES;
    return { ...end, raw, log, outputs, summary, page: isShown ? log.hide(summary) : '' };
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #newFile(name: string): string {
    const path = join(this.#folder, `${name}-${crypto.randomUUID()}`);
    writeFileSync(path, '');
    return path;
  }
}

function readIfFile(path: string): string {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path, 'utf8') : '';
}

function start(
  [command = '', ...options]: readonly string[],
  env: NodeJS.ProcessEnv,
  cwd: string,
  onStart: (child: ChildProcess) => void,
): Promise<Pick<Step, 'exitCode' | 'signal' | 'raw'>> {
  return new Promise((resolve, reject) => {
    // An action that is asked to end does so in good order, and would look as if it had never hung.
    const child = spawn(command, options, { env, cwd, timeout: KILL_AFTER_MS, killSignal: 'SIGKILL' });
    onStart(child);
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (exitCode, signal) =>
      resolve({ exitCode, signal, raw: Buffer.concat(chunks).toString() }),
    );
  });
}

/** Reads outputs in the form `NAME<<DELIMITER`, the lines of the value, `DELIMITER`. */
function readOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const [, name, delimiter] = /^([^=<]+)<<(.+?)\r?$/.exec(lines[at] ?? '') ?? [];
    if (name === undefined || delimiter === undefined) continue;
    const end = lines.findIndex((line, index) => index > at && line.trimEnd() === delimiter);
    if (end < 0) throw new Error(`The output ${name} has no end delimiter`);
    outputs[name] = lines.slice(at + 1, end).join('\n');
    at = end;
  }
  return outputs;
}
