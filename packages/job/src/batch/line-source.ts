import type { InvocationInput } from '@lp-faas/core';
import { type Line, readLines } from './lines.js';
import type { BatchPlan } from './plan.js';
import { startOf } from './records.js';
import type { ResultFile } from './result-file.js';

/** Gives out the lines that are to be invoked, each noted as started before it is. */
export class LineSource {
  readonly #plan: BatchPlan;
  readonly #file: ResultFile;
  readonly #invocation: InvocationInput;
  /** What is given out and not settled, by its place among the inputs. */
  readonly #started = new Map<number, Line>();
  #isStopped = false;

  constructor(plan: BatchPlan, file: ResultFile, invocation: InvocationInput) {
    this.#plan = plan;
    this.#file = file;
    this.#invocation = invocation;
  }

  /** No further line is given out. */
  stop(): void {
    this.#isStopped = true;
  }

  async *inputs(): AsyncGenerator<InvocationInput> {
    let index = 0;
    for await (const line of readLines(this.#plan.payloadsFile)) {
      if (this.#plan.earlier.settled(line.line) !== undefined) continue;
      // What cannot be noted is not sent: a killed run could not tell that it may have run.
      if (this.#isStopped || !this.#file.add(startOf(line))) return;
      this.#started.set(index, line);
      index += 1;
      yield { ...this.#invocation, payloadJson: line.text };
    }
  }

  /** The line that was given out as this input; it is settled. */
  settle(index: number): Line {
    const line = this.#started.get(index);
    if (line === undefined) throw new Error(`No line was given out as input ${index}`);
    this.#started.delete(index);
    return line;
  }
}
