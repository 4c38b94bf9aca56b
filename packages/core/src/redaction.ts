import { types } from 'node:util';

const MAX_LENGTH = 256;

/** Control characters, line and paragraph separators, direction marks: nothing that can fake a line of a log. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is what this is for
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;

/** Shorter strings would blank out half of every text and identify nobody. */
const MIN_CONFIDENTIAL_LENGTH = 4;

/**
 * Makes text that came from outside fit for an error message: what is confidential is taken out (before the
 * cut, so that no half of it stays), control characters are dropped, and it is cut to 256 characters.
 */
export function foreignText(text: string, confidential: Iterable<string> = []): string {
  const clean = withhold(text, confidential).replace(UNPRINTABLE, ' ').trim();
  return clean.length > MAX_LENGTH ? `${clean.slice(0, MAX_LENGTH - 1)}…` : clean;
}

function withhold(text: string, confidential: Iterable<string>): string {
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

/** What is kept of an error that is not ours: enough to look it up, nothing that could carry a request. */
export interface ForeignCause {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly syscall?: string;
}

/** Reduces a foreign error to its name, message, code and system call. */
export function foreignCause(error: unknown, confidential: Iterable<string> = []): ForeignCause {
  if (!types.isNativeError(error))
    return { name: 'Error', message: 'something that is not an error was thrown' };
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  return {
    name: foreignText(error.name),
    message: foreignText(error.message, confidential),
    ...(typeof code === 'string' && { code: foreignText(code) }),
    ...(typeof syscall === 'string' && { syscall: foreignText(syscall) }),
  };
}
