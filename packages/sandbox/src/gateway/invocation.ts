import type { Generation } from '../accounts.js';
import type { RunnableFunction } from '../functions/registry.js';
import type { Guesses } from '../guesses.js';
import type { Journal, RequestInvocation } from '../journal.js';
import type { FunctionRunner } from '../runner/function-runner.js';
import type { AfterAnswerEvent, FunctionInput, FunctionOutcome } from '../runner/protocol.js';
import { environmentOf, type FunctionAccess } from './function-environment.js';
import { type GatewayAnswer, problemAnswer } from './problems.js';

export interface InvocationContext {
  readonly runner: FunctionRunner;
  readonly journal: Journal;
  readonly access: FunctionAccess;
  readonly guesses: Guesses;
}

/** The outcome of a thrown value in LivePerson's local runner. */
const LOST_FAILURE: FunctionOutcome = { kind: 'returned', json: '""' };

/** Receives what a function does after its answer. */
export type OnAfterAnswer = (functionName: string, event: AfterAnswerEvent) => void;

/** Runs a deployed function once. */
export async function invokeFunction(
  item: RunnableFunction,
  input: FunctionInput,
  { runner, journal, access, guesses }: InvocationContext,
  onAfterAnswer: OnAfterAnswer,
): Promise<RequestInvocation> {
  if (item.problem !== undefined) {
    const outcome: FunctionOutcome = { kind: 'runtime-error', message: item.problem, details: item.problem };
    return { outcome, logs: [], refused: [], functions: [item.name] };
  }
  const report = await runner.run({
    account: { id: item.account, generation: item.generation },
    lambdaUuid: item.uuid,
    file: item.file,
    environment: await environmentOf(item, access),
    url: `http://${access.http()}`,
    input,
    onStarted: () => journal.countExecution(item.account, item.uuid),
    onAfterAnswer: (event) => onAfterAnswer(item.name, event),
  });
  const { outcome } = report;
  const isLost =
    outcome.kind === 'threw' && outcome.thrown === 'value' && guesses['v2-thrown-value'] === 'lost';
  if (item.generation === 'v1' || !isLost) return { ...report, functions: [item.name] };
  return { ...report, outcome: LOST_FAILURE, functions: [item.name] };
}

/** The results of an event's functions. */
export interface EventInvocation {
  /** One JSON text for each function that returned. */
  readonly results: readonly string[];
  /** The outcome of the function that failed; undefined if none did. */
  readonly failure: FunctionOutcome | undefined;
  /** The logs of all functions and the outcome of the last one; undefined if the event has no functions. */
  readonly report: RequestInvocation | undefined;
}

function timestamp({ guesses }: InvocationContext): string {
  const now = new Date();
  return JSON.stringify(guesses['event-timestamp'] === 'ms' ? now.getTime() : now.toISOString());
}

/** Runs the functions of an event one after the other, until one fails. */
export async function invokeEvent(
  functions: readonly RunnableFunction[],
  input: FunctionInput,
  context: InvocationContext,
  onAfterAnswer: OnAfterAnswer,
): Promise<EventInvocation> {
  const results: string[] = [];
  let report: RequestInvocation | undefined;
  for (const item of functions) {
    const { outcome, logs, refused } = await invokeFunction(item, input, context, onAfterAnswer);
    report = {
      outcome,
      logs: [...(report?.logs ?? []), ...logs],
      refused: [...(report?.refused ?? []), ...refused],
      functions: [...(report?.functions ?? []), item.name],
    };
    if (outcome.kind !== 'returned') return { results, failure: outcome, report };
    // Concatenated as text, since parsing would lose the last digits of long numbers.
    results.push(`{"uuid":"${item.uuid}","timestamp":${timestamp(context)},"result":${outcome.json}}`);
  }
  return { results, failure: undefined, report };
}

/** The gateway's answer to an invocation with this outcome. */
export function outcomeAnswer(
  generation: Generation,
  outcome: FunctionOutcome,
  guesses: Guesses,
): GatewayAnswer {
  switch (outcome.kind) {
    case 'returned': {
      const isEmpty = outcome.json === 'null' && guesses['no-result'] === 'empty';
      return { status: 'success-status', json: isEmpty ? '' : outcome.json };
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
 * The answer to a test invocation, which also contains the logs.
 *
 * That V1's gateway answers so to a user's token without `externalSystem` is a guess from the types of V1's CLI.
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
