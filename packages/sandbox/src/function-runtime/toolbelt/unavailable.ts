/** Stand-ins for the toolbelt clients that need LivePerson's own services. */
import { reportRefusal } from '../refusals.js';

/** Synchronous on the platform, so they throw here: callers do not await them and would miss a rejection. */
const SYNCHRONOUS = new Set(['connectToSalesforce', 'scanConversationForKeywords', 'getSDEsFromConv']);

function notAvailable(method: string): Error {
  const reason =
    "only SecretClient works without LivePerson's own services. Run this function on the platform, or replace the client with your own mock.";
  reportRefusal(method, `The client is not available in the sandbox: ${reason}`);
  return new Error(`${method} is not available in the sandbox: ${reason}`);
}

/**
 * Creates a client that the sandbox does not implement. Creating it works, since functions do so while they load; every
 * use of it fails with an error that names the method.
 *
 * @param made the call that created it, such as `Toolbelt.LpClient()`
 */
export function unavailableClient(made: string): unknown {
  return new Proxy(() => undefined, {
    apply: () => Promise.reject(notAvailable(made)),
    get: (_target, name) => {
      // A client can be awaited and printed without an error: it is not a promise and has no symbols.
      if (typeof name === 'symbol' || name === 'then') return undefined;
      const error = () => notAvailable(`${made}.${name}()`);
      if (!SYNCHRONOUS.has(name)) return () => Promise.reject(error());
      return () => {
        throw error();
      };
    },
  });
}

/** An enumeration in which every name exists. Its members are arguments of clients that are not available. */
export function anyNames(): object {
  return new Proxy({}, { get: (_target, name) => (typeof name === 'symbol' ? undefined : name) });
}
