import { randomUUID } from 'node:crypto';
import type { DomainResolver } from '../domains/domain-resolver.js';
import { asQuestion, implementedCall } from '../invocation/implemented.js';
import type { Invoker } from '../invocation/invoker.js';
import type { ClientSettings, Tokens } from '../options.js';
import type { Deadline } from '../resilience/deadline.js';
import type { CheckOptions, CheckReport, Finding } from './check-report.js';
import { findingOfClaims } from './claims.js';
import { StepLog } from './step-log.js';

/** Whether anybody implements it does not matter: the question alone takes everything that an invocation takes. */
const EVENT = { kind: 'event', eventId: 'lp-faas-invoke-check' } as const;

/** What a check walks through. */
export interface CheckedParts {
  readonly settings: ClientSettings;
  readonly domains: DomainResolver;
  readonly tokens: Tokens;
  readonly invoker: Invoker;
}

/** Walks the steps of an invocation without invoking anything. Fails in its report, never by throwing. */
export async function walkSteps(
  parts: CheckedParts,
  deadline: Deadline,
  options: CheckOptions,
): Promise<CheckReport> {
  const { settings, domains, tokens, invoker } = parts;
  const { accountId, clock } = settings;
  const log = new StepLog(clock, options);
  await log.step('options', async () => ({ detail: `The options for account ${accountId} are well-formed` }));
  await log.step('domains', () => findingOfDomains(domains, deadline));
  let token = '';
  await log.step('token', async () => {
    token = await tokens.get(deadline);
    return { detail: 'The token service accepts the credentials' };
  });
  await log.step('claims', async () => findingOfClaims(token, { accountId, nowMs: clock.wallNow() }));
  await log.step('gateway', async () => {
    const call = implementedCall(EVENT, randomUUID());
    const { host, generation } = await invoker.call(call, deadline).catch((error: unknown) => {
      throw asQuestion(error);
    });
    return { detail: `The gateway at ${host} (generation ${generation}) accepts the token` };
  });
  return log.report;
}

async function findingOfDomains(domains: DomainResolver, deadline: Deadline): Promise<Finding> {
  const [gateway, tokenService] = await Promise.all([
    domains.resolve('faasGW', deadline),
    domains.resolve('sentinel', deadline),
  ]);
  return { detail: `Functions are at ${gateway.host}, the token service at ${tokenService.host}` };
}
