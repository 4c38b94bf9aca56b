import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The owner of shared entries. */
export interface Owner {
  /** Scheme and host of the service. */
  readonly origin: string;
  readonly accountId: string;
  readonly clientId: string;
}

/** Returns the key of an owner's shared entry; a hash, so that it does not reveal the owner. */
export function keyOf(kind: 'token' | 'throttle', { origin, accountId, clientId }: Owner): string {
  const name = JSON.stringify([1, origin, accountId, clientId]);
  return `lp-faas:${kind}:${createHash('sha256').update(name).digest('base64url')}`;
}

/** Encrypts and authenticates text (AES-256-GCM) with a key derived from the client secret. */
export function seal(text: string, clientSecret: string, key: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, sealingKey(clientSecret, key), nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** Decrypts text; returns `undefined` unless it was sealed with the same secret for the same key. */
export function unseal(sealed: string, clientSecret: string, key: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  const [nonce, rest] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES)];
  try {
    const options = { authTagLength: TAG_BYTES };
    const decipher = createDecipheriv(ALGORITHM, sealingKey(clientSecret, key), nonce, options);
    decipher.setAuthTag(rest.subarray(0, TAG_BYTES));
    return Buffer.concat([decipher.update(rest.subarray(TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    // Malformed, forged, or sealed with an older secret: all three count as a cache miss.
    return undefined;
  }
}

/** Derives a key for this purpose and this entry alone. */
function sealingKey(clientSecret: string, key: string): Buffer {
  return Buffer.from(hkdfSync('sha256', clientSecret, key, 'lp-faas token cache 1', 32));
}
