import { randomUUID } from 'node:crypto';
import type { DomainResolver } from '../domains/domain-resolver.js';
import { type AnyFunctionsError, errorOf, isFunctionsError } from '../errors.js';
import { asNotInvoked, implementedCall } from '../invocation/event-check.js';
import type { Invoker } from '../invocation/invoker.js';
import type { Tokens } from '../options.js';
import { redactCause } from '../redaction.js';
import type { Clock } from '../resilience/clock.js';
import type { Deadline } from '../resilience/deadline.js';
import type { ClientSettings } from '../settings.js';
import type { CheckOptions, CheckReport, CheckStep, CheckStepName, Finding } from './check-report.js';
import { findingOfClaims } from './claims.js';

/** An event that no function needs to implement: the question alone uses everything that an invocation uses. */
const EVENT = { kind: 'event', eventId: 'lp-faas-invoke-check' } as const;

/** What a check tests. */
export interface CheckParts {
  readonly settings: ClientSettings;
  readonly domains: DomainResolver;
  readonly tokens: Tokens;
  readonly invoker: Invoker;
}

/** Tests hosts, token and gateway without invoking anything. Failures are in the report; nothing is thrown. */
export async function runSteps(
  parts: CheckParts,
  deadline: Deadline,
  options: CheckOptions,
): Promise<CheckReport> {
  const { settings, domains, tokens, invoker } = parts;
  const { accountId, clock } = settings;
  const log = new StepLog(clock, options);
  await log.step('options', async () => ({
    detail: `The options for account ${accountId} are well-formed`,
    facts: { accountId },
  }));
  await log.step('domains', () => findingOfDomains(domains, deadline, settings.regionAdvice));
  let token = '';
  await log.step('token', async () => {
    token = await tokens.get(deadline);
    return { detail: 'The token service accepts the credentials' };
  });
  await log.step('claims', async () => findingOfClaims(token, { accountId, nowMs: clock.wallNow() }));
  await log.step('gateway', async () => {
    const call = implementedCall(EVENT, randomUUID());
    const { host, generation } = await invoker.call(call, deadline).catch((error: unknown) => {
      throw asNotInvoked(error, settings.regionAdvice);
    });
    const detail = `The gateway at ${host} (generation ${generation}) accepts the token`;
    return { detail, facts: { host, generation } };
  });
  return log.report;
}

async function findingOfDomains(
  domains: DomainResolver,
  deadline: Deadline,
  advice: string,
): Promise<Finding> {
  const [gateway, tokenService] = await Promise.all([
    domains.resolve('faasGW', deadline),
    domains.resolve('sentinel', deadline),
  ]);
  const facts = { gateway: gateway.host, tokenService: tokenService.host };
  const detail = `Functions are at ${facts.gateway}, the token service at ${facts.tokenService}`;
  if (advice === '') return { detail, facts };
  return { detail, facts, warning: 'region', hint: `The hosts come from the region. ${advice}` };
}

/** Runs the steps of a check; after a failure the rest is skipped. */
export class StepLog {
  readonly #clock: Clock;
  readonly #onStep: (step: CheckStep) => unknown;
  readonly #steps: CheckStep[] = [];

  constructor(clock: Clock, { onStep = () => undefined }: CheckOptions) {
    this.#clock = clock;
    this.#onStep = onStep;
  }

  get report(): CheckReport {
    return Object.freeze({ ok: !this.#hasFailed, steps: Object.freeze([...this.#steps]) });
  }

  async step(name: CheckStepName, work: () => Promise<Finding>): Promise<void> {
    if (this.#hasFailed) {
      return this.#add({ name, outcome: 'skipped', durationMs: 0, detail: 'A step before it failed' });
    }
    const startedAt = this.#clock.now();
    const took = (): number => Math.round(this.#clock.now() - startedAt);
    try {
      const finding = await work();
      const outcome = finding.hint === undefined ? 'ok' : 'warning';
      this.#add({ name, outcome, durationMs: took(), ...finding });
    } catch (thrown) {
      const error = isFunctionsError(thrown) ? thrown : unforeseen(thrown);
      const { problem: detail, hint } = error;
      this.#add({ name, outcome: 'failed', durationMs: took(), detail, hint, error });
    }
  }

  get #hasFailed(): boolean {
    return this.#steps.some(({ outcome }) => outcome === 'failed');
  }

  #add(step: CheckStep): void {
    this.#steps.push(Object.freeze(step));
    // What a listener throws, now or later, does not affect the check.
    (async () => await this.#onStep(step))().catch(() => undefined);
  }
}

/** The error of anything else that was thrown: the caller's own transport or clock may throw anything. */
function unforeseen(thrown: unknown): AnyFunctionsError {
  const cause = redactCause(thrown);
  return errorOf({
    code: 'network-error',
    phase: 'invocation',
    problem: `The check failed unexpectedly (${cause.message})`,
    hint: 'Nothing was invoked.',
    cause,
  });
}
