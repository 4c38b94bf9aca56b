import type { Generation } from '../accounts.js';
import type { RunnableFunction } from '../functions/registry.js';
import type { Journal } from '../journal.js';
import type { FunctionRunner } from '../runner/function-runner.js';
import type { FunctionInput, InvocationReport, Outcome } from '../runner/protocol.js';
import { type GatewayAnswer, problemAnswer } from './problems.js';

export interface InvocationContext {
  readonly runner: FunctionRunner;
  readonly journal: Journal;
  /** The sandbox's own host and port. */
  readonly ownHost: () => string;
}

/** The variables that the platform itself sets, and the function's own. */
function environmentOf(item: RunnableFunction, ownHost: string): Record<string, string> {
  const own =
    item.generation === 'v1'
      ? { BRAND_ID: item.account }
      : {
          X_LIVEPERSON_BRAND_ID: item.account,
          X_LIVEPERSON_FUNCTION_UUID: item.uuid,
          X_LIVEPERSON_CSDS_DOMAIN: ownHost,
        };
  return { ...item.environment, ...own };
}

/** Runs a deployed function once. */
export async function invokeFunction(
  item: RunnableFunction,
  input: FunctionInput,
  { runner, journal, ownHost }: InvocationContext,
): Promise<InvocationReport> {
  if (item.problem !== undefined) {
    const outcome: Outcome = { kind: 'runtime-error', message: item.problem, details: item.problem };
    return { outcome, logs: [] };
  }
  return await runner.run({
    account: { id: item.account, generation: item.generation },
    lambdaUuid: item.uuid,
    file: item.file,
    environment: environmentOf(item, ownHost()),
    input,
    onStarted: () => journal.countExecution(item.uuid),
  });
}

/** What the gateway answers when a function has ended so. */
export function outcomeAnswer(generation: Generation, outcome: Outcome): GatewayAnswer {
  switch (outcome.kind) {
    case 'returned':
      return { status: 200, json: outcome.json };
    case 'throttled':
      return problemAnswer(generation, 'throttled', 'All instances of the function are busy');
    case 'unavailable':
      return problemAnswer(generation, 'unavailable', outcome.message);
    default:
      return problemAnswer(generation, outcome.kind, outcome.message);
  }
}
