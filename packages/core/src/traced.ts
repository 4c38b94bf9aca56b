import type { TracingChannel } from 'node:diagnostics_channel';
import { inspect } from 'node:util';
import { type ChannelName, channels, type Facts, type Outcome } from './diagnostics.js';
import { isFunctionsError } from './errors.js';

/** What a listener sees of a piece of work. Frozen; how it ended is behind getters, since it is not known at first. */
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

  static end(told: TraceMessage, end: { outcome?: object; error?: object; durationMs: number }): void {
    told.#end = Object.freeze(end);
  }

  toJSON(): object {
    return { ...this, ...this.#end };
  }

  [inspect.custom](): string {
    return inspect(this.toJSON());
  }
}

/** How a piece of work is told. */
export interface TraceSpec<Name extends ChannelName, T> {
  readonly facts: Facts<Name>;
  /** Only what listeners may see of what came out. */
  outcome(result: T): Outcome<Name>;
  /** Milliseconds on a monotonic clock. */
  now(): number;
}

/** Does a piece of work and tells the listeners of it; when there are none, nobody asks how it would be told. */
export function traced<Name extends ChannelName, T>(
  name: Name,
  work: () => Promise<T>,
  telling: () => TraceSpec<Name, T>,
): Promise<T> {
  return channels[name].hasSubscribers ? tell(channels[name], work, telling()) : work();
}

/** The events and their order are those of Node's own `tracePromise`, which would tell the result as well. */
async function tell<Name extends ChannelName, T>(
  { start, end, asyncStart, asyncEnd, error: failed }: TracingChannel<object>,
  work: () => Promise<T>,
  { facts, outcome, now }: TraceSpec<Name, T>,
): Promise<T> {
  const told = new TraceMessage(facts);
  const startedAt = now();
  const took = (): number => Math.round(now() - startedAt);
  const working = start.runStores(told, work);
  end.publish(told);
  try {
    const result = await working;
    TraceMessage.end(told, { outcome: Object.freeze(outcome(result)), durationMs: took() });
    return result;
  } catch (error) {
    // Anything else is an abort on its way to becoming an error of ours.
    const shown = isFunctionsError(error) ? { error: Object.freeze(error.toJSON()) } : {};
    TraceMessage.end(told, { ...shown, durationMs: took() });
    failed.publish(told);
    throw error;
  } finally {
    asyncStart.publish(told);
    asyncEnd.publish(told);
  }
}
