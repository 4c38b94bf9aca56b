import { SandboxError } from './errors.js';

/** What LivePerson does not document, and what the sandbox can do instead. The first value is the default. */
export const GUESSES = {
  /** How the time of an event's results is written: ISO 8601 or Unix milliseconds. */
  'event-timestamp': ['iso', 'ms'],
  /** The status of an invocation that succeeded. */
  'success-status': ['200', '202'],
  /** The answer for a function without a result. */
  'no-result': ['null', 'empty'],
  /** What v2 makes of a thrown text or object that is no Error: a failure, or a success with an empty text. */
  'v2-thrown-value': ['failure', 'lost'],
  /** What v1 answers to a call without a good token. */
  'v1-unauthorized': ['401', '403'],
  /** What v2 answers to a call without a good token. */
  'v2-unauthorized': ['403', '401'],
  /** What a token for another account, or without the scope, is answered with. */
  forbidden: ['403', '401'],
  /** What the Domain API's list says for an unknown account. */
  'unknown-account': ['empty', '401', '404'],
  /** What Sentinel answers to wrong credentials. */
  'wrong-credentials': ['401', '400'],
  /** How a token's lifetime is written. */
  'expires-in': ['string', 'number', 'absent'],
  /** Whether an answer carries the request's X-Request-ID. */
  'echo-request-id': ['no', 'yes'],
  /** Seconds in the Retry-After of a 429. */
  'retry-after': ['absent', '1', '5'],
  /** What a v1 account answers when it is asked for the list of v2's functions. */
  'v1-functions-list': ['list', '404'],
} as const;

export type GuessName = keyof typeof GUESSES;

/** One value for each guess. */
export type Guesses = { readonly [name in GuessName]: (typeof GUESSES)[name][number] };

/** @throws {SandboxError} `invalid-options` */
export function readGuesses(given: Readonly<Record<string, string>>): Guesses {
  for (const [name, value] of Object.entries(given)) {
    const values: readonly string[] | undefined = Object.hasOwn(GUESSES, name)
      ? GUESSES[name as GuessName]
      : undefined;
    if (!values) {
      const names = Object.keys(GUESSES).join(', ');
      throw new SandboxError('invalid-options', `There is no guess "${name}". Choose one of ${names}.`);
    }
    if (!values.includes(value)) {
      const text = `The guess ${name} can be ${values.join(' or ')}, not "${value}".`;
      throw new SandboxError('invalid-options', text);
    }
  }
  const defaults = Object.entries(GUESSES).map(([name, [first]]) => [name, first]);
  return { ...Object.fromEntries(defaults), ...given } as Guesses;
}
