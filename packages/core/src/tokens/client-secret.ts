import { TokenError } from '../errors.js';
import { isCredential } from '../option-checks.js';
import type { Credentials } from '../options.js';
import type { Clock } from '../resilience/clock.js';
import { Deadline, waitFor } from '../resilience/deadline.js';

const PROVIDER_TIMEOUT_MS = 10_000;

const NAME = 'credentials.clientSecret';

/**
 * The client secret that is valid now; a provider is asked each time, so that a rotated one is found.
 * @throws {TokenError} `token-unavailable` (a transient failure) when the provider throws or takes ten seconds,
 * `credentials-rejected` when what it gives cannot be a secret. Nothing of it is shown.
 */
export async function currentSecret(
  { clientSecret }: Credentials,
  clock: Clock,
  signal: AbortSignal,
): Promise<string> {
  if (typeof clientSecret === 'string') return clientSecret;
  using deadline = new Deadline(clock, PROVIDER_TIMEOUT_MS, [signal]);
  // In an async function, so that a throw is a rejection too.
  const asked = (async () => await clientSecret())();
  const secret: unknown = await waitFor(asked, deadline.signal).catch(() => {
    // Everybody who waited has left: that is their story to tell.
    signal.throwIfAborted();
    throw noSecret(deadline.signal.aborted);
  });
  if (isCredential(secret)) return secret;
  throw new TokenError({
    code: 'credentials-rejected',
    phase: 'token',
    problem: `The function in ${NAME} gave no usable secret`,
    hint: 'It must resolve to printable ASCII without white space (look at its ends); nothing was sent.',
  });
}

function noSecret(tookTooLong: boolean): TokenError {
  const how = tookTooLong ? `did not answer within ${PROVIDER_TIMEOUT_MS} ms` : 'failed';
  return new TokenError({
    code: 'token-unavailable',
    phase: 'token',
    problem: `The function in ${NAME} ${how}`,
    hint: 'Look for its own error there; it is not shown here, because it may quote the secret.',
    transient: true,
  });
}

/** Rotated secrets that may still be under way. */
const MAX_SECRETS = 3;

/** The credentials as given, and the secrets that they have shown so far: no error text may repeat one. */
export interface RememberedCredentials {
  readonly credentials: Credentials;
  readonly secrets: () => readonly string[];
}

/** Remembers what a provider of the secret answers; one that is text is known anyhow. */
export function rememberSecrets(credentials: Credentials): RememberedCredentials {
  const { clientId, clientSecret } = credentials;
  if (typeof clientSecret === 'string') return { credentials, secrets: () => [clientSecret] };
  let known: readonly string[] = [];
  const remembering = async (): Promise<string> => {
    const secret: unknown = await clientSecret();
    // What is no text is the token request's to refuse.
    if (typeof secret === 'string' && !known.includes(secret))
      known = [secret, ...known].slice(0, MAX_SECRETS);
    return secret as string;
  };
  return { credentials: { clientId, clientSecret: remembering }, secrets: () => known };
}
