import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Whose things are shared. */
export interface Owner {
  /** Scheme and host of the service that they belong to. */
  readonly origin: string;
  readonly accountId: string;
  readonly clientId: string;
}

/** The name under which processes of the same owner find each other's things of a kind; says nothing of the owner. */
export function keyOf(kind: 'token' | 'throttle', { origin, accountId, clientId }: Owner): string {
  const name = JSON.stringify([1, origin, accountId, clientId]);
  return `lp-faas:${kind}:${createHash('sha256').update(name).digest('base64url')}`;
}

/** Makes text unreadable, and unforgeable, for all who do not have the client secret. */
export function seal(text: string, clientSecret: string, key: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, sealingKey(clientSecret, key), nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** The text again; nothing when it was not sealed with this secret for this key. */
export function unseal(sealed: string, clientSecret: string, key: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  const [nonce, rest] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES)];
  try {
    const options = { authTagLength: TAG_BYTES };
    const decipher = createDecipheriv(ALGORITHM, sealingKey(clientSecret, key), nonce, options);
    decipher.setAuthTag(rest.subarray(0, TAG_BYTES));
    return Buffer.concat([decipher.update(rest.subarray(TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    // Rubbish, an older secret, or somebody else's hand: all the same to us.
    return undefined;
  }
}

/** A key for one purpose, so that nothing else that is ever made of the secret fits. */
function sealingKey(clientSecret: string, key: string): Buffer {
  return Buffer.from(hkdfSync('sha256', clientSecret, key, 'lp-faas token cache 1', 32));
}
