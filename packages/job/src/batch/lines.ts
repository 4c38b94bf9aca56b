import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

/** A line of a file that is not blank. */
export interface Line {
  /** The line number, from 1; blank lines count too. */
  readonly line: number;
  /** The trimmed text. */
  readonly text: string;
}

/**
 * Streams the lines of a file that are not blank. Only a line feed ends a line: JSON strings may contain other line
 * separators, such as U+2028.
 * @throws {TypeError} when the file is not UTF-8; the signal's reason when it aborts.
 */
export async function* readLines(path: string, signal?: AbortSignal): AsyncGenerator<Line> {
  let line = 0;
  for await (const untrimmed of split(path, signal)) {
    line += 1;
    const text = untrimmed.trim();
    if (text !== '') yield { line, text };
  }
}

async function* split(path: string, signal: AbortSignal | undefined): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  // Closed when the iteration ends: on Windows, an open file cannot be replaced.
  await using file = await open(path);
  for await (const chunk of file.createReadStream({ autoClose: false })) {
    signal?.throwIfAborted();
    const [first = '', ...more] = decoder.decode(chunk as Buffer, { stream: true }).split('\n');
    rest += first;
    for (const next of more) {
      yield rest;
      rest = next;
    }
  }
  yield rest + decoder.decode();
}

/** A short hash of a payload, which tells whether a line has changed without storing the payload. */
export const digestOf = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 12);
