import { assertArgument, type Check, methods, must } from '../checks.js';
import { type AnyFunctionsError, isFunctionsError } from '../errors.js';
import type { InvocationInput } from '../invocation/invocation-input.js';
import type { InvocationResult } from '../invocation/invocation-result.js';
import { forwardAbort, type StopSignal } from '../resilience/close-signal.js';
import { waitFor } from '../resilience/deadline.js';
import { ResultQueue } from './result-queue.js';

/** Concurrency starts here and grows by one with each success, so that a platform that allows less is not flooded. */
const INITIAL_CONCURRENCY = 16;

/** What became of one input. */
export type SettledInvocation<T = unknown> = {
  /** The input's position, from 0. */
  readonly index: number;
  /** The input as it was given. */
  readonly input: InvocationInput;
} & (
  | {
      /** The invocation succeeded. */
      readonly status: 'fulfilled';
      /** What `invoke` resolves to. */
      readonly value: InvocationResult<T>;
    }
  | {
      /** The invocation failed. */
      readonly status: 'rejected';
      /** What `invoke` rejects with. */
      readonly reason: AnyFunctionsError;
    }
);

/** What {@link invokeAll} needs. */
export interface InvokeAllWork {
  readonly concurrency: number;
  readonly isOrdered: boolean;
  /** Each of these ends the work. */
  readonly ends: readonly (StopSignal | undefined)[];
  invoke(input: InvocationInput, signal: AbortSignal): Promise<InvocationResult>;
}

/** A list of inputs, or anything that yields them over time. */
export type InvocationInputs = Iterable<InvocationInput> | AsyncIterable<InvocationInput>;
type Source = AsyncIterator<InvocationInput, unknown> | Iterator<InvocationInput, unknown>;

/**
 * Invokes once per input with limited concurrency, and yields what became of each. It reads an input only when there
 * is room, and there is room only while the consumer takes results: memory stays flat, however many there are.
 */
export async function* invokeAll(
  inputs: InvocationInputs,
  batch: InvokeAllWork,
): AsyncGenerator<SettledInvocation> {
  const source = iteratorOf(inputs);
  const outbox = new ResultQueue<SettledInvocation>(batch.isOrdered);
  const leaving = new AbortController();
  const unlink = batch.ends.map((end) => forwardAbort(end, leaving));
  const reading = readAll(source, outbox, batch, leaving.signal);
  // The consumer gets this error after the last result.
  reading.catch(() => undefined);
  try {
    for (let next = await outbox.take(); next !== undefined; next = await outbox.take()) yield next.value;
    await reading;
  } finally {
    for (const stop of unlink) stop();
    // The consumer has left, so nothing may go on in the background.
    leaving.abort(new Error('The results are not read any more'));
    await outbox.idle();
  }
}

/** Reads inputs while there is room, and starts each. Throws what the source throws. */
async function readAll(
  source: Source,
  outbox: ResultQueue<SettledInvocation>,
  batch: InvokeAllWork,
  signal: AbortSignal,
): Promise<void> {
  try {
    for (let index = 0; ; index += 1) {
      while (!outbox.hasRoom(Math.min(batch.concurrency, INITIAL_CONCURRENCY + outbox.finished))) {
        await waitFor(outbox.changed(), signal);
      }
      signal.throwIfAborted();
      const next: unknown = await waitFor(Promise.resolve(source.next()), signal);
      assertArgument('inputs', next, ITERATION);
      const { done, value } = next as IteratorResult<InvocationInput>;
      if (done) return;
      outbox.add(settle(value, index, batch, signal));
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    // A source that waits for its next input cannot be interrupted, so its end is not awaited.
    (async () => await source.return?.())().catch(() => undefined);
  } finally {
    outbox.close();
  }
}

async function settle(
  input: InvocationInput,
  index: number,
  batch: InvokeAllWork,
  signal: AbortSignal,
): Promise<SettledInvocation> {
  try {
    return { index, input, status: 'fulfilled', value: await batch.invoke(input, signal) };
  } catch (error) {
    if (!isFunctionsError(error)) throw error;
    return { index, input, status: 'rejected', reason: error };
  }
}

/** @throws {@link OptionsError} when the inputs only look as if they were iterable. */
function iteratorOf(inputs: InvocationInputs): Source {
  const iterable = inputs as Partial<AsyncIterable<InvocationInput> & Iterable<InvocationInput>>;
  const source: unknown = iterable[Symbol.asyncIterator]?.() ?? iterable[Symbol.iterator]?.();
  assertArgument('inputs', source, ITERATOR);
  return source as Source;
}

const ITERATOR = methods('iterable: their iterator has no next()', ['next']);

const ITERATION: Check = (value) =>
  must(Object(value) === value, 'iterable: next() of their iterator does not return an object');
