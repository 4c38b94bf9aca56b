export type Encode = (text: string) => string;

const percent: Encode = (text) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const hex: Encode = (text) => Buffer.from(text).toString('hex');
const base64: Encode = (text) => Buffer.from(text).toString('base64');
const json: Encode = (text) => JSON.stringify(text).slice(1, -1);

/** Forms in which programs write a text that they were given. */
export const TEXT_FORMS: Readonly<Record<string, Encode>> = {
  'as given': (text) => text,
  'JSON-escaped': json,
  'JSON-escaped twice': (text) => json(json(text)),
  'escaped as \\u': (text) =>
    [...text].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  'escaped as \\x': (text) => [...text].map((c) => `\\x${hex(c)}`).join(''),
  'form-encoded': (text) => new URLSearchParams([[text, '']]).toString().slice(0, -1),
  'percent-encoded in lower case': percent,
  'percent-encoded in upper case': (text) => percent(text).toUpperCase(),
  'percent-encoded twice': (text) => percent(text).replaceAll('%', '%25'),
  'in base64': base64,
  'in base64 after one byte': (text) => base64(`:${text}`),
  'in base64 after two bytes': (text) => base64(`a:${text}`),
  'in a Basic pair': (text) => `Basic ${base64(`client-id:${text}`)}`,
  'in base64url': (text) => Buffer.from(`id:${text}`).toString('base64url'),
  'in base64, percent-encoded': (text) => encodeURIComponent(base64(text)),
  'in hexadecimal': hex,
  'in upper-case hexadecimal': (text) => hex(text).toUpperCase(),
  'as decimal character references': (text) => [...text].map((c) => `&#${c.charCodeAt(0)};`).join(''),
  'as hexadecimal character references': (text) => [...text].map((c) => `&#x${hex(c)};`).join(''),
  'with HTML entities': (text) =>
    text.replace(
      /[&<>"']/g,
      (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? '&#39;',
    ),
};
