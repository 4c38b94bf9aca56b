import type { InvocationInput } from '@lp-faas/core';
import { isInShard } from '../inputs/shard.js';
import { type Line, readLines } from './lines.js';
import type { BatchPlan } from './plan.js';
import { startOf } from './records.js';
import type { ResultFile } from './result-file.js';

/** Yields the lines to invoke, and records each as started before it is sent. */
export class LineSource {
  readonly #plan: BatchPlan;
  readonly #file: ResultFile;
  readonly #invocation: InvocationInput;
  /** The lines in flight, by their index among the inputs. */
  readonly #inFlight = new Map<number, Line>();
  #isStopped = false;

  constructor(plan: BatchPlan, file: ResultFile, invocation: InvocationInput) {
    this.#plan = plan;
    this.#file = file;
    this.#invocation = invocation;
  }

  /** Yields no further line. */
  stop(): void {
    this.#isStopped = true;
  }

  /** The invocations, one for each line that the plan invokes. */
  async *inputs(): AsyncGenerator<InvocationInput> {
    let index = 0;
    const { payloadsFile, shard } = this.#plan;
    for await (const line of readLines(payloadsFile)) {
      if (shard !== undefined && !isInShard(line.line, shard)) continue;
      if (this.#plan.earlier.decide(line.line) !== 'invoke') continue;
      // A line without a record is not sent: after a kill, nothing would say that it may have run.
      if (this.#isStopped || !this.#file.add(startOf(line))) return;
      this.#inFlight.set(index, line);
      index += 1;
      yield { ...this.#invocation, payloadJson: line.text };
    }
  }

  /** Returns the line of an input, which is no longer in flight. */
  settle(index: number): Line {
    const line = this.#inFlight.get(index);
    if (line === undefined) throw new Error(`Input ${index} is not in flight`);
    this.#inFlight.delete(index);
    return line;
  }
}
