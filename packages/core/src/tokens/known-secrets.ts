import type { Credentials } from '../options.js';

/** Rotated secrets that may still be under way. */
const MOST = 3;

/** The credentials as given, and the secrets that they have shown so far: no error text may repeat one. */
export interface WatchedCredentials {
  readonly credentials: Credentials;
  readonly secrets: () => readonly string[];
}

/** Remembers what a provider of the secret answers; one that is text is known anyhow. */
export function watched(credentials: Credentials): WatchedCredentials {
  const { clientId, clientSecret } = credentials;
  if (typeof clientSecret === 'string') return { credentials, secrets: () => [clientSecret] };
  let known: readonly string[] = [];
  const remembering = async (): Promise<string> => {
    const secret: unknown = await clientSecret();
    // What is no text is the token request's to refuse.
    if (typeof secret === 'string' && !known.includes(secret)) known = [secret, ...known].slice(0, MOST);
    return secret as string;
  };
  return { credentials: { clientId, clientSecret: remembering }, secrets: () => known };
}
