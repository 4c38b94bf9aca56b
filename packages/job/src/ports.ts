import type { Transport } from '@lp-faas/core/transport';
import type { ParseResult } from './parsers.js';

/** Where a job says what it does. */
export interface JobLog {
  /** Writes one line. */
  info(line: string): void;
  /** Writes one line that is shown only to those who look for defects. */
  debug(line: string): void;
  /** What is written until the group ends belongs under this title. */
  startGroup(title: string): void;
  endGroup(): void;
}

/** The files that a job reads and writes. */
export interface JobFiles {
  /** The real path of a file that an input names, or why it cannot be used. */
  find(name: string): ParseResult<string>;
  /**
   * A path for a new file with results, which nobody else has.
   * @throws {Error} with a `code` when there is no place for one.
   */
  newResultFile(extension: 'json' | 'jsonl'): string;
  /** Told where the results of a batch will be, before the first is written: a killed run cannot tell any more. */
  announceResultFile(path: string): void;
  /** What to call the folder of the result files in an error. */
  readonly resultFolder: string;
}

/** What a job needs from whoever runs it. */
export interface JobPorts {
  readonly log: JobLog;
  readonly files: JobFiles;
  /** A transport for one client; the job closes it. */
  newTransport(): Transport;
}

/** Writes lines that belong under one title. */
export function writeGroup(title: string, lines: readonly string[], log: JobLog): void {
  log.startGroup(title);
  for (const line of lines) log.info(line);
  log.endGroup();
}
