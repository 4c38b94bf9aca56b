import { type FunctionsClientOptions, findOptionProblems } from '@lp-faas/core';
import type { Translate } from '../node-red.js';

/** What the account's form holds, as Node-RED stores it or with its environment variables in place. */
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

/** Stored apart from the flow, encrypted. */
export interface AccountCredentials {
  clientId?: string;
  clientSecret?: string;
}

/** The same, as texts without the white space that a paste leaves at their ends. */
export type Texts = Readonly<Record<keyof AccountConfig | keyof AccountCredentials, string>>;

const FIELDS = [
  'accountId',
  'clientId',
  'clientSecret',
  'region',
  'generation',
  'domainApi',
  'trustedDomains',
] as const;

export function trimmed(config: AccountConfig, credentials: AccountCredentials): Texts {
  const all: Record<string, unknown> = { ...config, ...credentials };
  const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
  // The editor's word for "none yet".
  const reference = (value: unknown): string => (value === '_ADD_' ? '' : text(value));
  return {
    accountId: text(all['accountId']),
    clientId: text(all['clientId']),
    clientSecret: text(all['clientSecret']),
    // A flow that was written by hand may leave them out; the dialog then shows, and sends, what that means.
    region: text(all['region']) || 'auto',
    generation: text(all['generation']) || 'auto',
    domainApi: text(all['domainApi']),
    trustedDomains: text(all['trustedDomains']),
    proxy: reference(all['proxy']),
    tls: reference(all['tls']),
  };
}

/** The client's options. An empty field leaves its option out, so that core's default holds. */
export function clientOptions(texts: Texts): FunctionsClientOptions {
  const { accountId, clientId, clientSecret, region, generation, domainApi, trustedDomains } = texts;
  const trusted = trustedDomains.split(/[\s,]+/).filter(Boolean);
  const options = {
    accountId,
    credentials: { clientId, clientSecret },
    region,
    generation,
    ...(domainApi && { domainApi }),
    ...(trusted.length > 0 && { trustedDomains: trusted }),
  };
  // Unknown words for region and generation are among the problems below.
  return options as FunctionsClientOptions;
}

/**
 * What keeps an account from being used, one sentence a field. Never shows a value. Node-RED leaves a variable
 * that is not set as the text `${NAME}`, and does not look into longer texts at all.
 */
export function accountProblems(texts: Texts, translate: Translate): string[] {
  const unresolved = FIELDS.flatMap((field) => {
    const name = /\$\{([^}\s]+)\}/.exec(texts[field])?.[1];
    return name === undefined ? [] : [{ field, name }];
  });
  if (unresolved.length > 0) return unresolved.map((values) => translate('error.unresolved', values));
  return findOptionProblems(clientOptions(texts)).map(({ option, problem }) => {
    const field = option.replace('credentials.', '');
    const isMissing = problem === 'is missing';
    return translate(isMissing ? 'error.missing' : 'error.option', { field, problem });
  });
}
