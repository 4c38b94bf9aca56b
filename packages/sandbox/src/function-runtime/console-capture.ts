import { inspect } from 'node:util';
import type { LogEntry, LogLimit } from '../runner/protocol.js';

/** As many entries per invocation, and characters in all of them, as the platform allows. */
const MOST_ENTRIES = 10;
const MOST_CHARACTERS = 6000;

/** The platform never stores debug entries, so they do not count; the terminal needs no more than these. */
const MOST_DEBUG_ENTRIES = 100;

// LivePerson's local runner has no console.log; whether the platform has is not known, so it works here.
const LEVELS = { debug: 'Debug', info: 'Info', log: 'Info', warn: 'Warn', error: 'Error' } as const;

export const TOO_MANY_LOGS = `The function logged more than ${MOST_ENTRIES} entries or ${MOST_CHARACTERS} characters`;

export interface LogSink {
  readonly write: (entry: LogEntry) => void;
  /** The function has logged too much, and that is to fail its invocation. */
  readonly onLimit: () => void;
}

function asText(value: unknown): string {
  const text = typeof value === 'string' ? value : inspect(value, { breakLength: Number.POSITIVE_INFINITY });
  // One more than allowed, so that a cut text still counts as too long.
  return text.slice(0, MOST_CHARACTERS + 1);
}

/** Counts what one invocation logs. */
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
      if (this.#debugEntries <= MOST_DEBUG_ENTRIES) this.#sink.write(entry);
      return;
    }
    this.#entries += 1;
    this.#characters += [entry.message, ...entry.extras].join('').length;
    if (this.#entries <= MOST_ENTRIES && this.#characters <= MOST_CHARACTERS) this.#sink.write(entry);
    else if (this.#limit === 'fail') this.#sink.onLimit();
  }
}

/**
 * Takes over this process's console.
 *
 * @returns what to call when an invocation begins, which gets entries of its own
 */
export function captureConsole(sink: LogSink): (limit: LogLimit) => void {
  let budget = new LogBudget(sink, 'drop');
  for (const [method, level] of Object.entries(LEVELS)) {
    const capture = (message?: unknown, ...extras: unknown[]) =>
      budget.add({ level, message: asText(message), extras: extras.map(asText), timestamp: Date.now() });
    Object.defineProperty(console, method, { value: capture, writable: true, configurable: true });
  }
  return (limit) => {
    budget = new LogBudget(sink, limit);
  };
}
