import { types } from 'node:util';
import { onOneLine } from './decoded-text.js';

const MAX_LENGTH = 256;

/** The fields of an {@link ErrorCause}. */
export interface ErrorCauseFields {
  /** The name of the error, such as `Error` or `AbortError`. */
  readonly name: string;
  /** Its message, on one line, cut to 256 characters, without secrets, tokens and payloads. */
  readonly message: string;
  /** The code of a system error, such as `ECONNREFUSED`. */
  readonly code?: string;
  /** The system call that failed, such as `connect`. */
  readonly syscall?: string;
}

/**
 * Why an error of the library happened: what is kept of another library's error, or of the reason with which a signal
 * was aborted. Enough to look it up, nothing that could carry a request; it has no stack of its own.
 */
export class ErrorCause extends Error implements ErrorCauseFields {
  readonly code?: string;
  readonly syscall?: string;

  constructor({ name, message, code, syscall }: ErrorCauseFields) {
    super(message);
    const hidden = { enumerable: false, configurable: true, writable: true };
    Object.defineProperties(this, {
      name: { ...hidden, value: name },
      stack: { ...hidden, value: `${name}: ${message}` },
    });
    if (code !== undefined) this.code = code;
    if (syscall !== undefined) this.syscall = syscall;
  }

  /** Returns the fields by name. */
  toJSON(): ErrorCauseFields {
    const { name, message, code, syscall } = this;
    return { name, message, ...(code !== undefined && { code }), ...(syscall !== undefined && { syscall }) };
  }
}

/** Makes untrusted text fit for an error: one line, without invisible characters, 256 characters at most. */
export function shortText(text: string): string {
  const line = onOneLine(text);
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1)}…` : line;
}

const FIELDS = ['name', 'message', 'code', 'syscall'] as const;

/**
 * Reduces what was thrown to its name, message, code and system call.
 * @param show makes a text fit to be shown
 */
export function causeFields(thrown: unknown, show: (text: string) => string = shortText): ErrorCauseFields {
  const fields: Partial<Record<(typeof FIELDS)[number], string>> = {};
  for (const name of FIELDS) {
    const text = textOf(thrown, name);
    if (text !== undefined) fields[name] = show(text);
  }
  if (isErrorLike(thrown)) return { name: 'Error', message: '', ...fields };
  return { name: 'Error', message: 'something that is not an error was thrown' };
}

const isErrorLike = (value: unknown): boolean =>
  types.isNativeError(value) || textOf(value, 'message') !== undefined;

function textOf(value: unknown, name: string): string | undefined {
  try {
    const text = (Object(value) as Record<string, unknown>)[name];
    return typeof text === 'string' ? text : undefined;
  } catch {
    // It may be a getter that throws.
    return undefined;
  }
}
