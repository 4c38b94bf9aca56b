import { SandboxError } from './errors.js';

/** Behaviour that LivePerson does not document, with the values to choose from. The first value is the default. */
export const GUESSES = {
  /** The format of the timestamps in an event's results: ISO 8601 or Unix milliseconds. */
  'event-timestamp': ['iso', 'ms'],
  /** The status of a successful invocation. */
  'success-status': ['200', '202'],
  /** The body for a function without a result. */
  'no-result': ['null', 'empty'],
  /** How v2 treats a thrown value that is not an Error: as a failure, or as a success with an empty string. */
  'v2-thrown-value': ['failure', 'lost'],
  /** Whether v1 requires `v=1` in the query. */
  'v1-requires-v': ['yes', 'no'],
  /** Whether an invocation requires a timestamp. */
  'requires-timestamp': ['yes', 'no'],
  /** The body of a 404 for an unknown path and of a 405: the sandbox's own JSON, or an error as the gateway sends it. */
  'missing-route': ['json', 'platform', 'html', 'empty'],
  /** The status of v1 for a call without a valid token. */
  'v1-unauthorized': ['401', '403'],
  /** The status of v2 for a call without a valid token. */
  'v2-unauthorized': ['403', '401'],
  /** The status for a token of another account or without the scope. */
  forbidden: ['403', '401'],
  /** The Domain API's answer for an unknown account: an empty list, or this status. */
  'unknown-account': ['empty', '401', '404'],
  /** Sentinel's status for wrong credentials. */
  'wrong-credentials': ['400', '401'],
  /** Whether the gateway accepts a token that was requested with `v=1.0`, which is documented for the Connector API only. */
  'connector-token': ['refused', 'accepted'],
  /** The JSON type of a token's `expires_in`. */
  'expires-in': ['string', 'number', 'absent'],
  /** Whether the gateway's answer repeats the request's X-Request-ID. */
  'echo-request-id': ['no', 'yes'],
  /** The Retry-After of a 429, in seconds. */
  'retry-after': ['absent', '1', '5'],
  /** The answer of a v1 account to a request for v2's function list. */
  'v1-functions-list': ['list', '404'],
} as const;

export type GuessName = keyof typeof GUESSES;

/** The chosen value of each guess. */
export type Guesses = { readonly [name in GuessName]: (typeof GUESSES)[name][number] };

/**
 * Checks the given guesses and adds the defaults.
 *
 * @throws {SandboxError} `invalid-options`
 */
export function readGuesses(given: Readonly<Record<string, string>>): Guesses {
  for (const [name, value] of Object.entries(given)) {
    const values: readonly string[] | undefined = Object.hasOwn(GUESSES, name)
      ? GUESSES[name as GuessName]
      : undefined;
    if (!values) {
      const names = Object.keys(GUESSES).join(', ');
      throw new SandboxError('invalid-options', `There is no guess "${name}". The guesses are ${names}.`);
    }
    if (!values.includes(value)) {
      const text = `The guess ${name} must be ${values.join(' or ')}, not "${value}".`;
      throw new SandboxError('invalid-options', text);
    }
  }
  const defaults = Object.entries(GUESSES).map(([name, [first]]) => [name, first]);
  return { ...Object.fromEntries(defaults), ...given } as Guesses;
}
