import type { CheckReport, CheckStep } from '@lp-faas/core';
import { withClient } from './client.js';
import type { Request } from './inputs/job-request.js';
import type { Session } from './job-context.js';
import { asInputs, failed, hidden, type Outcome, outcomeOf, type Table } from './outcome.js';

const SIGNS: Readonly<Record<CheckStep['outcome'], string>> = {
  ok: '✅',
  warning: '⚠️',
  failed: '❌',
  skipped: '➖',
};

/** Walks the way to the functions without invoking any, and tells of each step as it is done. */
export async function checkConnection({ options }: Request, session: Session): Promise<Outcome> {
  const { log, signal } = session;
  log.startGroup(`Checking the way to the functions of account ${options.accountId}`);
  const trace = { line: (text: string) => log.debug(text), detail: (text: string) => log.debug(text) };
  const startedAt = performance.now();
  const onStep = (step: CheckStep): void => {
    log.info(`${SIGNS[step.outcome]} ${step.name} (${step.durationMs} ms): ${wordsOf(step)}`);
  };
  try {
    const report = await withClient(options, session, trace, (client) => client.check({ signal, onStep }));
    return outcomeOfReport(report, Math.round(performance.now() - startedAt), session);
  } finally {
    log.endGroup();
  }
}

function outcomeOfReport({ ok, steps }: CheckReport, durationMs: number, { secrets }: Session): Outcome {
  const told = steps.map(({ error: _, ...step }) => step);
  const resultJson = secrets.hideInJson(JSON.stringify({ ok, steps: told }));
  const parts = { resultJson, tables: [tableOf(steps)] };
  const error = steps.find((step) => step.error !== undefined)?.error;
  if (error !== undefined) return { ...hidden(failed(error, durationMs), secrets), ...parts };
  const headline = 'Functions can be invoked';
  return outcomeOf({ outcome: 'success', headline, delivery: 'not-sent', durationMs, ...parts });
}

function tableOf(steps: readonly CheckStep[]): Table {
  const rows = steps.map((step) => [step.name, SIGNS[step.outcome], `${step.durationMs} ms`, wordsOf(step)]);
  return { head: ['Step', '', 'Time', 'What was found'], rows };
}

const wordsOf = ({ detail, hint }: CheckStep): string =>
  asInputs(hint === undefined ? `${detail}.` : `${detail}. ${hint}`);
