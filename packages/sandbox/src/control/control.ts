import type { UserSessions } from '../agent-vep/user-sessions.js';
import type { FunctionState } from '../functions/open-functions.js';
import type { Journal, RequestRecord } from '../journal.js';
import { MAX_TIMER_MS } from '../options.js';
import type { TokenAuthority } from '../sentinel/token-authority.js';
import type { FaultInjection } from './fault-injection.js';
import type { Faults } from './faults.js';

/** @returns what is wrong with a latency, or undefined */
export function latencyProblem(ms: unknown): string | undefined {
  if (typeof ms === 'number' && ms >= 0 && ms <= MAX_TIMER_MS) return undefined;
  return `The latency must be a number of milliseconds, at least 0 and at most ${MAX_TIMER_MS}.`;
}

export interface ControlParts {
  readonly journal: Journal;
  readonly authority: TokenAuthority;
  readonly sessions: UserSessions;
  readonly state: FunctionState;
  readonly faultInjection: FaultInjection;
  readonly accounts: readonly { readonly id: string }[];
}

/** The controls of a sandbox, the same in code and over HTTP. */
export class Control {
  readonly #parts: ControlParts;
  readonly #initialLatencyMs: number;

  constructor(parts: ControlParts) {
    this.#parts = parts;
    this.#initialLatencyMs = parts.faultInjection.latencyMs;
  }

  get faults(): Faults {
    return this.#parts.faultInjection.faults;
  }

  requests(): RequestRecord[] {
    return this.#parts.journal.requests();
  }

  executions(account?: string): Record<string, number> {
    return this.#parts.journal.executions(account);
  }

  executionsByAccount(): Record<string, Record<string, number>> {
    return Object.fromEntries(this.#parts.accounts.map(({ id }) => [id, this.executions(id)]));
  }

  revokeTokens(): void {
    this.#parts.authority.revokeAll();
    this.#parts.sessions.endAll();
  }

  get latencyMs(): number {
    return this.#parts.faultInjection.latencyMs;
  }

  /** @returns what is wrong with the latency, or undefined */
  setLatency(ms: unknown): string | undefined {
    const problem = latencyProblem(ms);
    if (problem === undefined) this.#parts.faultInjection.latencyMs = ms as number;
    return problem;
  }

  reset(): void {
    const { journal, state, faultInjection } = this.#parts;
    journal.reset();
    state.reset();
    faultInjection.faults.clear();
    faultInjection.latencyMs = this.#initialLatencyMs;
  }
}
