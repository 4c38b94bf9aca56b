import { setMaxListeners } from 'node:events';
import { FunctionsError } from '../errors.js';
import type { InvocationInput } from '../invocation/invocation-input.js';
import type { InvocationResult } from '../invocation/invocation-result.js';
import { forwardAbort, type StopSignal } from '../resilience/close-signal.js';
import { waitFor } from '../resilience/deadline.js';
import { ResultQueue } from './result-queue.js';

/** More than that have to be earned, one by one, so that a platform which allows less is not run over at once. */
const INITIAL_CONCURRENCY = 16;

/** What became of one input. */
export type SettledInvocation<T = unknown> = {
  /** The input's place, from 0. */
  readonly index: number;
  readonly input: InvocationInput;
} & (
  | { readonly status: 'fulfilled'; readonly value: InvocationResult<T> }
  | { readonly status: 'rejected'; readonly reason: FunctionsError }
);

/** What the work needs. */
export interface BatchWork {
  readonly concurrency: number;
  readonly isOrdered: boolean;
  /** Each ends the work. */
  readonly ends: readonly (StopSignal | undefined)[];
  invoke(input: InvocationInput, signal: AbortSignal): Promise<InvocationResult>;
}

/** The inputs, all there or yet to come. */
export type Inputs = Iterable<InvocationInput> | AsyncIterable<InvocationInput>;
type Source = AsyncIterator<InvocationInput, unknown> | Iterator<InvocationInput, unknown>;

/**
 * Invokes once per input, so many at once, and gives what became of each. Inputs are read when there is room
 * for them, and room there is only when the reader takes what is settled: memory stays flat, however many come.
 */
export async function* invokeAll(inputs: Inputs, batch: BatchWork): AsyncGenerator<SettledInvocation> {
  const source = iteratorOf(inputs);
  const outbox = new ResultQueue<SettledInvocation>(batch.isOrdered);
  const leaving = new AbortController();
  // One listener an invocation in flight: no leak, so no warning.
  setMaxListeners(0, leaving.signal);
  const unlink = batch.ends.map((end) => forwardAbort(end, leaving));
  const reading = readAll(source, outbox, batch, leaving.signal);
  // Who reads the results learns of it, after the last of them.
  reading.catch(() => undefined);
  try {
    for (let next = await outbox.take(); next !== undefined; next = await outbox.take()) yield next.value;
    await reading;
  } finally {
    for (const stop of unlink) stop();
    // Nobody reads on: nothing may go on behind the reader's back.
    leaving.abort(new Error('Nobody reads the results any more'));
    await outbox.idle();
  }
}

/** Reads inputs while there is room, and starts each. Throws what the source of the inputs throws. */
async function readAll(
  source: Source,
  outbox: ResultQueue<SettledInvocation>,
  batch: BatchWork,
  signal: AbortSignal,
): Promise<void> {
  try {
    for (let index = 0; ; index += 1) {
      while (!outbox.hasRoom(Math.min(batch.concurrency, INITIAL_CONCURRENCY + outbox.finished))) {
        await waitFor(outbox.changed(), signal);
      }
      const next = await waitFor(Promise.resolve(source.next()), signal);
      if (next.done) return;
      outbox.add(settle(next.value, index, batch, signal));
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    // One that waits for its next input cannot be made to answer: it is told, and not waited for.
    (async () => await source.return?.())().catch(() => undefined);
  } finally {
    outbox.close();
  }
}

async function settle(
  input: InvocationInput,
  index: number,
  batch: BatchWork,
  signal: AbortSignal,
): Promise<SettledInvocation> {
  try {
    return { index, input, status: 'fulfilled', value: await batch.invoke(input, signal) };
  } catch (error) {
    if (!(error instanceof FunctionsError)) throw error;
    return { index, input, status: 'rejected', reason: error };
  }
}

function iteratorOf(inputs: Inputs): Source {
  return Symbol.asyncIterator in inputs ? inputs[Symbol.asyncIterator]() : inputs[Symbol.iterator]();
}
