import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import type { FailureKind, FunctionOutcome, LateError } from '../runner/protocol.js';

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

/** Packages that are built into the platform but not into the sandbox. */
const PLATFORM_PACKAGES = ['jsforce'];

function missingPackageHint(message: string): string | undefined {
  const [, name = ''] = /^Cannot find (?:module|package) '([^']+)'/.exec(message) ?? [];
  if (!PLATFORM_PACKAGES.includes(name)) return undefined;
  return `${name} is built into the platform, but the sandbox loads it from your project. Run: npm install ${name}`;
}

/** How many causes of an error are shown. */
const MAX_CAUSES = 5;

/** One line for each cause of an error, since a message such as "fetch failed" does not contain the reason. */
function causeLines(thrown: Error): string[] {
  const lines: string[] = [];
  for (let { cause } = thrown; cause !== undefined && lines.length < MAX_CAUSES; ) {
    const name = cause instanceof Error ? `${cause.name}: ` : '';
    // Node reports one error for each address of a host, with an empty message of its own.
    const errors: readonly unknown[] = cause instanceof AggregateError ? cause.errors : [];
    const text = messageOf(cause) || errors.map(messageOf).join('; ');
    lines.push(`  caused by ${name}${text}`);
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return lines;
}

/** The stack without the frames of Node and of the sandbox, with the causes of the error before the frames. */
function detailsOf(thrown: unknown): string {
  if (!(thrown instanceof Error) || typeof thrown.stack !== 'string') return messageOf(thrown);
  const isInternal = (line: string) =>
    /^\s+at /.test(line) && INTERNAL_FRAMES.some((part) => line.includes(part));
  const stack = thrown.stack.split('\n').filter((line) => line.trim() !== '' && !isInternal(line));
  const firstFrame = stack.findIndex((line) => /^\s+at /.test(line));
  const lines = stack.toSpliced(firstFrame < 0 ? stack.length : firstFrame, 0, ...causeLines(thrown));
  const hint = missingPackageHint(thrown.message);
  return (hint === undefined ? lines : [hint, ...lines]).join('\n');
}

/** LivePerson's runner reports exactly these classes as runtime errors, and no class derived from them. */
const RUNTIME_ERRORS: readonly unknown[] = [TypeError, ReferenceError, SyntaxError];

function kindOf(thrown: unknown): FailureKind {
  return thrown instanceof Error && RUNTIME_ERRORS.includes(thrown.constructor) ? 'runtime-error' : 'threw';
}

const UNPRINTABLE = 'The function threw a value that cannot be shown';

/** What a function threw after its answer. */
export function lateErrorOf(thrown: unknown): LateError {
  try {
    return { message: messageOf(thrown), details: detailsOf(thrown) };
  } catch {
    return { message: UNPRINTABLE, details: UNPRINTABLE };
  }
}

/** The outcome of a function that threw, rejected or passed an error to its callback. */
export function failedOutcome(thrown: unknown, kind: FailureKind = kindOf(thrown)): FunctionOutcome {
  const value = thrown instanceof Error ? {} : { thrown: 'value' as const };
  try {
    return { kind, message: messageOf(thrown), details: detailsOf(thrown), ...value };
  } catch {
    // The getters of a thrown object may throw as well.
    return { kind, message: UNPRINTABLE, details: UNPRINTABLE, ...value };
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
