import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** What Node says about the debugger of a process. At its exit it waits until the debugger lets it go. */
export type DebuggerEvent = 'attached' | 'detached' | 'exiting';

const EVENTS: readonly (readonly [RegExp, DebuggerEvent])[] = [
  [/^Debugger attached\./, 'attached'],
  // The second one is that of older versions.
  [/^Debugger (ending|listening) on /, 'detached'],
  [/^Waiting for the debugger to disconnect/, 'exiting'],
];

/** Reads the standard error of a process with an inspector, the only place where Node says that one is attached. */
export function watchDebugger(stderr: Readable, onEvent: (event: DebuggerEvent) => void): void {
  createInterface({ input: stderr, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
    const [, event] = EVENTS.find(([pattern]) => pattern.test(line)) ?? [];
    if (event !== undefined) onEvent(event);
  });
}
