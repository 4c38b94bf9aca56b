import type { UserSessions } from '../agent-vep/user-sessions.js';
import type { SecretStore } from '../functions/secrets.js';
import type { Journal, RequestRecord } from '../journal.js';
import type { TokenAuthority } from '../sentinel/token-authority.js';
import type { Interference } from './fault-injection.js';
import type { Faults } from './faults.js';

const LONGEST_TIMER_MS = 2_147_483_647;

/** What is wrong with a latency; undefined: nothing. */
export function latencyProblem(ms: unknown): string | undefined {
  if (typeof ms === 'number' && ms >= 0 && ms <= LONGEST_TIMER_MS) return undefined;
  return `The latency must be a number of milliseconds, at least 0 and at most ${LONGEST_TIMER_MS}.`;
}

export interface ControlParts {
  readonly journal: Journal;
  readonly authority: TokenAuthority;
  readonly sessions: UserSessions;
  readonly secrets: SecretStore;
  readonly interference: Interference;
  readonly accounts: readonly { readonly id: string }[];
}

/** What a test sees and steers of a sandbox, over HTTP as in its own process. */
export class Control {
  readonly #parts: ControlParts;
  readonly #firstLatencyMs: number;

  constructor(parts: ControlParts) {
    this.#parts = parts;
    this.#firstLatencyMs = parts.interference.latencyMs;
  }

  get faults(): Faults {
    return this.#parts.interference.faults;
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

  /** @returns what is wrong with it, or undefined */
  setLatency(ms: unknown): string | undefined {
    const problem = latencyProblem(ms);
    if (problem === undefined) this.#parts.interference.latencyMs = ms as number;
    return problem;
  }

  reset(): void {
    const { journal, secrets, interference } = this.#parts;
    journal.reset();
    secrets.reset();
    interference.faults.clear();
    interference.latencyMs = this.#firstLatencyMs;
  }
}
