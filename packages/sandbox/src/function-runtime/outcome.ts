import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import type { FailureKind, FunctionOutcome } from '../runner/protocol.js';

/** The message of a thrown error, or the thrown value itself as text. */
function messageOf(thrown: unknown): string {
  if (typeof thrown === 'string') return thrown;
  if (typeof thrown === 'object' && thrown !== null && 'message' in thrown) {
    const { message } = thrown;
    if (typeof message === 'string') return message;
  }
  return inspect(thrown, { depth: 1, breakLength: Number.POSITIVE_INFINITY });
}

const OWN_CODE = new URL('.', import.meta.url);
const INTERNAL_FRAMES = [OWN_CODE.href, fileURLToPath(OWN_CODE), '(node:', 'at node:', '(<anonymous>)'];

/** Packages that are built into the platform; a project may not have installed them. */
const PLATFORM_PACKAGES = ['jsforce', 'oauth-1.0a', 'luxon', 'lodash', 'jsonwebtoken'];

function missingPackageHint(message: string): string | undefined {
  const [, name = ''] = /^Cannot find (?:module|package) '([^']+)'/.exec(message) ?? [];
  if (!PLATFORM_PACKAGES.includes(name)) return undefined;
  return `${name} is built into the platform, but the sandbox loads it from your project. Run: npm install ${name}`;
}

/** The stack without the frames of Node and of the sandbox. */
function detailsOf(thrown: unknown): string {
  if (!(thrown instanceof Error) || typeof thrown.stack !== 'string') return messageOf(thrown);
  const isInternal = (line: string) =>
    /^\s+at /.test(line) && INTERNAL_FRAMES.some((part) => line.includes(part));
  const lines = thrown.stack.split('\n').filter((line) => line.trim() !== '' && !isInternal(line));
  const hint = missingPackageHint(thrown.message);
  return (hint === undefined ? lines : [hint, ...lines]).join('\n');
}

/** LivePerson's runner reports exactly these classes as runtime errors, and no class derived from them. */
const RUNTIME_ERRORS: readonly unknown[] = [TypeError, ReferenceError, SyntaxError];

function kindOf(thrown: unknown): FailureKind {
  return thrown instanceof Error && RUNTIME_ERRORS.includes(thrown.constructor) ? 'runtime-error' : 'threw';
}

/** The outcome of a function that threw, rejected or passed an error to its callback. */
export function failedOutcome(thrown: unknown, kind: FailureKind = kindOf(thrown)): FunctionOutcome {
  const value = thrown instanceof Error ? {} : { thrown: 'value' as const };
  try {
    return { kind, message: messageOf(thrown), details: detailsOf(thrown), ...value };
  } catch {
    // The getters of a thrown object may throw as well.
    const message = 'The function threw a value that cannot be shown';
    return { kind, message, details: message, ...value };
  }
}

/** The outcome of a function that returned: its result as JSON, or a runtime error if JSON cannot hold the result. */
export function returnedOutcome(result: unknown): FunctionOutcome {
  // LivePerson does not document what it sends for undefined; null is the nearest JSON.
  if (result === undefined) return { kind: 'returned', json: 'null' };
  try {
    const json: string | undefined = JSON.stringify(result);
    if (json === undefined) throw new TypeError(`a ${typeof result} is not a JSON value`);
    return { kind: 'returned', json };
  } catch (error) {
    const text = `The function's result cannot be sent as JSON: ${messageOf(error)}`;
    return failedOutcome(new TypeError(text, { cause: error }));
  }
}
