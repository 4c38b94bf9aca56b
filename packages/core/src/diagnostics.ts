import { type TracingChannel, tracingChannel } from 'node:diagnostics_channel';
import { assertArgument, CallRules, checkFunction, oneOf } from './checks.js';
import type { FunctionsErrorFields } from './errors.js';

/** Facts of an invocation when it begins. */
export interface InvocationFacts {
  /** The LivePerson account. */
  readonly accountId: string;
  /** The function's id; missing for an event. */
  readonly lambdaUuid?: string;
  /** The event's id; missing for a function. */
  readonly eventId?: string;
  /** The skill that limits the event's functions; missing without one. */
  readonly skillId?: string;
  /** Request id (`X-Request-ID`), the same for all attempts. */
  readonly requestId: string;
  /** Whether the call says that running the function twice does no harm. */
  readonly idempotent: boolean;
}

/** Outcome of an invocation that succeeded. */
export interface InvocationOutcome {
  /** The HTTP status. */
  readonly status: number;
  /** HTTP requests that the invocation took. */
  readonly attempts: number;
  /** The host of the gateway. */
  readonly host: string;
  /** The platform's generation, from the gateway's host name. */
  readonly generation: 'v1' | 'v2';
}

/** Facts of one poll for a function that `waitForFunctionMs` waits for. */
export interface PollFacts extends Omit<InvocationFacts, 'idempotent'> {
  /** From 1. */
  readonly poll: number;
}

/** Outcome of a poll. */
export interface PollOutcome {
  /** Whether the function was found, and therefore invoked. */
  readonly found: boolean;
  /** Milliseconds for which it is waited for from now on; 0 when it was found, and after the last poll. */
  readonly remainingMs: number;
}

/** Facts of one HTTP request to the gateway when it begins. */
export interface AttemptFacts {
  /** The LivePerson account. */
  readonly accountId: string;
  /** Request id of the invocation (`X-Request-ID`), the same for all attempts. */
  readonly requestId: string;
  /** From 1. */
  readonly attempt: number;
  /** `GET` asks whether an event is implemented, `POST` invokes. */
  readonly method: 'GET' | 'POST';
  /** The host of the gateway. */
  readonly host: string;
  /** The platform's generation, from the gateway's host name. */
  readonly generation: 'v1' | 'v2';
}

/** Outcome of a request that got a response, whatever its status. */
export interface AttemptOutcome {
  /** The HTTP status. */
  readonly status: number;
}

/** Facts of a token request. There is none while the cached token is valid. */
export interface TokenFacts {
  /** The LivePerson account. */
  readonly accountId: string;
}

/** Outcome of a token request; never the token. */
export interface TokenOutcome {
  /** Milliseconds that the token is valid from when it was requested. */
  readonly lifetimeMs: number;
}

/** Facts of a request to the Domain API. There is none while the cached host is valid. */
export interface DomainFacts {
  /** The LivePerson account. */
  readonly accountId: string;
  /** The service whose host is looked up: `faasGW` or `sentinel`. */
  readonly service: string;
}

/** Outcome of a request to the Domain API. */
export interface DomainOutcome {
  /** The host that was found. */
  readonly host: string;
}

/** What the library does with the shared cache. */
export type StoreOperation = 'get' | 'set' | 'delete' | 'lock' | 'unlock' | 'add';

/** Why an operation on the shared cache failed. It holds nothing that the cache said but the kind of its error. */
export interface StoreError {
  /** `invalid`: the cache answered something that the library cannot have stored there, and it is ignored. */
  readonly reason: 'timeout' | 'failed' | 'invalid';
  /** The name of the error's class. */
  readonly name: string;
  /** What happened, in words of the library. */
  readonly message: string;
  /** The code of a system error, such as `ECONNREFUSED`, or of Redis, such as `NOPERM`. */
  readonly code?: string;
}

/** An operation on the shared cache that failed, which never fails a call. Published once, at its end. */
export interface StoreFailure {
  /** What the library wanted to do. */
  readonly operation: StoreOperation;
  /** Why it failed. */
  readonly error: StoreError;
  /** Never set: there are traces of failures alone. */
  readonly outcome?: never;
  /** Milliseconds. */
  readonly durationMs: number;
}

