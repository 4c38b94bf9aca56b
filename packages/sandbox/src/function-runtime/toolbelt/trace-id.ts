import { randomUUID } from 'node:crypto';

type TracingConsole = Console & { readonly getTraceId?: () => string };

/** The id of the current invocation, which V2's console knows; a new one elsewhere. */
export function traceId(): string {
  return (console as TracingConsole).getTraceId?.() ?? randomUUID();
}
