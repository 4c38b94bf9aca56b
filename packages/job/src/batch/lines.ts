import { hash } from 'node:crypto';
import { open } from 'node:fs/promises';

/** A line of a file that is not blank. */
export interface Line {
  /** The line number, from 1; blank lines count too. */
  readonly line: number;
  /** The trimmed text. */
  readonly text: string;
}

/**
 * Streams the lines of a file that are not blank, in blocks: to await each line alone would take as long as to check it.
 * Only a line feed ends a line: JSON strings may contain other line separators, such as U+2028.
 * @throws {TypeError} when the file is not UTF-8; the signal's reason when it aborts.
 */
export async function* readLines(path: string, signal?: AbortSignal): AsyncGenerator<readonly Line[]> {
  let line = 0;
  for await (const texts of split(path, signal)) {
    const lines: Line[] = [];
    for (const untrimmed of texts) {
      line += 1;
      const text = untrimmed.trim();
      if (text !== '') lines.push({ line, text });
    }
    yield lines;
  }
}

async function* split(path: string, signal: AbortSignal | undefined): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  // Closed when the iteration ends: on Windows, an open file cannot be replaced.
  await using file = await open(path);
  for await (const chunk of file.createReadStream({ autoClose: false })) {
    signal?.throwIfAborted();
    const texts = decoder.decode(chunk as Buffer, { stream: true }).split('\n');
    texts[0] = rest + texts[0];
    rest = texts.pop() ?? '';
    yield texts;
  }
  yield [rest + decoder.decode()];
}

/** A line with the digest of its text, which each of its records has. */
export interface DigestedLine extends Line {
  readonly digest: string;
}

/** A short hash of a payload, which tells whether a line has changed without storing the payload. */
export const digestOf = (text: string): string => hash('sha256', text).slice(0, 12);
