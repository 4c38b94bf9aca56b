import { setImmediate } from 'node:timers/promises';
import type { InvocationInput } from '@lp-faas/core';
import { isInShard } from '../inputs/shard.js';
import { type DigestedLine, digestOf, readLines } from './lines.js';
import type { BatchPlan } from './plan.js';
import type { RecordWriter } from './record-writer.js';

/** Yields the lines to invoke, and records each as started before it is sent. */
export class LineSource {
  readonly #plan: BatchPlan;
  readonly #records: RecordWriter;
  readonly #invocation: InvocationInput;
  /** The lines in flight, by their index among the inputs. */
  readonly #inFlight = new Map<number, DigestedLine>();
  /** Lines that have settled since the last group began. */
  #settled = 0;
  #isStopped = false;

  constructor(plan: BatchPlan, records: RecordWriter, invocation: InvocationInput) {
    this.#plan = plan;
    this.#records = records;
    this.#invocation = invocation;
  }

  /** Yields no further line. */
  stop(): void {
    this.#isStopped = true;
  }

  /**
   * The invocations, one for each line that the plan invokes. Lines that start in the same turn of the event loop are
   * recorded in one write: one for each line would take a tenth of the batch's time.
   * @param signal aborts before the next group
   */
  async *inputs(signal: AbortSignal): AsyncGenerator<InvocationInput> {
    let index = 0;
    for await (const lines of readLines(this.#plan.payloadsFile)) {
      const invoked = lines.filter(({ line }) => this.#isInvoked(line));
      for (let at = 0; at < invoked.length; ) {
        // As many as settle in a turn of the event loop have room in the next.
        await setImmediate();
        const group = invoked.slice(at, at + Math.max(1, this.#settled)).map(withDigest);
        at += group.length;
        this.#settled = 0;
        // A line without a record is not sent: after a kill, nothing would say that it may have run.
        if (this.#isStopped || signal.aborted) return;
        const started = this.#records.start(group);
        started.forEach((line, place) => {
          this.#inFlight.set(index + place, line);
        });
        for (const line of started) {
          if (this.#isStopped) return;
          index += 1;
          yield { ...this.#invocation, payloadJson: line.text };
        }
        if (started.length < group.length) return;
      }
    }
  }

  /** Returns the line of an input, which is no longer in flight. */
  settle(index: number): DigestedLine {
    const line = this.#inFlight.get(index);
    if (line === undefined) throw new Error(`Input ${index} is not in flight`);
    this.#inFlight.delete(index);
    this.#settled += 1;
    return line;
  }

  /** The lines that were recorded as started and have not settled: once all results are there, those never sent. */
  unsettled(): Iterable<DigestedLine> {
    return this.#inFlight.values();
  }

  #isInvoked(line: number): boolean {
    const { shard, earlier } = this.#plan;
    return (shard === undefined || isInShard(line, shard)) && earlier.decide(line) === 'invoke';
  }
}

const withDigest = ({ line, text }: { line: number; text: string }): DigestedLine => ({
  line,
  text,
  digest: digestOf(text),
});
