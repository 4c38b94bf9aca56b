import { findOptionProblems } from '@lp-faas/core';
import { sharedCacheProblem } from '@lp-faas/core/redis';
import type { Red, Translate } from '../node-red.js';
import {
  type AccountField,
  type AccountFields,
  type AccountProblem,
  clientOptions,
  TEXT_FIELDS,
} from './account-config.js';
import { proxyAndTlsProblems } from './proxy-and-tls.js';
import { hasInnerReference } from './references.js';

/** Longer than any real value, and short enough for every check to be quick. In characters. */
export const MAX_FIELD_LENGTH = 10_000;

/** The texts for options that the library refuses. */
const INVALID: Readonly<Record<string, string>> = {
  accountId: 'account-id',
  clientId: 'credential',
  clientSecret: 'credential',
  domainApi: 'domain-api',
  trustedDomains: 'trusted-domains',
  region: 'region',
  generation: 'generation',
};

/** The fields in which a `${` cannot be part of a real value. */
const NEVER_INNER = ['accountId', 'domainApi', 'trustedDomains', 'sharedCache'] as const;

/** Finds what prevents an account with these values from being used. */
export function findAccountProblems(red: Red, fields: AccountFields): AccountProblem[] {
  const tooLong = findTooLong(fields);
  if (tooLong.length > 0) return tooLong;
  const inner = NEVER_INNER.filter((field) => hasInnerReference(fields[field]));
  const invalid = findOptionProblems(clientOptions(fields))
    .map(({ option, problem }) => problemOf(option.replace('credentials.', ''), problem))
    .filter(({ field }) => !inner.some((known) => known === field));
  const ofInner = inner.map((field) => ({ key: 'inner-reference', field }));
  const ofCache = inner.includes('sharedCache') ? [] : sharedCacheProblems(fields);
  return [...ofInner, ...invalid, ...ofCache, ...proxyAndTlsProblems(red, fields)];
}

function sharedCacheProblems({ sharedCache }: AccountFields): AccountProblem[] {
  const isUsable = sharedCache === '' || sharedCacheProblem(sharedCache) === undefined;
  return isUsable ? [] : [{ key: 'shared-cache', field: 'sharedCache' }];
}

export function findTooLong(fields: AccountFields): AccountProblem[] {
  const tooLong = TEXT_FIELDS.filter((field) => fields[field].length > MAX_FIELD_LENGTH);
  return tooLong.map((field) => ({ key: 'too-long', field }));
}

function problemOf(option: string, problem: string): AccountProblem {
  const key = INVALID[option];
  if (key === undefined) return { key: 'option', name: option, problem };
  const field = option as AccountField;
  return { key: problem === 'is missing' ? 'missing' : key, field };
}

/** Writes a problem in the language of the server. The editor does the same in the language of the browser. */
export function describeProblem({ key, field, ...values }: AccountProblem, translate: Translate): string {
  if (key === 'missing' && field === 'clientSecret') return translate('error.secret-missing');
  return translate(`error.${key}`, { ...values, ...(field && { field: translate(`label.${field}`) }) });
}
