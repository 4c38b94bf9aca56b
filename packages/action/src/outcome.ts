import type { Delivery, FunctionsError, FunctionsErrorCode, InvocationResult } from '@lp-faas/core';
import type { InputProblem } from './inputs.js';

/** How the step ended, the same for success and failure. */
export interface Outcome {
  /** `success`, or the error's code. */
  readonly outcome: 'success' | FunctionsErrorCode;
  /** The result as the JSON text that came; empty on failure. */
  readonly resultJson: string;
  readonly statusCode: number | undefined;
  readonly errorMessage: string;
  readonly delivery: Delivery;
  readonly requestId: string;
  readonly attempts: number;
  readonly durationMs: number;
  /** The gateway's host and the generation, where they are known. */
  readonly host: string;
  readonly generation: string;
}

const NOTHING = {
  resultJson: '',
  statusCode: undefined,
  errorMessage: '',
  requestId: '',
  host: '',
  generation: '',
};

export function succeeded(answer: InvocationResult): Outcome {
  const { resultJson, status: statusCode, requestId, attempts, durationMs, host, generation } = answer;
  const facts = { resultJson, statusCode, requestId, attempts, durationMs, host, generation };
  return { ...NOTHING, ...facts, outcome: 'success', delivery: 'executed' };
}

export function failed(error: FunctionsError, durationMs: number): Outcome {
  const { code, status: statusCode, message, delivery, requestId = '', attempts } = error;
  return {
    ...NOTHING,
    outcome: code,
    statusCode,
    errorMessage: message,
    delivery,
    requestId,
    attempts,
    durationMs,
  };
}

export function invalid(problems: readonly InputProblem[]): Outcome {
  const list = problems.map(({ input, problem }) => `${input} ${problem}`).join('; ');
  const errorMessage = `Invalid inputs: ${list}. Correct them; nothing was sent.`;
  return {
    ...NOTHING,
    outcome: 'invalid-options',
    errorMessage,
    delivery: 'not-sent',
    attempts: 0,
    durationMs: 0,
  };
}
