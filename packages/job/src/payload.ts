import { parse as locate } from 'lossless-json';
import type { ParseResult } from './parsers.js';

/** Checks that a text is JSON. The problem names the place of the error and never quotes the text. */
export function checkPayload(text: string): ParseResult<string> {
  const json = text.replace(/^\ufeff/, '');
  try {
    JSON.parse(json);
    return { value: json };
  } catch (error) {
    const position = positionIn(error) ?? positionByParser(json);
    const place = position === undefined ? TOO_DEEP : placeOf(json, position);
    return { problem: `is not valid JSON (${place})`, kind: 'not-json' };
  }
}

/** The other parser overflows the stack, at some thousands of levels. */
const TOO_DEEP = 'nested too deeply to say where';

/** V8 gives the position of most errors, and so does the other parser; the rest of their messages quotes the text. */
function positionIn(error: unknown): number | undefined {
  const [, position] = /at position (\d+)/.exec(String(error)) ?? [];
  return position === undefined ? undefined : Number(position);
}

/** V8 gives no position for an unknown word; this parser does. */
function positionByParser(json: string): number | undefined {
  try {
    locate(json, undefined, { onDuplicateKey: ({ newValue }) => newValue });
    return undefined;
  } catch (error) {
    return positionIn(error);
  }
}

function placeOf(json: string, position: number): string {
  const lines = json.slice(0, position).split('\n');
  return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
}
