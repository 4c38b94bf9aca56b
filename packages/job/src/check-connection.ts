import { type CheckReport, type CheckStep, isFunctionsError } from '@lp-faas/core';
import { withClient } from './client.js';
import type { JobRequest } from './inputs/job-request.js';
import type { JobContext } from './job-context.js';
import { debugOnly } from './logging-transport.js';
import {
  failureOutcome,
  hideSecrets,
  type JobOutcome,
  outcomeOf,
  type Table,
  withInputNames,
} from './outcome.js';
import { joinSentences } from './sentences.js';

const SIGNS: Readonly<Record<CheckStep['outcome'], string>> = {
  ok: '✅',
  warning: '⚠️',
  failed: '❌',
  skipped: '➖',
};

/** Tests hosts, token and gateway without invoking a function; logs each step as soon as it is done. */
export async function checkConnection({ options }: JobRequest, context: JobContext): Promise<JobOutcome> {
  const { log, secrets, signal, onPlatformReport } = context;
  log.startGroup(`Testing hosts, token and gateway of account ${options.accountId}`);
  const startedAt = performance.now();
  const elapsed = (): number => Math.round(performance.now() - startedAt);
  const onStep = (step: CheckStep): void => {
    const details = secrets.hideInText(detailsOf(step));
    log.info(`${SIGNS[step.outcome]} ${step.name} (${step.durationMs} ms): ${details}`);
  };
  try {
    const report = await withClient(options, context, debugOnly(log), (client) =>
      client.check({ signal, onStep, report: onPlatformReport !== undefined }),
    );
    if (report.platform !== undefined) onPlatformReport?.(report.platform);
    return outcomeOfReport(report, elapsed(), context);
  } catch (error) {
    // A check reports its failures; this is one of its options, such as the proxy of the environment.
    if (!isFunctionsError(error)) throw error;
    return hideSecrets(failureOutcome(error, elapsed()), secrets);
  } finally {
    log.endGroup();
  }
}

function outcomeOfReport(
  { ok, steps }: CheckReport,
  durationMs: number,
  { secrets }: JobContext,
): JobOutcome {
  const withoutErrors = steps.map(({ error: _, ...step }) => step);
  const resultJson = secrets.hideInJson(JSON.stringify({ ok, steps: withoutErrors }));
  const parts = { resultJson, tables: [tableOf(steps)] };
  const error = steps.find((step) => step.error !== undefined)?.error;
  if (error !== undefined) return { ...hideSecrets(failureOutcome(error, durationMs), secrets), ...parts };
  const headline = 'Functions can be invoked';
  return outcomeOf({ outcome: 'success', headline, delivery: 'not-sent', durationMs, ...parts });
}

function tableOf(steps: readonly CheckStep[]): Table {
  const rows = steps.map((step) => [
    step.name,
    SIGNS[step.outcome],
    `${step.durationMs} ms`,
    detailsOf(step),
  ]);
  return { head: ['Step', '', 'Time', 'Details'], rows };
}

const detailsOf = ({ detail, hint }: CheckStep): string =>
  withInputNames(joinSentences([detail, hint ?? '']));
