import type { InvocationReport } from './runner/protocol.js';

/** The part of the platform that a request was for, by the platform's own names. */
export const SERVICES = ['domain-api', 'sentinel', 'agentVep', 'faasGW', 'faasUI'] as const;

export type Service = (typeof SERVICES)[number];

/** One request as it arrived, without anything secret: no token, no credentials, no payload. */
export interface RequestRecord {
  /** 1 for the first request of this sandbox. */
  readonly n: number;
  /** When it arrived, ISO 8601. */
  readonly at: string;
  readonly method: string;
  /** Path and query; values of unknown query keys are hidden. */
  readonly path: string;
  /** Null: the path belongs to no part of the platform. */
  readonly service: Service | null;
  readonly account: string | null;
  readonly lambdaUuid: string | null;
  readonly eventId: string | null;
  /** The caller's X-Request-ID. */
  readonly requestId: string | null;
  /** The action of the fault that it met. Null: it met none. */
  readonly fault: string | null;
  /** Null: not answered yet, or the caller left before the answer. */
  readonly status: number | null;
  /** Milliseconds until the answer was out. */
  readonly durationMs: number | null;
}

/** What the functions wrote that ran for a request, and how the last of them ended. */
export interface RequestInvocation extends InvocationReport {
  /** Their names, in order. */
  readonly functions: readonly string[];
}

/** A request whose answer is out, and what its functions did, if any ran. */
export interface CompletedRequest {
  readonly request: RequestRecord;
  readonly invocation: RequestInvocation | undefined;
}

export type Arrival = Omit<RequestRecord, 'n' | 'at' | 'status' | 'durationMs'>;

type Mutable<T> = { -readonly [key in keyof T]: T[key] };

const MOST_RECORDS = 10_000;

/** What arrived, in order, and how often each function ran. Keeps the last 10,000 requests. */
export class Journal {
  readonly #records: Mutable<RequestRecord>[] = [];
  /** By account and function. */
  readonly #executions = new Map<string, Map<string, number>>();
  #arrived = 0;

  /** Notes a request and returns what to call when its answer is out. */
  arrive(arrival: Arrival): (status: number | null) => RequestRecord {
    const startedAt = performance.now();
    this.#arrived += 1;
    const record: Mutable<RequestRecord> = {
      n: this.#arrived,
      at: new Date().toISOString(),
      ...arrival,
      status: null,
      durationMs: null,
    };
    this.#records.push(record);
    if (this.#records.length > MOST_RECORDS) this.#records.shift();
    return (status) => {
      record.status = status;
      record.durationMs = Math.round(performance.now() - startedAt);
      return { ...record };
    };
  }

  countExecution(account: string, lambdaUuid: string): void {
    const ofAccount = this.#executions.get(account) ?? new Map<string, number>();
    ofAccount.set(lambdaUuid, (ofAccount.get(lambdaUuid) ?? 0) + 1);
    this.#executions.set(account, ofAccount);
  }

  requests(): RequestRecord[] {
    return this.#records.map((record) => ({ ...record }));
  }

  /** Executions by the function's UUID, of one account or of all; a function that never ran is absent. */
  executions(account?: string): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const [id, ofAccount] of this.#executions) {
      if (account !== undefined && account !== id) continue;
      for (const [uuid, count] of ofAccount) counts[uuid] = (counts[uuid] ?? 0) + count;
    }
    return counts;
  }

  /** Forgets everything. */
  reset(): void {
    this.#records.length = 0;
    this.#executions.clear();
    this.#arrived = 0;
  }
}
