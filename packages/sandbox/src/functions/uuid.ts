import { createHash } from 'node:crypto';

/** The namespace of the UUIDs. It must never change, or every function would get a new UUID. */
const NAMESPACE = Buffer.from('c1a9e0f25d5b4c0e9a3e6f0b7c2d8e41', 'hex');

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}

/** A version 5 UUID (RFC 9562). Depends only on account and name, so it is the same on every machine. */
export function functionUuid(account: string, name: string): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(`${account}/${name}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
