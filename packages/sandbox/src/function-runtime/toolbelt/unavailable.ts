/** The part of a toolbelt that needs LivePerson's own services. */

/** These answer at once on the platform, so a rejection would only be noticed later, at a worse place. */
const SYNCHRONOUS = new Set(['connectToSalesforce', 'scanConversationForKeywords', 'getSDEsFromConv']);

function refusal(method: string): Error {
  return new Error(
    `${method} is not available in the sandbox: of the toolbelt, only SecretClient works without LivePerson's own services. Call it on the platform, or put a fake of your own in its place.`,
  );
}

/**
 * Stands for a client that the sandbox does not have. It may be made, as functions do when they are loaded;
 * whatever is done with it fails and names the method.
 *
 * @param made how the function made it, such as `Toolbelt.LpClient()`
 */
export function unavailableClient(made: string): unknown {
  return new Proxy(() => undefined, {
    apply: () => Promise.reject(refusal(made)),
    get: (_target, name) => {
      // A client is no promise, although someone may `await` it, and no text, although someone may print it.
      if (typeof name === 'symbol' || name === 'then') return undefined;
      const error = () => refusal(`${made}.${name}()`);
      if (!SYNCHRONOUS.has(name)) return () => Promise.reject(error());
      return () => {
        throw error();
      };
    },
  });
}

/** An enumeration whose members only ever go into clients that are not available. */
export function anyNames(): object {
  return new Proxy({}, { get: (_target, name) => (typeof name === 'symbol' ? undefined : name) });
}
