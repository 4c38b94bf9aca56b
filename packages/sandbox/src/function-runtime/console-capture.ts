import { inspect } from 'node:util';
import type { LogEntry, LogLimit } from '../runner/protocol.js';

/** The platform's limits per invocation: entries, and characters in all of them together. */
const MAX_ENTRIES = 10;
const MAX_CHARACTERS = 6000;

/** Debug entries do not count, since the platform never stores them. This limit only keeps the terminal readable. */
const MAX_DEBUG_ENTRIES = 100;

// LivePerson's local runner does not have console.log. Whether the platform has it is unknown, so it works here.
const LEVELS = { debug: 'Debug', info: 'Info', log: 'Info', warn: 'Warn', error: 'Error' } as const;

export const LOG_LIMIT_MESSAGE = `The function logged more than ${MAX_ENTRIES} entries or ${MAX_CHARACTERS} characters`;

export interface LogSink {
  readonly write: (entry: LogEntry) => void;
  /** Called when the function exceeds the limit and the log limit is `fail`. */
  readonly onLimit: () => void;
}

function asText(value: unknown): string {
  const text = typeof value === 'string' ? value : inspect(value, { breakLength: Number.POSITIVE_INFINITY });
  // One character more than allowed, so that a cut text still exceeds the limit.
  return text.slice(0, MAX_CHARACTERS + 1);
}

/** Counts the entries and characters of one invocation. */
class LogBudget {
  readonly #sink: LogSink;
  readonly #limit: LogLimit;
  #entries = 0;
  #characters = 0;
  #debugEntries = 0;

  constructor(sink: LogSink, limit: LogLimit) {
    this.#sink = sink;
    this.#limit = limit;
  }

  add(entry: LogEntry): void {
    if (entry.level === 'Debug') {
      this.#debugEntries += 1;
      if (this.#debugEntries <= MAX_DEBUG_ENTRIES) this.#sink.write(entry);
      return;
    }
    this.#entries += 1;
    this.#characters += [entry.message, ...entry.extras].join('').length;
    if (this.#entries <= MAX_ENTRIES && this.#characters <= MAX_CHARACTERS) this.#sink.write(entry);
    else if (this.#limit === 'fail') this.#sink.onLimit();
  }
}

/**
 * Replaces the methods of this process's console.
 *
 * @returns a function to call when an invocation begins: it resets the counters and the trace id
 */
export function captureConsole(sink: LogSink, generation: string | undefined): (limit: LogLimit) => void {
  let budget = new LogBudget(sink, 'drop');
  for (const [method, level] of Object.entries(LEVELS)) {
    const capture = (message?: unknown, ...extras: unknown[]) =>
      budget.add({ level, message: asText(message), extras: extras.map(asText), timestamp: Date.now() });
    Object.defineProperty(console, method, { value: capture, writable: true, configurable: true });
  }
  let traceId: string | undefined;
  // Only V2's console has it; code that asks for it finds out by its type.
  const getTraceId = () => {
    // The global one, since Node loads it only when it is used.
    traceId ??= crypto.randomUUID();
    return traceId;
  };
  if (generation === 'v2') Object.defineProperty(console, 'getTraceId', { value: getTraceId });
  return (limit) => {
    budget = new LogBudget(sink, limit);
    traceId = undefined;
  };
}
