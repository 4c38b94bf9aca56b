import { isUtf8 } from 'node:buffer';
import { readFileSync, realpathSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { parse as locate } from '@humanwhocodes/momoa';
import type { Parsed } from './parsers.js';

/** Checks a payload's JSON text; says where it is none, never what stands there. */
export function checkPayload(text: string): Parsed<string> {
  const json = text.replace(/^\ufeff/, '');
  try {
    JSON.parse(json);
    return { value: json };
  } catch (error) {
    const place = placeIn(json, positionOf(error)) ?? placeByParser(json) ?? 'at its end';
    const example = `{"message": \${{ toJSON(github.event.head_commit.message) }}}`;
    return { problem: `is not JSON (${place}); wrap dynamic values in toJSON(), as ${example}` };
  }
}

/** V8 names the position of most errors; the rest of its message quotes the text. */
function positionOf(error: unknown): number | undefined {
  const [, position] = /at position (\d+)/.exec(String(error)) ?? [];
  return position === undefined ? undefined : Number(position);
}

function placeIn(json: string, position: number | undefined): string | undefined {
  if (position === undefined) return undefined;
  const lines = json.slice(0, position).split('\n');
  return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
}

/** For a word that it does not know, V8 names no position; this parser does. */
function placeByParser(json: string): string | undefined {
  try {
    locate(json);
    return undefined;
  } catch (error) {
    const { line, column } = error as { line?: unknown; column?: unknown };
    return typeof line === 'number' ? `line ${line}, column ${column}` : undefined;
  }
}

/** Reads a payload's file, which must lie in the workspace or in the runner's temporary folder. */
export function readPayloadFile(path: string, environment: NodeJS.ProcessEnv): Parsed<string> {
  const workspace = environment['GITHUB_WORKSPACE'] || process.cwd();
  const folders = [workspace, environment['RUNNER_TEMP']].filter(
    (folder) => folder !== undefined && folder !== '',
  );
  try {
    // After the links: a checked-out link must not lead to the runner's own files.
    const file = realpathSync(resolve(workspace, path));
    if (!folders.some((folder) => lies(file, realpathSync(String(folder))))) {
      return { problem: 'must lie in the workspace or in the runner’s temporary folder (RUNNER_TEMP)' };
    }
    return decode(readFileSync(file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === 'ENOENT' ? 'does not exist (it is looked for in the workspace)' : `cannot be read (${code})`;
    return { problem: why };
  }
}

/** A character that is guessed at would reach the function as another one. */
function decode(bytes: Buffer): Parsed<string> {
  return isUtf8(bytes) ? { value: bytes.toString('utf8') } : { problem: 'is not UTF-8: save it as that' };
}

function lies(file: string, folder: string): boolean {
  const path = relative(folder, file);
  return path !== '' && path !== '..' && !path.startsWith(`..${sep}`) && resolve(folder, path) === file;
}
