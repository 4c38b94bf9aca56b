import type { TracingChannel } from 'node:diagnostics_channel';
import { inspect } from 'node:util';
import { type ChannelName, channels, type Facts, type Outcome } from './diagnostics.js';
import { isFunctionsError } from './errors.js';

/** What listeners see of a piece of work. Frozen; its end is behind getters, because it is not known at first. */
class TraceMessage {
  #end: { readonly outcome?: object; readonly error?: object; readonly durationMs?: number } = {};

  constructor(facts: object) {
    Object.assign(this, facts);
    Object.freeze(this);
  }

  get outcome(): object | undefined {
    return this.#end.outcome;
  }

  get error(): object | undefined {
    return this.#end.error;
  }

  get durationMs(): number | undefined {
    return this.#end.durationMs;
  }

  static end(message: TraceMessage, end: { outcome?: object; error?: object; durationMs: number }): void {
    message.#end = Object.freeze(end);
  }

  toJSON(): object {
    return { ...this, ...this.#end };
  }

  [inspect.custom](): string {
    return inspect(this.toJSON());
  }
}

/** What to publish of a piece of work. */
export interface TraceSpec<Name extends ChannelName, T> {
  readonly facts: Facts<Name>;
  /** Returns what listeners may see of the result. */
  outcome(result: T): Outcome<Name>;
  /** Milliseconds on a monotonic clock. */
  now(): number;
}

/** Whether a channel has a listener; without one, a warm call spares the closures that `traced` needs. */
export const hasListener = (name: ChannelName): boolean => channels[name].hasSubscribers;

/** Does a piece of work and publishes it to listeners. Without a listener it costs nothing. */
export function traced<Name extends ChannelName, T>(
  name: Name,
  work: () => Promise<T>,
  telling: () => TraceSpec<Name, T>,
): Promise<T> {
  return channels[name].hasSubscribers ? publishTrace(channels[name], work, telling()) : work();
}

/** Publishes the same events in the same order as Node's own `tracePromise`, which would publish the result, too. */
async function publishTrace<Name extends ChannelName, T>(
  { start, end, asyncStart, asyncEnd, error: failed }: TracingChannel<object>,
  work: () => Promise<T>,
  { facts, outcome, now }: TraceSpec<Name, T>,
): Promise<T> {
  const message = new TraceMessage(facts);
  const startedAt = now();
  const took = (): number => Math.round(now() - startedAt);
  const working = start.runStores(message, work);
  end.publish(message);
  try {
    const result = await working;
    TraceMessage.end(message, { outcome: Object.freeze(outcome(result)), durationMs: took() });
    return result;
  } catch (error) {
    // Anything else is an abort that the caller turns into an error.
    const shown = isFunctionsError(error) ? { error: Object.freeze(error.toJSON()) } : {};
    TraceMessage.end(message, { ...shown, durationMs: took() });
    failed.publish(message);
    throw error;
  } finally {
    asyncStart.publish(message);
    asyncEnd.publish(message);
  }
}
