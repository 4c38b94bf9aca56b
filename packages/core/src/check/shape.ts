import { isRecord } from '../json.js';

/** The type of a JSON value without the value: of lists the types that occur in them, of objects the types by key. */
export type Shape = string | readonly Shape[] | { readonly [key: string]: Shape };

const MAX_DEPTH = 6;
const MAX_KEYS = 40;
/** More elements of a list are not looked at. */
const MAX_ELEMENTS = 200;

/** What is shown in place of a name that may be a value: an id, an address or a secret. */
const HIDDEN = '*';

/** Names as people give them to fields: short and with two digits at most, so that no id and no token passes. */
const FIELD_NAME = /^(?!(?:\D*\d){3})[A-Za-z][\w-]{0,39}$/;

/** Shows a name, or hides it. `isConfidential` knows what must not be shown although it looks like a name. */
export function fieldName(name: string, isConfidential: (text: string) => boolean): string {
  return FIELD_NAME.test(name) && !isConfidential(name) ? name : HIDDEN;
}

/** Returns the shape of a JSON value. */
export function shapeOf(value: unknown, isConfidential: (text: string) => boolean, depth = 0): Shape {
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  if (depth >= MAX_DEPTH) return 'deeper';
  if (Array.isArray(value)) {
    const shapes = value.slice(0, MAX_ELEMENTS).map((one) => shapeOf(one, isConfidential, depth + 1));
    return [...new Map(shapes.map((shape) => [JSON.stringify(shape), shape])).values()].slice(0, MAX_KEYS);
  }
  const fields = Object.entries(isRecord(value) ? value : {}).slice(0, MAX_KEYS);
  return Object.fromEntries(
    fields.map(([key, field]) => [fieldName(key, isConfidential), shapeOf(field, isConfidential, depth + 1)]),
  );
}