/** Why a piece of work failed: the fields of the `FunctionsError`. */
export type TraceError = FunctionsErrorFields;

/**
 * One piece of work as listeners see it: the same frozen object in each of its events. It holds no secret, token,
 * payload or result.
 */
export type Trace<Facts, Outcome> = Facts & {
  /** How it went; missing until it succeeded. */
  readonly outcome?: Outcome;
  /** Why it failed; missing until it did, and when every caller that waited for it left. */
  readonly error?: TraceError;
  /** Milliseconds; missing until it is over. */
  readonly durationMs?: number;
};

/** The names of the channels, for `tracingChannel` of `node:diagnostics_channel`. */
export const CHANNELS = {
  /** One `client.invoke`, from the check of its input to its end. */
  invocation: 'lp-faas:invocation',
  /** One poll for a function that is waited for; only for calls with `waitForFunctionMs`. */
  poll: 'lp-faas:poll',
  /** One HTTP request to the gateway. */
  attempt: 'lp-faas:attempt',
  /** One token request. */
  token: 'lp-faas:token',
  /** One request to the Domain API. */
  domain: 'lp-faas:domain',
  /** One failed operation on the shared cache. */
  store: 'lp-faas:store',
} as const;

/** What the messages of each channel hold. */
export interface Traces {
  /** One `client.invoke`. */
  readonly invocation: Trace<InvocationFacts, InvocationOutcome>;
  /** One poll for a function that is waited for. */
  readonly poll: Trace<PollFacts, PollOutcome>;
  /** One HTTP request to the gateway. */
  readonly attempt: Trace<AttemptFacts, AttemptOutcome>;
  /** One token request. */
  readonly token: Trace<TokenFacts, TokenOutcome>;
  /** One request to the Domain API. */
  readonly domain: Trace<DomainFacts, DomainOutcome>;
  /** One failed operation on the shared cache. */
  readonly store: StoreFailure;
}

/** The name of a channel. */
export type ChannelName = keyof Traces;
/** The facts in a channel's messages. */
export type Facts<Name extends ChannelName> = Omit<Traces[Name], 'outcome' | 'error' | 'durationMs'>;
/** The outcome in a channel's messages. */
export type Outcome<Name extends ChannelName> = NonNullable<Traces[Name]['outcome']>;

/** Receives the messages of a channel. */
export interface Listener<Name extends ChannelName> {
  /** Called when the work begins; not for `store`, which has failures alone. */
  readonly start?: (trace: Traces[Name]) => void;
  /** Called when the work is over, whether it succeeded or failed. */
  readonly end?: (trace: Traces[Name]) => void;
}

const LISTENER_RULES = new CallRules({ start: checkFunction, end: checkFunction }, 'listener');

/** Node's channels themselves. */
export const channels: Readonly<Record<ChannelName, TracingChannel<object>>> = {
  invocation: tracingChannel(CHANNELS.invocation),
  poll: tracingChannel(CHANNELS.poll),
  attempt: tracingChannel(CHANNELS.attempt),
  token: tracingChannel(CHANNELS.token),
  domain: tracingChannel(CHANNELS.domain),
  store: tracingChannel(CHANNELS.store),
};

/**
 * Listens to a channel; returns a function that stops it. What a listener throws is ignored; Node itself would make
 * it an uncaught exception.
 * @throws {@link OptionsError} when there is no such channel, or the listener is not an object with `start` or `end`.
 */
export function listen<Name extends ChannelName>(name: Name, listener: Listener<Name>): () => void {
  assertArgument('name', name, oneOf(...Object.keys(channels)));
  LISTENER_RULES.assert(listener);
  const guarded = (hear: ((trace: Traces[Name]) => void) | undefined) => (trace: unknown) => {
    try {
      hear?.(trace as Traces[Name]);
    } catch {
      // A listener must not end a call.
    }
  };
  const { start, asyncEnd } = channels[name];
  const [onStart, onEnd] = [guarded(listener.start), guarded(listener.end)];
  start.subscribe(onStart);
  asyncEnd.subscribe(onEnd);
  return () => {
    start.unsubscribe(onStart);
    asyncEnd.unsubscribe(onEnd);
  };
}
