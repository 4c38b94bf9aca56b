import type { FunctionsClientOptions } from '@lp-faas/core';
import { ACCOUNT_DEFAULTS } from '../defaults.js';
import { referencedName } from './references.js';

/** The fields of the account's dialog: as Node-RED stores them, or with environment variables resolved. */
export interface AccountConfig {
  readonly accountId?: string;
  readonly region?: string;
  readonly generation?: string;
  readonly domainApi?: string;
  readonly trustedDomains?: string;
  /** The id of an `http proxy` node. */
  readonly proxy?: string;
  /** The id of a `tls-config` node. */
  readonly tls?: string;
}

/** Stored encrypted, in a file apart from the flow. */
export interface AccountCredentials {
  clientId?: string;
  clientSecret?: string;
  /** URL of a Redis or Valkey server, which may hold a password; empty for none. */
  sharedCache?: string;
}

export type AccountField = keyof AccountConfig | keyof AccountCredentials;

/** All fields as strings, without the white space that pasting leaves at their ends. */
export type AccountFields = Readonly<Record<AccountField, string>>;

/** What prevents an account from being used, as data without any value: the editor and the server each have a language. */
export interface AccountProblem {
  /** The catalogs have its text under `error`. */
  readonly key: string;
  /** The field, which texts show by its label. */
  readonly field?: AccountField;
  /** The name of a variable. */
  readonly name?: string;
  /** The library's own words, for what the catalogs have no text for. */
  readonly problem?: string;
}

/** The fields that are texts; the other two refer to nodes. */
export const TEXT_FIELDS = [
  'accountId',
  'clientId',
  'clientSecret',
  'region',
  'generation',
  'domainApi',
  'trustedDomains',
  'sharedCache',
] as const satisfies readonly AccountField[];

/** The fields that decide which hosts receive the client secret, and through which proxy. */
const RECEIVER_FIELDS = [
  'accountId',
  'region',
  'generation',
  'domainApi',
  'trustedDomains',
  'proxy',
  'tls',
] as const satisfies readonly AccountField[];

export function accountFields(config: AccountConfig, credentials: AccountCredentials): AccountFields {
  const all: Record<string, unknown> = { ...config, ...credentials };
  const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
  // The editor stores '_ADD_' when no node is selected.
  const reference = (value: unknown): string => (value === '_ADD_' ? '' : text(value));
  return {
    accountId: text(all['accountId']),
    clientId: text(all['clientId']),
    clientSecret: text(all['clientSecret']),
    // A flow written by hand may omit these two. The dialog then shows, and sends, the default.
    region: text(all['region']) || ACCOUNT_DEFAULTS.region,
    generation: text(all['generation']) || ACCOUNT_DEFAULTS.generation,
    domainApi: text(all['domainApi']),
    trustedDomains: text(all['trustedDomains']),
    sharedCache: text(all['sharedCache']),
    proxy: reference(all['proxy']),
    tls: reference(all['tls']),
  };
}

/** Whether both have the same receiver of the client secret. Compares texts: a variable equals only itself. */
export function haveSameReceiver(one: AccountFields, other: AccountFields): boolean {
  return RECEIVER_FIELDS.every((field) => one[field] === other[field]);
}

/** A reference to a variable that has no value. */
export interface UnresolvedField {
  readonly field: AccountField;
  readonly name: string;
}

/** Replaces each text field that is exactly a reference by the value of its variable, and lists those without one. */
export function resolveFields(
  fields: AccountFields,
  lookup: (name: string, field: AccountField) => unknown,
): { readonly fields: AccountFields; readonly unresolved: readonly UnresolvedField[] } {
  const resolved: Record<AccountField, string> = { ...fields };
  const unresolved: UnresolvedField[] = [];
  for (const field of TEXT_FIELDS) {
    const name = referencedName(fields[field]);
    if (name === undefined) continue;
    const value = lookup(name, field);
    if (value === undefined) unresolved.push({ field, name });
    // A variable of a flow or a subflow can be a number.
    else resolved[field] = String(value).trim();
  }
  return { fields: resolved, unresolved };
}

/** The caller name in LivePerson's reports, for a node that has none of its own. The dialog shows it. */
const EVENT_SOURCE = 'node-red';

/** Options for the client. An empty field omits its option, so that core's default applies. */
export function clientOptions(fields: AccountFields): FunctionsClientOptions {
  const { accountId, clientId, clientSecret, region, generation, domainApi, trustedDomains } = fields;
  const trusted = trustedDomains.split(/[\s,]+/).filter(Boolean);
  const options = {
    accountId,
    credentials: { clientId, clientSecret },
    eventSource: EVENT_SOURCE,
    ...(region && { region }),
    ...(generation && { generation }),
    ...(domainApi && { domainApi }),
    ...(trusted.length > 0 && { trustedDomains: trusted }),
  };
  // findAccountProblems() reports values of region and generation that core does not know.
  return options as FunctionsClientOptions;
}
