import type { ContextAnswer, ContextRequest } from '../runner/protocol.js';

const CODES = {
  incorrect: 'com.liveperson.context-service-sdk.parameter.invalid',
  notFound: 'com.liveperson.context-service-sdk.data.does-not-exist',
} as const;

/** The platform creates these itself. */
const BUILT_IN = ['faas', 'consumer', 'custom', 'operational', 'conversation'];
const DEFAULT_SESSION = '__default__';

interface Namespace {
  readonly name: string;
  readonly createdAt: string;
  readonly ttlSecond?: number;
}

interface StoredNamespace {
  readonly info: Namespace;
  readonly sessions: Map<string, Map<string, unknown>>;
}

class ContextError extends Error {
  readonly code: string;

  constructor(code: keyof typeof CODES, message: string) {
    super(message);
    this.code = CODES[code];
  }
}

const notFound = () => new ContextError('notFound', 'Requested Resource does not exist');

function stored(name: string, ttlSecond?: number): StoredNamespace {
  const info = { name, createdAt: new Date().toISOString(), ...(ttlSecond !== undefined && { ttlSecond }) };
  return { info, sessions: new Map() };
}

/** The namespaces of one account. Its methods are those of LivePerson's ContextServiceClient. */
class AccountContexts {
  readonly #namespaces = new Map(BUILT_IN.map((name) => [name, stored(name)]));

  createNamespace(name: unknown, options?: { readonly ttl?: number }): Namespace {
    if (typeof name !== 'string' || name === '') {
      throw new ContextError('incorrect', 'Namespace can not be null, undefined or empty string');
    }
    if (BUILT_IN.includes(name)) {
      throw new ContextError('incorrect', 'Can not create a built-in namespace');
    }
    if (options?.ttl !== undefined && !(options.ttl > 0)) {
      throw new ContextError('incorrect', 'TTL needs to be a positive integer above 0');
    }
    const namespace = this.#namespaces.get(name) ?? stored(name, options?.ttl);
    this.#namespaces.set(name, namespace);
    return namespace.info;
  }

  deleteNamespace(name: string): void {
    if (BUILT_IN.includes(name)) {
      throw new ContextError('incorrect', 'Can not delete a built-in namespace');
    }
    if (name && !this.#namespaces.delete(name)) throw notFound();
  }

  getListOfNamespaces(): Namespace[] {
    return [...this.#namespaces.values()].map(({ info }) => info);
  }

  setPropertiesInNamespace(name: string, properties: object, session = DEFAULT_SESSION): object {
    const { sessions } = this.#namespace(name);
    const entity = sessions.get(session) ?? new Map<string, unknown>();
    sessions.set(session, entity);
    for (const [key, value] of Object.entries(properties)) entity.set(key, value);
    return Object.fromEntries(entity);
  }

  updatePropertiesInNamespace(name: string, properties: object, session?: string): object {
    return this.setPropertiesInNamespace(name, properties, session);
  }

  getAllPropertiesInSession(name: string, session?: string): object {
    return Object.fromEntries(this.#entity(name, session));
  }

  getSelectedPropertiesInSession(name: string, keys: readonly string[], session?: string): object {
    const found = [...this.#entity(name, session)].filter(([key]) => keys.includes(key));
    return Object.fromEntries(found);
  }

  getPropertyInSession(name: string, key: string, session?: string): unknown {
    const entity = this.#entity(name, session);
    if (!entity.has(key)) throw notFound();
    return entity.get(key);
  }

  deletePropertyInSession(name: string, key: string, session?: string): void {
    if (!this.#entity(name, session).delete(key)) throw notFound();
  }

  deleteSession(name: string, session: string): void {
    if (!this.#namespace(name).sessions.delete(session)) throw notFound();
  }

  getListOfSessions(name: string): string[] {
    return [...this.#namespace(name).sessions.keys()];
  }

  #namespace(name: string): StoredNamespace {
    const found = this.#namespaces.get(name);
    if (!found) throw notFound();
    return found;
  }

  #entity(name: string, session = DEFAULT_SESSION): Map<string, unknown> {
    const found = this.#namespace(name).sessions.get(session);
    if (!found) throw notFound();
    return found;
  }
}

/** The methods of LivePerson's ContextServiceClient. */
export const CONTEXT_METHODS: readonly string[] = Object.getOwnPropertyNames(
  AccountContexts.prototype,
).filter((name) => name !== 'constructor');

/** The context service of all accounts, in memory. */
export class ContextService {
  readonly #accounts = new Map<string, AccountContexts>();

  call(account: string, request: ContextRequest): ContextAnswer {
    // It comes from the function's process, where the function itself may have written it.
    const { method, args } = Object(request) as ContextRequest;
    if (!CONTEXT_METHODS.includes(method) || !Array.isArray(args)) {
      throw new TypeError('not a call of the context service');
    }
    const contexts = this.#accounts.get(account) ?? new AccountContexts();
    this.#accounts.set(account, contexts);
    const call = contexts[method as 'createNamespace'] as (...given: unknown[]) => unknown;
    try {
      // The channel turns undefined into null.
      return {
        kind: 'result',
        value: call.apply(
          contexts,
          args.map((arg: unknown) => arg ?? undefined),
        ),
      };
    } catch (error) {
      if (!(error instanceof ContextError)) throw error;
      return { kind: 'error', code: error.code, message: error.message };
    }
  }

  reset(): void {
    this.#accounts.clear();
  }
}
