import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

/** One line of a file that is not blank. */
export interface Line {
  /** Counted from 1, blank lines too. */
  readonly line: number;
  /** Without white space at its ends. */
  readonly text: string;
}

/**
 * The lines of a file that are not blank, however long the file is. Ends at line feeds alone: JSON may hold other
 * characters that some take for the end of a line.
 * @throws {TypeError} when it is not UTF-8.
 */
export async function* readLines(path: string): AsyncGenerator<Line> {
  let line = 0;
  for await (const whole of split(path)) {
    line += 1;
    const text = whole.trim();
    if (text !== '') yield { line, text };
  }
}

async function* split(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  // Closed for sure when this is over: on Windows, an open file cannot be replaced.
  await using file = await open(path);
  for await (const chunk of file.createReadStream({ autoClose: false })) {
    const [first = '', ...more] = decoder.decode(chunk as Buffer, { stream: true }).split('\n');
    rest += first;
    for (const next of more) {
      yield rest;
      rest = next;
    }
  }
  yield rest + decoder.decode();
}

/** Tells whether a line is still the one that a result belongs to, without telling what it holds. */
export const digestOf = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 12);
