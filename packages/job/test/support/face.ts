import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, type Transport, UndiciTransport } from '@lp-faas/core';
import { CREDENTIALS, LAMBDA, type ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import {
  findInputFile,
  type GivenInputs,
  type Job,
  type JobContext,
  type JobFiles,
  type JobOutcome,
  placeOutputFile,
  readJob,
  runJob,
  Secrets,
} from '../../src/index.js';

/** The least that runs a job: inputs from an object, a log in memory, files in a folder of its own. */
export class Face implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'lp-faas-job-'));
  readonly log: string[] = [];
  readonly debugLog: string[] = [];
  readonly masked: string[] = [];
  /** The result files that were announced. */
  readonly announced: string[] = [];
  /** Called after a result-file was announced. */
  onAnnounced = (): void => undefined;
  readonly cancelling = new AbortController();
  /** Requests without a response so far. */
  inFlight = 0;
  /** Replaces the machine's clock. */
  clock: Clock | undefined;
  /** Where the result files are. */
  resultFolder = this.folder;
  /** What a terminal shows in one place, one after the other; undefined when the log is not a terminal's. */
  shown: string[] | undefined;
  #resultFiles = 0;

  /** Reads a job and runs it, unless its inputs have problems. */
  async run(
    platform: ScriptedPlatform,
    inputs: Readonly<Record<string, string>>,
  ): Promise<{ job: Job; outcome: JobOutcome | undefined }> {
    const all: Record<string, string> = {
      'account-id': platform.options.accountId,
      'client-id': CREDENTIALS.clientId,
      'client-secret': CREDENTIALS.clientSecret,
      'lambda-uuid': LAMBDA,
      'domain-api': platform.url,
      ...inputs,
    };
    const given: GivenInputs = { input: (name) => all[name] ?? '', inputNames: () => Object.keys(all) };
    const job = await readJob(given, this.#files, this.cancelling.signal);
    const outcome = job.problems.length > 0 ? undefined : await runJob(job, given, this.#context);
    return { job, outcome };
  }

  /** The last record of each line in the result-file that was announced last. */
  records(): Record<string, unknown>[] {
    const lines = this.resultLines().filter(({ line }) => line !== undefined);
    return [...new Map(lines.map((record) => [Number(record['line']), record])).values()].sort(
      (a, b) => Number(a['line']) - Number(b['line']),
    );
  }

  /** All lines of the result-file that was announced last. */
  resultLines(): Record<string, unknown>[] {
    const text = readFileSync(this.announced.at(-1) ?? '', 'utf8');
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  get #context(): JobContext {
    const secrets = new Secrets((secret) => this.masked.push(secret));
    secrets.add(CREDENTIALS.clientSecret);
    const log = {
      info: (line: string) => void this.log.push(line),
      detail: (line: string) => void this.log.push(line),
      details: (title: string, lines: readonly string[]) => void this.log.push(`[${title}`, ...lines, ']'),
      debug: (line: () => string) => void this.debugLog.push(line()),
      startGroup: (title: string) => void this.log.push(`[${title}`),
      endGroup: () => void this.log.push(']'),
      progress: this.shown && ((line: string) => void this.shown?.push(line)),
    };
    const newTransport = (): Transport => {
      const transport = new UndiciTransport();
      const send: Transport['send'] = async (request) => {
        this.inFlight += 1;
        return await transport.send(request).finally(() => {
          this.inFlight -= 1;
        });
      };
      const preconnect = (origin: URL): void => transport.preconnect(origin);
      return { send, preconnect, close: () => transport.close() };
    };
    const { signal } = this.cancelling;
    const clock = this.clock === undefined ? {} : { clock: this.clock };
    return { log, files: this.#files, secrets, newTransport, signal, ...clock };
  }

  get #files(): JobFiles {
    const folders = { base: this.folder, within: [this.folder], baseName: 'here', withinName: 'the folder' };
    return {
      resultFolder: 'the folder',
      find: (name) => findInputFile(name, folders),
      place: (name) => placeOutputFile(name, folders),
      newResultFile: (extension) => {
        this.#resultFiles += 1;
        return join(this.resultFolder, `result-${this.#resultFiles}.${extension}`);
      },
      announceResultFile: (path) => {
        this.announced.push(path);
        this.onAnnounced();
      },
    };
  }
}
