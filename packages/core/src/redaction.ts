import { types } from 'node:util';
import { isRecord, parseJson } from './json.js';

const MAX_LENGTH = 256;

/** Control characters, line separators and direction marks, which could fake a line of a log. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is what this is for
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;

/** Redacting shorter strings would blank out half of every text. */
const MIN_CONFIDENTIAL_LENGTH = 4;

/**
 * Makes untrusted text fit for an error message: removes what is confidential (before the cut, so that no half of it
 * stays) and control characters, and cuts it to 256 characters.
 */
export function redactText(text: string, confidential: Iterable<string> = []): string {
  const clean = redact(text, confidential).replace(UNPRINTABLE, ' ').trim();
  return clean.length > MAX_LENGTH ? `${clean.slice(0, MAX_LENGTH - 1)}…` : clean;
}

function redact(text: string, confidential: Iterable<string>): string {
  const forms = new Set<string>();
  for (const value of confidential) {
    if (value.length < MIN_CONFIDENTIAL_LENGTH) continue;
    for (const form of [
      value,
      new URLSearchParams([[value, '']]).toString().slice(0, -1),
      JSON.stringify(value).slice(1, -1),
    ]) {
      forms.add(form);
    }
  }
  // Longest first: a value may contain another one.
  const ordered = [...forms].sort((a, b) => b.length - a.length);
  return ordered.reduce((rest, form) => rest.replaceAll(form, '[withheld]'), text);
}

/** What is kept of another library's error: enough to look it up, nothing that could carry a request. */
export interface RedactedCause {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly syscall?: string;
}

/** Reduces another library's error to its name, message, code and system call. */
export function redactCause(error: unknown, confidential: Iterable<string> = []): RedactedCause {
  if (!types.isNativeError(error))
    return { name: 'Error', message: 'something that is not an error was thrown' };
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  return {
    name: redactText(error.name),
    message: redactText(error.message, confidential),
    ...(typeof code === 'string' && { code: redactText(code) }),
    ...(typeof syscall === 'string' && { syscall: redactText(syscall) }),
  };
}

/** Limits the work per error; payloads of the platform hold far fewer values. */
const MAX_VALUES = 10_000;

/** Shorter values (`true`, `42`, `de`) identify no one, and redacting them would garble every text. */
const MIN_LENGTH = 6;

/** Matched in the text, because parsing rounds long numbers. */
const LONG_NUMBERS = /-?\d[\d.eE+-]{5,}/g;

/**
 * Lists the values of a payload that no error text may repeat. Otherwise a function that throws its input would put
 * a customer's data into logs.
 */
export function payloadValues(payloadJson: string): string[] {
  const found = [payloadJson, ...(payloadJson.match(LONG_NUMBERS) ?? []).slice(0, MAX_VALUES)];
  const open: unknown[] = [parseJson(payloadJson)];
  while (open.length > 0 && found.length < 2 * MAX_VALUES) {
    const value = open.pop();
    const children = isRecord(value) ? Object.values(value) : value;
    // One by one, since spreading a long list overflows the stack.
    if (Array.isArray(children)) for (const child of children) open.push(child);
    else if (typeof value === 'string' && value.length >= MIN_LENGTH) found.push(value);
  }
  return found;
}
