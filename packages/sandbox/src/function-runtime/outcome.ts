import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import type { FailureKind, Outcome } from '../runner/protocol.js';

/** The function's own text: that of the error, or the thrown value itself. */
function messageOf(thrown: unknown): string {
  if (typeof thrown === 'string') return thrown;
  if (typeof thrown === 'object' && thrown !== null && 'message' in thrown) {
    const { message } = thrown;
    if (typeof message === 'string') return message;
  }
  return inspect(thrown, { depth: 1, breakLength: Number.POSITIVE_INFINITY });
}

const OWN_CODE = new URL('.', import.meta.url);
const FOREIGN_FRAMES = [OWN_CODE.href, fileURLToPath(OWN_CODE), '(node:', 'at node:', '(<anonymous>)'];

/** What the platform brings, and a project on someone's disk perhaps not. */
const BUILT_IN = ['jsforce', 'oauth-1.0a', 'luxon', 'lodash', 'jsonwebtoken'];

function missingPackageHint(message: string): string | undefined {
  const [, name = ''] = /^Cannot find (?:module|package) '([^']+)'/.exec(message) ?? [];
  if (!BUILT_IN.includes(name)) return undefined;
  return `${name} is built into the platform; the sandbox takes it from your project: npm install ${name}`;
}

/** The stack, without the frames that are not the function's: Node's and the sandbox's own. */
function detailsOf(thrown: unknown): string {
  if (!(thrown instanceof Error) || typeof thrown.stack !== 'string') return messageOf(thrown);
  const isForeign = (line: string) =>
    /^\s+at /.test(line) && FOREIGN_FRAMES.some((part) => line.includes(part));
  const lines = thrown.stack.split('\n').filter((line) => line.trim() !== '' && !isForeign(line));
  const hint = missingPackageHint(thrown.message);
  return (hint === undefined ? lines : [hint, ...lines]).join('\n');
}

/** LivePerson's runner tells these three from every other error, and from classes derived from them. */
const BROKEN_CODE: readonly unknown[] = [TypeError, ReferenceError, SyntaxError];

function kindOf(thrown: unknown): FailureKind {
  return thrown instanceof Error && BROKEN_CODE.includes(thrown.constructor) ? 'runtime-error' : 'threw';
}

/** What became of a function that threw, rejected or gave an error to its callback. */
export function failure(thrown: unknown, kind: FailureKind = kindOf(thrown)): Outcome {
  const value = thrown instanceof Error ? {} : { thrown: 'value' as const };
  try {
    return { kind, message: messageOf(thrown), details: detailsOf(thrown), ...value };
  } catch {
    // A thrown object may have getters that throw in turn.
    const message = 'The function threw a value that cannot be shown';
    return { kind, message, details: message, ...value };
  }
}

/** The result as the JSON to send, or a runtime error if JSON cannot hold it. */
export function success(result: unknown): Outcome {
  // What the platform sends for "nothing" is not documented; null is the nearest JSON.
  if (result === undefined) return { kind: 'returned', json: 'null' };
  try {
    const json: string | undefined = JSON.stringify(result);
    if (json === undefined) throw new TypeError(`a ${typeof result} is no JSON value`);
    return { kind: 'returned', json };
  } catch (error) {
    const text = `The function's result cannot be sent as JSON: ${messageOf(error)}`;
    return failure(new TypeError(text, { cause: error }));
  }
}
