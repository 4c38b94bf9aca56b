import { type Deadline, waitFor } from '../resilience/deadline.js';
import { interruption } from '../resilience/interruption.js';
import type { Transport } from '../transport/transport.js';
import type { CallProgress } from './gateway-call.js';

/** Starts to wait for a connection; returns nothing when there is one, or when the transport cannot tell. */
export function connectionWait(
  transport: Transport,
  origin: string,
  deadline: Deadline,
): Promise<void> | undefined {
  try {
    return transport.whenFree?.(origin, deadline);
  } catch {
    // A transport of the caller's own broke its contract; what it sends tells more.
    return undefined;
  }
}

/**
 * Waits until a connection is free.
 * @throws {@link FunctionsError} `timeout` or `aborted` when the call ends first: it was not sent.
 */
export async function waitForConnection(
  wait: Promise<void>,
  requestId: string,
  { attempts }: CallProgress,
  deadline: Deadline,
): Promise<void> {
  const { signal } = deadline;
  await waitFor(wait, signal).catch(() => {
    if (signal.aborted) throw interruption(signal.reason, { phase: 'invocation', requestId, attempts });
  });
}
