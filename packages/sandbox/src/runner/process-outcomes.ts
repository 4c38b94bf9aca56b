/** The outcomes of invocations that their process could not report itself. */
import type { FunctionOutcome } from './protocol.js';
import { MEMORY_MB } from './spawn-process.js';

/** The signals and the exit code with which Node and the system end a process that is out of memory. */
const OUT_OF_MEMORY: readonly (string | number | null)[] = ['SIGABRT', 'SIGKILL', 'SIGTRAP', 134];

export function crashOf(code: number | null, signal: string | null): FunctionOutcome {
  const message =
    OUT_OF_MEMORY.includes(signal) || OUT_OF_MEMORY.includes(code)
      ? `The function used more than ${MEMORY_MB} MB of memory`
      : `The function ended its own process (${signal ? `signal ${signal}` : `exit code ${code}`})`;
  return { kind: 'runtime-error', message, details: message };
}

export function timeout(limitMs: number): FunctionOutcome {
  const message = `The function did not end within ${limitMs / 1000} seconds`;
  return { kind: 'timeout', message, details: message };
}

export const CHANNEL_BROKEN: FunctionOutcome = (() => {
  const message =
    'The function wrote to descriptor 3 of its process, or closed it. The sandbox uses it: leave it alone';
  return { kind: 'runtime-error', message, details: message };
})();

export const ENDED_WITH_DEBUGGER: FunctionOutcome = (() => {
  const message = 'The function ended its own process';
  return { kind: 'runtime-error', message, details: message };
})();

export const SANDBOX_CLOSING: FunctionOutcome = { kind: 'unavailable', message: 'The sandbox is closing' };

export function startFailure(error: unknown): FunctionOutcome {
  const reason = error instanceof Error ? error.message : String(error);
  return { kind: 'unavailable', message: `The process for the function could not be started: ${reason}` };
}
