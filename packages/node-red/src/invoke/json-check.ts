import { types } from 'node:util';

/**
 * Finds what JSON cannot hold in a value, although `JSON.stringify` accepts it: it writes `{}` for a Map, and null for
 * NaN. Returns its kind, such as `Map`, or undefined. A cycle exhausts the stack, as any deeper value does.
 *
 * Values of Function nodes come from another realm, so their classes are not those of this one.
 */
export function findNonJson(value: unknown): string | undefined {
  switch (typeof value) {
    case 'object':
      return value === null ? undefined : inObject(value);
    case 'number':
      return Number.isFinite(value) ? undefined : String(value);
    case 'function':
    case 'symbol':
    case 'bigint':
      return typeof value;
    default:
      return undefined;
  }
}

function inObject(object: object): string | undefined {
  if (Array.isArray(object)) return inList(object);
  if (types.isDate(object)) return Number.isNaN(Number(object)) ? 'Date' : undefined;
  if (types.isBoxedPrimitive(object)) return findNonJson(object.valueOf());
  // Buffers and other classes say themselves how they are written.
  if (typeof (object as { toJSON?: unknown }).toJSON === 'function') return undefined;
  const keys = Object.keys(object);
  if (!isPlain(object) && (keys.length === 0 || losesContent(object))) return className(object);
  return inList(keys.map((key) => (object as Record<string, unknown>)[key]));
}

function inList(values: readonly unknown[]): string | undefined {
  for (const value of values) {
    const kind = value === undefined ? undefined : findNonJson(value);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

function isPlain(object: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(object);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Whether an object has content that is not in its properties, or properties that are not its content. */
const losesContent = (object: object): boolean =>
  types.isNativeError(object) || types.isMap(object) || types.isSet(object) || ArrayBuffer.isView(object);

function className(object: object): string {
  const name: unknown = Object((object as { constructor?: unknown }).constructor).name;
  return typeof name === 'string' && /^\w{1,40}$/.test(name) ? name : 'object';
}
