import { isFunctionsError, TokenError } from '../errors.js';
import type { Tokens } from '../options.js';
import { redactCause } from '../redaction.js';
import { waitFor } from '../resilience/deadline.js';
import { interruption } from '../resilience/interruption.js';

/** What an Authorization header may hold: without spaces and control characters, and not empty. */
const TOKEN = /^[\x21-\x7e]+$/;

/**
 * Tokens that the caller provides, held to what the library promises: a call ends with its deadline whatever they do,
 * every failure is a `TokenError`, and only what fits into a header is sent.
 */
export class CallerTokens implements Tokens {
  readonly #tokens: Tokens;
  #last: string | undefined;

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
  }

  /** @throws {@link FunctionsError} of a `TokenSource`, otherwise a {@link TokenError}. */
  async get({ signal }: { signal: AbortSignal }): Promise<string> {
    // In an async function, so that a throw is a rejection, too.
    const working = (async (): Promise<unknown> => await this.#tokens.get({ signal }))();
    const token = await waitFor(working, signal).catch((error: unknown) => {
      throw signal.aborted ? interruption(signal.reason, { phase: 'token' }) : asTokenError(error);
    });
    if (isToken(token)) {
      this.#last = token;
      return token;
    }
    throw new TokenError({
      code: 'token-malformed',
      phase: 'token',
      problem: 'tokens.get() did not return a usable token',
      hint: 'Nothing was sent. It must resolve to a text of printable ASCII without white space.',
    });
  }

  ready(): string | undefined {
    try {
      const token: unknown = this.#tokens.ready?.();
      if (isToken(token)) return token;
      // By mistake it may be a promise, whose rejection would be unhandled.
      Promise.resolve(token).catch(() => undefined);
      return undefined;
    } catch {
      // `get` has the error.
      return undefined;
    }
  }

  /** @param given a token that the gateway refused; without it, the one that was used last */
  invalidate(given?: string): void {
    const token = given ?? this.ready() ?? this.#last;
    if (token === undefined) return;
    // What it throws, now or later, must not replace the error of the call.
    (async () => await this.#tokens.invalidate(token))().catch(() => undefined);
  }
}

const isToken = (value: unknown): value is string => typeof value === 'string' && TOKEN.test(value);

function asTokenError(error: unknown): unknown {
  if (isFunctionsError(error)) return error;
  const cause = redactCause(error);
  return new TokenError({
    code: 'token-unavailable',
    phase: 'token',
    problem: `tokens.get() failed (${cause.message})`,
    hint: 'Nothing was sent. Check what provides the tokens.',
    transient: true,
    cause,
  });
}
