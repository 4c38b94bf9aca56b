import type { Clock } from '@lp-faas/core';
import type { Transport } from '@lp-faas/core/transport';
import type { ParseResult } from './parsers.js';

/** The log of a job. */
export interface JobLog {
  /** Writes one line. */
  info(line: string): void;
  /** Writes the line that a request ends with; a terminal shows it only when it is asked to. */
  detail(line: string): void;
  /** Writes lines as a group under a title; a terminal shows it only when it is asked to. */
  details(title: string, lines: readonly string[]): void;
  /** Writes one line in debug mode; otherwise the line is not even made. */
  debug(line: () => string): void;
  /** Starts a group of lines under a title. */
  startGroup(title: string): void;
  /** Ends the group. */
  endGroup(): void;
  /**
   * Shows how far a job is, in place of what it showed before. Only a terminal has it: the progress of a batch then
   * comes twice a second, instead of as a line every ten seconds.
   */
  readonly progress?: ((line: string) => void) | undefined;
}

/** Access to the files that a job reads and writes. */
export interface JobFiles {
  /** Returns the real path of a file that an input names, or why the file cannot be used. */
  find(name: string): ParseResult<string>;
  /** Returns the path of a file that an input names and the job writes, or why it cannot be there. */
  place(name: string): ParseResult<string>;
  /**
   * Returns a unique path for a new file with results; its folder exists.
   * @throws {Error} with a `code` when the folder cannot be created.
   */
  newResultFile(extension: 'json' | 'jsonl'): string;
  /** Called with the path of a batch's result-file before the first line is sent: a killed run cannot report it. */
  announceResultFile(path: string): void;
  /** The name of the result files' folder in error messages. */
  readonly resultFolder: string;
}

/** The ports of a job; its face, such as the action, provides them. */
export interface JobPorts {
  readonly log: JobLog;
  readonly files: JobFiles;
  /** Creates a transport for one client; the job closes it. */
  newTransport(): Transport;
  /** Replaces the machine's clock in tests. */
  readonly clock?: Clock;
}

/** Writes lines as one group. */
export function writeGroup(title: string, lines: readonly string[], log: JobLog): void {
  log.startGroup(title);
  for (const line of lines) log.info(line);
  log.endGroup();
}
