import { type FunctionsClientOptions, findOptionProblems } from '@lp-faas/core';
import { ACCOUNT_DEFAULTS } from '../defaults.js';
import type { Translate } from '../node-red.js';

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
}

/** All fields as strings, without the white space that pasting leaves at their ends. */
export type AccountFields = Readonly<Record<keyof AccountConfig | keyof AccountCredentials, string>>;

const FIELD_NAMES = [
  'accountId',
  'clientId',
  'clientSecret',
  'region',
  'generation',
  'domainApi',
  'trustedDomains',
] as const;

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
    proxy: reference(all['proxy']),
    tls: reference(all['tls']),
  };
}

/** Options for the client. An empty field omits its option, so that core's default applies. */
export function clientOptions(fields: AccountFields): FunctionsClientOptions {
  const { accountId, clientId, clientSecret, region, generation, domainApi, trustedDomains } = fields;
  const trusted = trustedDomains.split(/[\s,]+/).filter(Boolean);
  const options = {
    accountId,
    credentials: { clientId, clientSecret },
    region,
    generation,
    ...(domainApi && { domainApi }),
    ...(trusted.length > 0 && { trustedDomains: trusted }),
  };
  // accountProblems() reports values of region and generation that core does not know.
  return options as FunctionsClientOptions;
}

/**
 * Finds what prevents an account from being used: one message for each field, without its value. Node-RED leaves a
 * variable that is not set as the text `${NAME}`, and does not resolve variables inside longer texts.
 */
export function accountProblems(fields: AccountFields, translate: Translate): string[] {
  const unresolved = FIELD_NAMES.flatMap((field) => {
    const name = /\$\{([^}\s]+)\}/.exec(fields[field])?.[1];
    return name === undefined ? [] : [{ field, name }];
  });
  if (unresolved.length > 0) return unresolved.map((values) => translate('error.unresolved', values));
  return findOptionProblems(clientOptions(fields)).map(({ option, problem }) => {
    const field = option.replace('credentials.', '');
    const isMissing = problem === 'is missing';
    return translate(isMissing ? 'error.missing' : 'error.option', { field, problem });
  });
}
