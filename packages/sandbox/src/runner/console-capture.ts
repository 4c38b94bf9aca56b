import { inspect } from 'node:util';
import type { LogEntry } from './protocol.js';

/** As many lines per invocation, and characters per line, as the platform keeps. */
const MOST_ENTRIES = 10;
const LONGEST_TEXT = 6000;

// LivePerson's local runner has no console.log; whether the platform has is not known, so it works here.
const LEVELS = { debug: 'Debug', info: 'Info', log: 'Info', warn: 'Warn', error: 'Error' } as const;

function asText(value: unknown): string {
  const text = typeof value === 'string' ? value : inspect(value, { breakLength: Number.POSITIVE_INFINITY });
  return text.slice(0, LONGEST_TEXT);
}

/** Takes over this worker's console: what the function writes goes to `write`, 10 entries at most. */
export function captureConsole(write: (entry: LogEntry) => void): void {
  let written = 0;
  for (const [method, level] of Object.entries(LEVELS)) {
    const capture = (message?: unknown, ...extras: unknown[]) => {
      written += 1;
      if (written > MOST_ENTRIES) return;
      write({ level, message: asText(message), extras: extras.map(asText), timestamp: Date.now() });
    };
    Object.defineProperty(console, method, { value: capture, writable: true, configurable: true });
  }
}
