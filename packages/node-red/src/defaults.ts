/**
 * The default of every field of the dialogs, for fields that a flow lacks: flows are also written by hand, generated, or
 * older than a field. The pages of the editor repeat these values, because the Flow Library reads them without running
 * them.
 */
export const ACCOUNT_DEFAULTS = {
  name: '',
  accountId: '',
  region: 'auto',
  generation: 'auto',
  domainApi: '',
  trustedDomains: '',
  proxy: '',
  tls: '',
} as const;

export const INVOKE_DEFAULTS = {
  name: '',
  account: '',
  target: 'function',
  lambdaUuid: '',
  lambdaUuidType: 'str',
  eventId: '',
  eventIdType: 'str',
  skillId: '',
  skillIdType: 'str',
  payload: 'payload',
  payloadType: 'msg',
  headers: '{}',
  headersType: 'json',
  eventSource: '',
  eventSourceType: 'str',
  deadlineMs: '60000',
  deadlineMsType: 'num',
  attempts: '3',
  attemptsType: 'num',
  idempotent: 'false',
  idempotentType: 'bool',
  concurrency: 32,
  queueLimit: 1000,
  maxWaitMs: '',
  ordered: false,
  batch: 'off',
  failureOutput: false,
  outputs: 1,
} as const;

/** A stored configuration: every field may be missing, and a flow written by hand may hold any value. */
export type Stored<Defaults> = { readonly [Name in keyof Defaults]?: unknown };

/** Returns the stored value of every field, or its default where the flow has none. */
export function withDefaults<Defaults extends object>(
  defaults: Defaults,
  stored: Stored<Defaults>,
): { readonly [Name in keyof Defaults]: unknown } {
  const known = Object.entries(stored).filter(([, value]) => value !== undefined && value !== null);
  return { ...defaults, ...Object.fromEntries(known) };
}
