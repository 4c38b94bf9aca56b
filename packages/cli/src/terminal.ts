import { type JobLog, showInvisible } from '@lp-faas/job';

/** Where the log goes: standard error, or what a test puts in its place. */
export interface LogStream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

export interface TerminalOptions {
  readonly stream: LogStream;
  readonly isQuiet: boolean;
  readonly isVerbose: boolean;
  /** Hides the secrets of the job in a line. */
  readonly hide: (line: string) => string;
}

/** Clears the line and returns to its start. */
const CLEAR = '\r\u001b[K';

/** The log of a job on standard error: plain lines, and on a terminal one line of progress that changes in place. */
export class Terminal implements JobLog {
  readonly #options: TerminalOptions;
  #progress = '';

  /** Shows how far a job is, in place of what it showed before. A file would get every version of it. */
  readonly progress: ((line: string) => void) | undefined;

  constructor(options: TerminalOptions) {
    this.#options = options;
    const isShown = options.stream.isTTY === true && !options.isQuiet;
    this.progress = isShown ? (line) => this.#showProgress(line) : undefined;
  }

  info(line: string): void {
    if (!this.#options.isQuiet) this.#write(line);
  }

  detail(line: string): void {
    if (this.#options.isVerbose) this.#write(line);
  }

  details(title: string, lines: readonly string[]): void {
    for (const line of [title, ...lines.map((one) => `  ${one}`)]) this.detail(line);
  }

  debug(line: () => string): void {
    if (this.#options.isVerbose) this.#write(line());
  }

  startGroup(title: string): void {
    this.info(title);
  }

  endGroup(): void {}

  /** Writes an error, also when the log is quiet. */
  error(line: string): void {
    this.#write(line);
  }

  #showProgress(line: string): void {
    const { stream, hide } = this.#options;
    // A line that wraps cannot be cleared.
    this.#progress = showInvisible(hide(line))
      .replace(/\s+/g, ' ')
      .slice(0, (stream.columns ?? 80) - 1);
    stream.write(CLEAR + this.#progress);
  }

  /** Removes the line of progress. */
  endProgress(): void {
    if (this.#progress !== '') this.#options.stream.write(CLEAR);
    this.#progress = '';
  }

  #write(line: string): void {
    const { stream, hide } = this.#options;
    const before = this.#progress === '' ? '' : CLEAR;
    stream.write(`${before}${showInvisible(hide(line))}\n${this.#progress}`);
  }
}
