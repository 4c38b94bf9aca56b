import type { Translate } from '../node-red.js';
import { notSent } from './message-failure.js';

/**
 * Converts headers as other nodes leave them on messages to text: numbers and booleans, and lists such as the
 * `set-cookie` of an earlier response. The library checks everything else.
 *
 * @throws {MessageFailure} if they are not an object, or that names the header whose value has no text.
 */
export function functionHeaders(headers: unknown, translate: Translate): unknown {
  if (typeof headers !== 'object' || headers === null) throw notSent(translate('error.headers'));
  if (Array.isArray(headers)) return headers;
  const entries: Iterable<[string, unknown]> =
    Symbol.iterator in headers ? (headers as Map<string, unknown>) : Object.entries(headers);
  const texts = [...entries].flatMap(([name, value]): [string, string][] => {
    if (value === undefined) return [];
    const text = headerText(value);
    if (text === undefined) throw notSent(translate('error.header', { name }));
    return [[name, text]];
  });
  return Object.fromEntries(texts);
}

function headerText(value: unknown): string | undefined {
  if (!Array.isArray(value)) return simpleText(value);
  const texts = value.map(simpleText);
  return texts.includes(undefined) ? undefined : texts.join(', ');
}

const simpleText = (value: unknown): string | undefined =>
  ['string', 'number', 'boolean', 'bigint'].includes(typeof value) ? String(value) : undefined;
