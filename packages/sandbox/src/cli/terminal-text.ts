/** Text for the terminal: colours, and untrusted text without control characters. */
import { stripVTControlCharacters, styleText } from 'node:util';

type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

export type Paint = (style: Style, text: string) => string;

/** Colours for a stream: none if the stream is not a terminal, or if NO_COLOR is set. */
export function paintFor(stream: NodeJS.WriteStream): Paint {
  return (style, text) => styleText(style, text, { stream });
}

const MAX_LINE_LENGTH = 500;

/**
 * Splits untrusted text into lines for the terminal. Without control characters it cannot move the cursor or imitate
 * other output.
 */
function cleanLines(text: string): string[] {
  return stripVTControlCharacters(text)
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map((line) =>
      line
        .replace(/\t/g, '  ')
        .replace(/\p{Cc}+/gu, ' ')
        .trimEnd(),
    )
    .map((line) => (line.length > MAX_LINE_LENGTH ? `${line.slice(0, MAX_LINE_LENGTH)}…` : line));
}

/** The first lines of an untrusted text, and how many more there are. */
export function sanitizedLines(text: string, maxLines: number): string[] {
  const lines = cleanLines(text);
  if (lines.length <= maxLines) return lines;
  return [...lines.slice(0, maxLines), `… ${lines.length - maxLines} more lines`];
}

/** The first line of an untrusted text. */
export const sanitizedLine = (text: string): string => cleanLines(text)[0] ?? '';
