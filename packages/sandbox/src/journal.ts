import type { Redact } from './redaction.js';
import type {
  AfterAnswerEvent,
  FailureKind,
  FunctionOutcome,
  InvocationReport,
  LogEntry,
  RefusedCall,
} from './runner/protocol.js';

/** The services of the platform, by the platform's own names. */
export const SERVICES = ['domain-api', 'sentinel', 'agentVep', 'faasGW', 'faasUI'] as const;

export type Service = (typeof SERVICES)[number];

/** One request, without tokens, credentials and payload. */
export interface RequestRecord {
  /** 1 for the first request of this sandbox. */
  readonly n: number;
  /** When it arrived, ISO 8601. */
  readonly at: string;
  readonly method: string;
  /** Path and query; values of unknown query keys are hidden. */
  readonly path: string;
  /** Null if the path does not belong to a service of the platform. */
  readonly service: Service | null;
  readonly account: string | null;
  readonly lambdaUuid: string | null;
  readonly eventId: string | null;
  /** The caller's X-Request-ID, without a token in it. */
  readonly requestId: string | null;
  /** The action of the fault that the request met; null without a fault. */
  readonly fault: string | null;
  /** Null if it is not answered yet, or if the caller disconnected before the answer. */
  readonly status: number | null;
  /** Milliseconds until the answer was sent; null until then. */
  readonly durationMs: number | null;
  /** What its functions logged, without tokens and the sandbox's secrets. Kept for the last 1,000 requests that ran any. */
  readonly logs: readonly LogEntry[];
  /** Why its last function failed; null if none did. */
  readonly error: RunError | null;
  /** Calls of its functions to the outside that were refused or reached nothing, also after the answer. */
  readonly refused: readonly RefusedCall[];
  /** The message of an error that a function threw after its answer; null without one. */
  readonly lateError: string | null;
}

/** Why a function failed, with the text that V2 does not send to the caller. */
export interface RunError {
  readonly kind: FailureKind | 'throttled' | 'unavailable';
  /** The function's own message. */
  readonly message: string;
  /** The message with the position in the function's code. */
  readonly details: string;
}

/** The functions that ran for a request: their logs, and the outcome of the last one. */
export interface RequestInvocation extends InvocationReport {
  /** The names of the functions, in order. */
  readonly functions: readonly string[];
}

/** A request after its answer, and the report of its functions if any ran. */
export interface CompletedRequest {
  readonly request: RequestRecord;
  readonly invocation: RequestInvocation | undefined;
}

/** What a function did after it had answered a request. */
export interface LateEvent {
  readonly request: RequestRecord;
  readonly functionName: string;
  readonly event: AfterAnswerEvent;
}

export type ArrivedRequest = Omit<
  RequestRecord,
  'n' | 'at' | 'status' | 'durationMs' | 'logs' | 'error' | 'refused' | 'lateError'
>;

/** Adds to the record of a request what becomes known later. */
export interface JournalEntry {
  /** @returns a copy of the record, when the answer is sent */
  finish(status: number | null): RequestRecord;
  addReport(report: InvocationReport): void;
  /** @returns a copy of the record */
  addEvent(event: AfterAnswerEvent): RequestRecord;
}

type Mutable<T> = { -readonly [key in keyof T]: T[key] };

const MAX_RECORDS = 10_000;
const MAX_RECORDS_WITH_LOGS = 1000;
const MAX_REQUEST_ID_LENGTH = 128;

function errorOf(outcome: FunctionOutcome, redact: Redact): RunError | null {
  if (outcome.kind === 'returned') return null;
  const message = 'message' in outcome ? outcome.message : 'All instances of the function are busy';
  const details = 'details' in outcome ? outcome.details : message;
  return { kind: outcome.kind, message: redact(message), details: redact(details) };
}

/** The last 10,000 requests in order of arrival, and the number of executions of each function. */
export class Journal {
  #records: Mutable<RequestRecord>[] = [];
  /** By account and function. */
  readonly #executions = new Map<string, Map<string, number>>();
  #withLogs: Mutable<RequestRecord>[] = [];
  readonly #redact: Redact;
  #arrived = 0;

  /** @param redact hides what must not be in a record */
  constructor(redact: Redact = (text) => text) {
    this.#redact = redact;
  }

  /** Records a request. */
  arrive(request: ArrivedRequest): JournalEntry {
    const startedAt = performance.now();
    this.#arrived += 1;
    const record: Mutable<RequestRecord> = {
      n: this.#arrived,
      at: new Date().toISOString(),
      ...this.#redacted(request),
      status: null,
      durationMs: null,
      logs: [],
      error: null,
      refused: [],
      lateError: null,
    };
    this.#records.push(record);
    if (this.#records.length > MAX_RECORDS) this.#records.shift();
    return {
      finish: (status) => {
        record.status = status;
        record.durationMs = Math.round(performance.now() - startedAt);
        return { ...record };
      },
      addReport: (report) => this.#addReport(record, report),
      addEvent: (event) => {
        if (event.type === 'refused') record.refused = [...record.refused, event.refused];
        else record.lateError = event.error.message;
        return { ...record };
      },
    };
  }

  #addReport(record: Mutable<RequestRecord>, { outcome, logs, refused }: InvocationReport): void {
    const redact = this.#redact;
    record.logs = logs.map((entry) => ({
      ...entry,
      message: redact(entry.message),
      extras: entry.extras.map(redact),
    }));
    record.error = errorOf(outcome, redact);
    record.refused = [...record.refused, ...refused];
    if (logs.length === 0) return;
    this.#withLogs.push(record);
    const oldest = this.#withLogs.length > MAX_RECORDS_WITH_LOGS ? this.#withLogs.shift() : undefined;
    if (oldest) oldest.logs = [];
  }

  /** Ids come from the caller too, so any of them can be a token that went astray. */
  #redacted(request: ArrivedRequest): ArrivedRequest {
    const shown = (text: string | null) => (text === null ? null : this.#redact(text));
    return {
      ...request,
      path: this.#redact(request.path),
      account: shown(request.account),
      lambdaUuid: shown(request.lambdaUuid),
      eventId: shown(request.eventId),
      requestId: shown(request.requestId)?.slice(0, MAX_REQUEST_ID_LENGTH) ?? null,
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

  /** Executions by the function's UUID, of one account or of all. Functions that never ran are absent. */
  executions(account?: string): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const [id, ofAccount] of this.#executions) {
      if (account !== undefined && account !== id) continue;
      for (const [uuid, count] of ofAccount) counts[uuid] = (counts[uuid] ?? 0) + count;
    }
    return counts;
  }

  /** Removes all requests and counts. */
  reset(): void {
    this.#records = [];
    this.#withLogs = [];
    this.#executions.clear();
    this.#arrived = 0;
  }
}
