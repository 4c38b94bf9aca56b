import type { Account } from '../accounts.js';
import type { SandboxRequestName, SandboxServices } from '../runner/protocol.js';

/**
 * Answers the requests that the processes of functions send to the sandbox. The requests come from the toolbelt, but
 * also from whatever a function writes into its channel, so an unknown or invalid one gets no answer.
 */
export function serveFunctions(services: SandboxServices<Account>) {
  return async (account: Account, service: string, request: unknown): Promise<unknown> => {
    if (!Object.hasOwn(services, service)) return undefined;
    const serve = services[service as SandboxRequestName] as (
      account: Account,
      request: unknown,
    ) => Promise<unknown>;
    return await serve(account, request).catch(() => undefined);
  };
}
