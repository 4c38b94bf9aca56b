import { type DecodedText, readingsOf, withoutInvisible } from './decoded-text.js';
import { causeFields, type ErrorCauseFields, shortText } from './error-cause.js';
import { isRecord, parseJson } from './json.js';

/** More of an untrusted text is never looked at. */
const MAX_SOURCE_LENGTH = 65_536;

/** Redacting shorter strings would blank out half of every text. */
const MIN_SECRET_LENGTH = 4;

/** Shorter values (`true`, `42`, `de`) identify no one, and redacting them would garble every text. */
const MIN_VALUE_LENGTH = 6;

/** Shorter parts of base64 and hexadecimal text stand in ordinary words, too. */
const MIN_ENCODED_LENGTH = 6;

/** What no error text may repeat. */
export interface Confidential {
  /** Client secrets and tokens: hidden in each encoding that programs use. */
  readonly secrets: readonly string[];
  /** Values of a payload and its headers: hidden as given, and as escapes spell them. */
  readonly values?: readonly string[];
}

const NOTHING: Confidential = { secrets: [] };

/**
 * Makes untrusted text fit for an error message: hides what is confidential (before the cut, so that no half of it
 * stays), replaces invisible characters by spaces, and cuts it to 256 characters.
 */
export function redactText(text: string, confidential: Confidential = NOTHING): string {
  return shortText(hide(text, confidential));
}

function hide(whole: string, { secrets, values = [] }: Confidential): string {
  const text = whole.slice(0, MAX_SOURCE_LENGTH);
  const hidden = new Ranges();
  const known = secrets.flatMap(withTokenParts).filter(({ length }) => length >= MIN_SECRET_LENGTH);
  for (const reading of known.length + values.length === 0 ? [] : readingsOf(text)) {
    for (const secret of known) findSecret(secret, reading, hidden);
    findValues(values, reading, hidden);
  }
  // Where the source was cut, half of a secret may stand at its end.
  if (text.length < whole.length) hidden.add(text.length - longest([...secrets, ...values]), text.length);
  return hidden.replaceIn(text, '[withheld]');
}

const longest = (texts: readonly string[]): number =>
  Math.min(MAX_SOURCE_LENGTH, 12 * texts.reduce((max, { length }) => Math.max(max, length), 0));

/** The claims and the signature of a JWT are as confidential as the whole. */
const withTokenParts = (secret: string): string[] => [
  secret,
  ...secret.split('.').filter((part) => part !== secret && part.length >= 16),
];

/** Finds a secret in plain text, in base64 at each of its three offsets, and in hexadecimal digits. */
function findSecret(secret: string, reading: DecodedText, hidden: Ranges): void {
  const { text } = reading;
  for (const at of positions(text, secret)) hidden.addOf(reading, at, at + secret.length);
  const encoded = [...base64Forms(secret), Buffer.from(secret).toString('hex')];
  for (const form of encoded.filter(({ length }) => length >= MIN_ENCODED_LENGTH)) {
    const haystack = form === encoded.at(-1) ? withLowerHex(text) : text;
    for (const at of positions(haystack, form)) {
      // What stands around it belongs to the same encoded text, such as the user of a Basic pair.
      const [start, end] = runAround(text, at, at + form.length);
      hidden.addOf(reading, start, end);
    }
  }
}

/** The characters of base64 and base64url that a secret alone decides, by its offset in what was encoded. */
function base64Forms(secret: string): string[] {
  const forms = [0, 1, 2].map((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
    const start = Math.ceil((offset * 8) / 6);
    const end = Math.floor((bytes.length * 8) / 6);
    return bytes.toString('base64').slice(start, end);
  });
  return [...new Set(forms.flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]))];
}

/** Keeps every position, which `toLowerCase` does not. */
const withLowerHex = (text: string): string => text.replace(/[A-F]/g, (digit) => digit.toLowerCase());

function runAround(text: string, from: number, to: number): [number, number] {
  const isEncoded = (at: number): boolean => /[A-Za-z0-9+/_=-]/.test(text.charAt(at));
  let [start, end] = [from, to];
  while (start > 0 && isEncoded(start - 1)) start -= 1;
  while (end < text.length && isEncoded(end)) end += 1;
  return [start, end];
}

/** A payload may hold many values and a text few, so those that cannot be in it are sorted out first. */
function findValues(values: readonly string[], reading: DecodedText, hidden: Ranges): void {
  const { text } = reading;
  const beginnings = new Set<string>();
  if (values.length > 0) {
    for (let at = 0; at + MIN_VALUE_LENGTH <= text.length; at += 1)
      beginnings.add(text.slice(at, at + MIN_VALUE_LENGTH));
  }
  for (const given of values) {
    const value = withoutInvisible(given);
    if (value.length < MIN_VALUE_LENGTH || !beginnings.has(value.slice(0, MIN_VALUE_LENGTH))) continue;
    for (const at of positions(text, value)) hidden.addOf(reading, at, at + value.length);
  }
}

function* positions(text: string, part: string): Generator<number> {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) yield at;
}

/** Parts of a text, which may overlap. */
class Ranges {
  readonly #ranges: [number, number][] = [];

  add(start: number, end: number): void {
    this.#ranges.push([Math.max(0, start), end]);
  }

  addOf({ starts, ends }: DecodedText, from: number, to: number): void {
    this.add(starts[from] ?? 0, ends[to - 1] ?? 0);
  }

  replaceIn(text: string, replacement: string): string {
    const parts: string[] = [];
    let at = 0;
    for (const [start, end] of this.#ranges.sort(([a], [b]) => a - b)) {
      if (start >= at) parts.push(text.slice(at, start), replacement);
      at = Math.max(at, end);
    }
    return [...parts, text.slice(at)].join('');
  }
}

/** Reduces another library's error to its name, message, code and system call, without what is confidential. */
export function redactCause(error: unknown, confidential: Confidential = NOTHING): ErrorCauseFields {
  return causeFields(error, (text) => redactText(text, confidential));
}

/** Limits the work per error; payloads of the platform hold far fewer values. */
const MAX_VALUES = 10_000;

/** Matched in the text, because parsing rounds long numbers. */
const LONG_NUMBERS = /-?\d[\d.eE+-]{5,}/g;

/** Error messages of JavaScript name such keys ("Cannot read properties of undefined (reading 'customer')"). */
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/**
 * Lists the values of a payload that no error text may repeat: strings, long numbers, and keys that are not plain
 * identifiers, such as e-mail addresses. Otherwise a function that throws its input would put a customer's data into
 * logs.
 */
export function payloadValues(payloadJson: string): string[] {
  const found = [payloadJson, ...(payloadJson.match(LONG_NUMBERS) ?? []).slice(0, MAX_VALUES)];
  const open: unknown[] = [parseJson(payloadJson)];
  const keep = (text: string): void => {
    if (text.length >= MIN_VALUE_LENGTH) found.push(text);
  };
  while (open.length > 0 && found.length < 2 * MAX_VALUES) {
    const value = open.pop();
    if (isRecord(value)) for (const key of Object.keys(value)) if (!IDENTIFIER.test(key)) keep(key);
    const children = isRecord(value) ? Object.values(value) : value;
    // One by one, since spreading a long list overflows the stack.
    if (Array.isArray(children)) for (const child of children) open.push(child);
    else if (typeof value === 'string') keep(value);
  }
  return found;
}
