import { parse as locate } from '@humanwhocodes/momoa';
import type { ParseResult } from './parsers.js';

/** Checks that a text is JSON. The problem names the place of the error and never quotes the text. */
export function checkPayload(text: string): ParseResult<string> {
  const json = text.replace(/^\ufeff/, '');
  try {
    JSON.parse(json);
    return { value: json };
  } catch (error) {
    const place = placeIn(json, positionOf(error)) ?? placeByParser(json) ?? TOO_DEEP;
    return { problem: `is not valid JSON (${place})`, kind: 'not-json' };
  }
}

/** The other parser overflows the stack, at some thousands of levels. */
const TOO_DEEP = 'nested too deeply to say where';

/** V8 gives the position of most errors; the rest of its message quotes the text. */
function positionOf(error: unknown): number | undefined {
  const [, position] = /at position (\d+)/.exec(String(error)) ?? [];
  return position === undefined ? undefined : Number(position);
}

function placeIn(json: string, position: number | undefined): string | undefined {
  if (position === undefined) return undefined;
  const lines = json.slice(0, position).split('\n');
  return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
}

/** V8 gives no position for an unknown word; this parser does. */
function placeByParser(json: string): string | undefined {
  try {
    locate(json);
    return undefined;
  } catch (error) {
    const { line, column } = error as { line?: unknown; column?: unknown };
    return typeof line === 'number' ? `line ${line}, column ${column}` : undefined;
  }
}
