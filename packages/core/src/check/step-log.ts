import { type FunctionsError, InvocationError, isFunctionsError } from '../errors.js';
import { foreignCause } from '../redaction.js';
import type { Clock } from '../resilience/clock.js';
import type { CheckOptions, CheckReport, CheckStep, CheckStepName, Finding } from './check-report.js';

/** Walks the steps of a check: after one that failed, the rest is skipped. */
export class StepLog {
  readonly #clock: Clock;
  readonly #onStep: (step: CheckStep) => unknown;
  readonly #steps: CheckStep[] = [];

  constructor(clock: Clock, { onStep = () => undefined }: CheckOptions) {
    this.#clock = clock;
    this.#onStep = onStep;
  }

  get report(): CheckReport {
    return Object.freeze({ ok: !this.#hasFailed, steps: Object.freeze([...this.#steps]) });
  }

  async step(name: CheckStepName, work: () => Promise<Finding>): Promise<void> {
    if (this.#hasFailed) {
      return this.#add({ name, outcome: 'skipped', durationMs: 0, detail: 'A step before it failed' });
    }
    const startedAt = this.#clock.now();
    const took = (): number => Math.round(this.#clock.now() - startedAt);
    try {
      const finding = await work();
      const outcome = finding.hint === undefined ? 'ok' : 'warning';
      this.#add({ name, outcome, durationMs: took(), ...finding });
    } catch (thrown) {
      const error = isFunctionsError(thrown) ? thrown : unforeseen(thrown);
      const { problem: detail, hint } = error;
      this.#add({ name, outcome: 'failed', durationMs: took(), detail, hint, error });
    }
  }

  get #hasFailed(): boolean {
    return this.#steps.some(({ outcome }) => outcome === 'failed');
  }

  #add(step: CheckStep): void {
    this.#steps.push(Object.freeze(step));
    // A listener that throws, now or later, has no say in the check.
    (async () => await this.#onStep(step))().catch(() => undefined);
  }
}

/** A transport or a clock of the caller's own may throw anything. */
function unforeseen(thrown: unknown): FunctionsError {
  const cause = foreignCause(thrown);
  return new InvocationError({
    code: 'network-error',
    phase: 'invocation',
    problem: `The check broke off (${cause.message})`,
    hint: 'Nothing was invoked.',
    cause,
  });
}
