import { stripVTControlCharacters } from 'node:util';

const LONGEST_LINE = 500;

/** Text that came from outside, as lines for the terminal: it must not move the cursor or hide what it is. */
export function foreignLines(text: string, most: number): string[] {
  const lines = stripVTControlCharacters(text)
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map((line) =>
      line
        .replace(/\t/g, '  ')
        .replace(/\p{Cc}+/gu, ' ')
        .trimEnd(),
    )
    .map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line));
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most), `… ${lines.length - most} more lines`];
}
