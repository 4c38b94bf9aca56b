/** Hides a text's secrets. */
export type Redact = (text: string) => string;

const HIDDEN = 'REDACTED';

/** A JSON Web Token, or the beginning of one: access tokens and DPoP proofs are. */
const JWT = /eyJ[\w-]{6,}(?:\.[\w-]*)*/g;

/** Shorter ones would hide parts of ordinary words. */
const MIN_SECRET_LENGTH = 4;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Creates a function that hides tokens and secrets, also if characters of them are percent-encoded.
 *
 * @param secrets the secrets that are known at the time of the call
 */
export function redactor(secrets: () => readonly string[]): Redact {
  const hide = (text: string) =>
    secrets()
      .filter((secret) => secret.length >= MIN_SECRET_LENGTH)
      .reduce((shown, secret) => shown.replaceAll(secret, HIDDEN), text.replace(JWT, HIDDEN));
  return (text) => {
    const shown = hide(text);
    const plain = decoded(shown);
    const hidden = hide(plain);
    return hidden === plain ? shown : hidden;
  };
}
