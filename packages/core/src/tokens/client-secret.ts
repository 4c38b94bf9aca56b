import { TokenError } from '../errors.js';
import { isCredential } from '../option-checks.js';
import type { Credentials } from '../options.js';
import type { Clock } from '../resilience/clock.js';
import { Deadline, waitFor } from '../resilience/deadline.js';

const PROVIDER_TIMEOUT_MS = 10_000;

const NAME = 'credentials.clientSecret';

/**
 * Returns the client secret that is valid now. Calls a provider each time, so that a rotated secret is picked up.
 * @throws {@link TokenError} `token-unavailable` (transient) when the provider throws or takes longer than ten seconds,
 * `credentials-rejected` when its value cannot be a secret. The error does not quote the value.
 */
export async function currentSecret(
  { clientSecret }: Credentials,
  clock: Clock,
  signal: AbortSignal,
): Promise<string> {
  if (typeof clientSecret === 'string') return clientSecret;
  using deadline = new Deadline(clock, PROVIDER_TIMEOUT_MS, [signal]);
  // In an async function, so that a throw is a rejection too.
  const provided = (async () => await clientSecret())();
  const secret: unknown = await waitFor(provided, deadline.signal).catch(() => {
    // When every caller has aborted, the reason is theirs.
    signal.throwIfAborted();
    throw noSecret(deadline.signal.aborted);
  });
  if (isCredential(secret)) return secret;
  throw new TokenError({
    code: 'credentials-rejected',
    phase: 'token',
    problem: `The function in ${NAME} did not return a usable secret`,
    hint: 'It must resolve to printable ASCII without white space; check for a trailing line break. Nothing was sent.',
  });
}

function noSecret(tookTooLong: boolean): TokenError {
  const failure = tookTooLong ? `did not return within ${PROVIDER_TIMEOUT_MS} ms` : 'failed';
  return new TokenError({
    code: 'token-unavailable',
    phase: 'token',
    problem: `The function in ${NAME} ${failure}`,
    hint: 'Check that function. Its own error is not shown here, because it may quote the secret.',
    transient: true,
  });
}

/** Rotated secrets that a pending request may still use. */
const MAX_SECRETS = 3;

/** The credentials, and the secrets they have provided so far, to be redacted from error texts. */
export interface RememberedCredentials {
  readonly credentials: Credentials;
  readonly secrets: () => readonly string[];
}

/** Wraps a secret provider so that its secrets are remembered; a string secret needs no wrapper. */
export function rememberSecrets(credentials: Credentials): RememberedCredentials {
  const { clientId, clientSecret } = credentials;
  if (typeof clientSecret === 'string') return { credentials, secrets: () => [clientSecret] };
  let secrets: readonly string[] = [];
  const remembering = async (): Promise<string> => {
    const secret: unknown = await clientSecret();
    // A value that is not a string is rejected later, by the token request.
    if (typeof secret === 'string' && !secrets.includes(secret))
      secrets = [secret, ...secrets].slice(0, MAX_SECRETS);
    return secret as string;
  };
  return { credentials: { clientId, clientSecret: remembering }, secrets: () => secrets };
}
