import { type TracingChannel, tracingChannel } from 'node:diagnostics_channel';
import type { Delivery, FunctionsErrorCode, Phase } from './errors.js';

/** What is known of an invocation when it begins. */
export interface InvocationFacts {
  readonly accountId: string;
  /** The function's id; missing for an event. */
  readonly lambdaUuid?: string;
  readonly eventId?: string;
  readonly skillId?: string;
  /** The same for all attempts (`X-Request-ID`). */
  readonly requestId: string;
  readonly idempotent: boolean;
}

/** What is known of an invocation when it went well. */
export interface InvocationOutcome {
  readonly status: number;
  readonly attempts: number;
  readonly host: string;
  readonly generation: 'v1' | 'v2';
}

/** What is known of one HTTP request to the gateway when it begins. */
export interface AttemptFacts {
  readonly accountId: string;
  readonly requestId: string;
  /** From 1. */
  readonly attempt: number;
  readonly method: 'GET' | 'POST';
  readonly host: string;
  readonly generation: 'v1' | 'v2';
}

/** What is known of a request that was answered, well or not. */
export interface AttemptOutcome {
  readonly status: number;
}

/** What is known of a token when it is asked for. There is nothing to tell while the one that is held serves. */
export interface TokenFacts {
  readonly accountId: string;
}

/** What is known of a token that was given; never the token. */
export interface TokenOutcome {
  /** How long it lives from when it was asked for, in milliseconds. */
  readonly lifetimeMs: number;
}

/** What is known of a question to the Domain API. There is nothing to tell while a known host serves. */
export interface DomainFacts {
  readonly accountId: string;
  readonly service: string;
}

/** What is known when it was answered. */
export interface DomainOutcome {
  readonly host: string;
}

/** Why a piece of work failed; the same names as in a `FunctionsError`. */
export interface TraceError {
  readonly name: string;
  readonly message: string;
  readonly code: FunctionsErrorCode;
  readonly phase: Phase;
  readonly delivery: Delivery;
  readonly retryable: boolean;
  readonly attempts: number;
  readonly status?: number;
  readonly requestId?: string;
  readonly platformCode?: string;
  readonly retryAfterMs?: number;
}

/**
 * One piece of work, as listeners see it: the same frozen object in every event of it. No secret, token, payload
 * or result is in it.
 */
export type Trace<Facts, Outcome> = Facts & {
  /** How it went; missing until it went well. */
  readonly outcome?: Outcome;
  /** Why it failed; missing until it did, and when everybody who waited for it left. */
  readonly error?: TraceError;
  /** Milliseconds that it took; missing until it is over. */
  readonly durationMs?: number;
};

/** The names of the channels, to be given to `tracingChannel` of `node:diagnostics_channel`. */
export const CHANNELS = {
  /** One `client.invoke`, from the check of its input to its end. */
  invocation: 'lp-faas:invocation',
  /** One HTTP request to the gateway. */
  attempt: 'lp-faas:attempt',
  /** One access token that is asked for. */
  token: 'lp-faas:token',
  /** One host that is asked for. */
  domain: 'lp-faas:domain',
} as const;

/** What each channel tells. */
export interface Traces {
  readonly invocation: Trace<InvocationFacts, InvocationOutcome>;
  readonly attempt: Trace<AttemptFacts, AttemptOutcome>;
  readonly token: Trace<TokenFacts, TokenOutcome>;
  readonly domain: Trace<DomainFacts, DomainOutcome>;
}

/** A channel of ours. */
export type ChannelName = keyof Traces;
/** What is told of a piece of work when it begins. */
export type Facts<Name extends ChannelName> = Omit<Traces[Name], 'outcome' | 'error' | 'durationMs'>;
/** What is told of it when it went well. */
export type Outcome<Name extends ChannelName> = NonNullable<Traces[Name]['outcome']>;

/** What a listener may want to hear of a channel. */
export interface Listener<Name extends ChannelName> {
  /** The work begins. */
  readonly start?: (trace: Traces[Name]) => void;
  /** The work is over, well or not. */
  readonly end?: (trace: Traces[Name]) => void;
}

/** Node's channels themselves. */
export const channels: Readonly<Record<ChannelName, TracingChannel<object>>> = {
  invocation: tracingChannel(CHANNELS.invocation),
  attempt: tracingChannel(CHANNELS.attempt),
  token: tracingChannel(CHANNELS.token),
  domain: tracingChannel(CHANNELS.domain),
};

/**
 * Listens to a channel; answers what ends that. What a listener throws is dropped, where Node itself would make
 * it an uncaught exception of the process.
 */
export function listen<Name extends ChannelName>(name: Name, listener: Listener<Name>): () => void {
  const guarded = (hear: ((trace: Traces[Name]) => void) | undefined) => (trace: unknown) => {
    try {
      hear?.(trace as Traces[Name]);
    } catch {
      // A listener has no say in whether a call goes on.
    }
  };
  const { start, asyncEnd } = channels[name];
  const [onStart, onClose] = [guarded(listener.start), guarded(listener.end)];
  start.subscribe(onStart);
  asyncEnd.subscribe(onClose);
  return () => {
    start.unsubscribe(onStart);
    asyncEnd.unsubscribe(onClose);
  };
}
