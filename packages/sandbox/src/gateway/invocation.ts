import type { Generation } from '../accounts.js';
import type { RunnableFunction } from '../functions/registry.js';
import type { Guesses } from '../guesses.js';
import type { Journal, RequestInvocation } from '../journal.js';
import type { FunctionRunner } from '../runner/function-runner.js';
import type { FunctionInput, FunctionOutcome } from '../runner/protocol.js';
import { type GatewayAnswer, problemAnswer } from './problems.js';

export interface InvocationContext {
  readonly runner: FunctionRunner;
  readonly journal: Journal;
  /** The sandbox's own host and port. */
  readonly ownHost: () => string;
  readonly guesses: Guesses;
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
          // On the platform, where its secrets are stored; here there is no such place.
          X_LIVEPERSON_PROJECT_ID: 'sandbox',
        };
  return { ...item.environment, ...own };
}

/** What LivePerson's local runner makes of a thrown value. */
const LOST: FunctionOutcome = { kind: 'returned', json: '""' };

/** Runs a deployed function once. */
export async function invokeFunction(
  item: RunnableFunction,
  input: FunctionInput,
  { runner, journal, ownHost, guesses }: InvocationContext,
): Promise<RequestInvocation> {
  if (item.problem !== undefined) {
    const outcome: FunctionOutcome = { kind: 'runtime-error', message: item.problem, details: item.problem };
    return { outcome, logs: [], functions: [item.name] };
  }
  const report = await runner.run({
    account: { id: item.account, generation: item.generation },
    lambdaUuid: item.uuid,
    file: item.file,
    environment: environmentOf(item, ownHost()),
    input,
    onStarted: () => journal.countExecution(item.account, item.uuid),
  });
  const { outcome, logs } = report;
  const isLost =
    outcome.kind === 'threw' && outcome.thrown === 'value' && guesses['v2-thrown-value'] === 'lost';
  if (item.generation === 'v1' || !isLost) return { ...report, functions: [item.name] };
  return { outcome: LOST, logs, functions: [item.name] };
}

/** What came of the functions of an event. */
export interface Chain {
  /** One JSON text for each function that answered. */
  readonly results: readonly string[];
  /** How the function ended that broke the chain; undefined when none did. */
  readonly failure: FunctionOutcome | undefined;
  /** All that the functions wrote, and how the last one ended; undefined when there was none. */
  readonly report: RequestInvocation | undefined;
}

function timestamp({ guesses }: InvocationContext): string {
  const now = new Date();
  return JSON.stringify(guesses['event-timestamp'] === 'ms' ? now.getTime() : now.toISOString());
}

/** Runs the functions of an event, one after the other; one that fails ends the chain. */
export async function invokeChain(
  functions: readonly RunnableFunction[],
  input: FunctionInput,
  context: InvocationContext,
): Promise<Chain> {
  const results: string[] = [];
  let report: RequestInvocation | undefined;
  for (const item of functions) {
    const { outcome, logs } = await invokeFunction(item, input, context);
    report = {
      outcome,
      logs: [...(report?.logs ?? []), ...logs],
      functions: [...(report?.functions ?? []), item.name],
    };
    if (outcome.kind !== 'returned') return { results, failure: outcome, report };
    // Put together as text, so that a long number keeps its last digits.
    results.push(`{"uuid":"${item.uuid}","timestamp":${timestamp(context)},"result":${outcome.json}}`);
  }
  return { results, failure: undefined, report };
}

/** What the gateway answers when a function has ended so. */
export function outcomeAnswer(
  generation: Generation,
  outcome: FunctionOutcome,
  guesses: Guesses,
): GatewayAnswer {
  switch (outcome.kind) {
    case 'returned': {
      const isEmpty = outcome.json === 'null' && guesses['no-result'] === 'empty';
      return { status: 200, json: isEmpty ? '' : outcome.json, statusGuess: 'success-status' };
    }
    case 'throttled':
      return problemAnswer(generation, 'throttled', 'All instances of the function are busy');
    case 'unavailable':
      return problemAnswer(generation, 'unavailable', outcome.message);
    default:
      return problemAnswer(generation, outcome.kind, outcome.message);
  }
}

/**
 * What someone gets who tries a function out: its logs as well.
 *
 * That V1's gateway does so for a user's token without an external system is a guess from its CLI's types.
 */
export function testAnswer(
  generation: Generation,
  { outcome, logs }: RequestInvocation,
  guesses: Guesses,
): GatewayAnswer {
  const answer = outcomeAnswer(generation, outcome, guesses);
  if (outcome.kind === 'returned') {
    return { ...answer, json: `{"result":${outcome.json},"logs":${JSON.stringify(logs)}}` };
  }
  const body: unknown = { ...JSON.parse(answer.json), errorLogs: logs };
  return { ...answer, json: JSON.stringify(body) };
}
