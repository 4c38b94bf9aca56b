import { requestContext } from '../channel.js';

/** The methods of LivePerson's ContextServiceClient. Each is carried out by the sandbox. */
const METHODS = [
  'createNamespace',
  'deleteNamespace',
  'getListOfNamespaces',
  'setPropertiesInNamespace',
  'updatePropertiesInNamespace',
  'getAllPropertiesInSession',
  'getSelectedPropertiesInSession',
  'getPropertyInSession',
  'deletePropertyInSession',
  'deleteSession',
  'getListOfSessions',
] as const;

type Method = (typeof METHODS)[number];

/** The error of the context service. */
class SdkError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Namespaces have the time of their creation as a Date. */
function revived(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revived);
  if (typeof value !== 'object' || value === null || !('createdAt' in value)) return value;
  return { ...value, createdAt: new Date(String(value.createdAt)) };
}

async function call(method: Method, args: readonly unknown[]): Promise<unknown> {
  const answer = await requestContext({ method, args });
  if (answer.kind === 'error') throw new SdkError(answer.code, answer.message);
  return /Namespace/.test(method) && !/Properties/.test(method) ? revived(answer.value) : answer.value;
}

export type ContextServiceClient = Readonly<Record<Method, (...args: unknown[]) => Promise<unknown>>>;

export function contextServiceClient(): ContextServiceClient {
  const entries = METHODS.map((method) => [method, (...args: unknown[]) => call(method, args)] as const);
  return Object.fromEntries(entries) as unknown as ContextServiceClient;
}
