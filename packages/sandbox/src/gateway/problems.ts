import type { FastifyReply } from 'fastify';
import type { Generation } from '../accounts.js';
import type { Guesses, GuessName } from '../guesses.js';

interface WireProblem {
  readonly status: number;
  readonly code: string;
}

/** Status and code of each problem, by generation. */
const PROBLEMS = {
  'bad-input': {
    v1: { status: 400, code: 'com.liveperson.faas.es.badinput' },
    v2: { status: 400, code: 'com.liveperson.faas.evg.invalid' },
  },
  // LivePerson documents 401 and 403 together. The split is a guess, supported by LivePerson's own V2 test.
  unauthorized: {
    v1: { status: 401, code: 'com.liveperson.faas.es.general' },
    v2: { status: 403, code: 'com.liveperson.faas.evg.general' },
  },
  // A token of another account or without the scope. The status is a guess too.
  forbidden: {
    v1: { status: 403, code: 'com.liveperson.faas.es.general' },
    v2: { status: 403, code: 'com.liveperson.faas.evg.general' },
  },
  'not-found': {
    v1: { status: 404, code: 'com.liveperson.faas.es.missinglambda' },
    v2: { status: 404, code: 'com.liveperson.faas.function.not-found' },
  },
  'not-deployed': {
    v1: { status: 404, code: 'com.liveperson.faas.es.notdeployed' },
    v2: { status: 404, code: 'com.liveperson.faas.function.not-found' },
  },
  threw: {
    v1: { status: 901, code: 'com.liveperson.faas.handler.custom-failure' },
    v2: { status: 901, code: 'com.customer.faas.function.threw-error' },
  },
  'runtime-error': {
    v1: { status: 901, code: 'com.liveperson.faas.handler.runtime-exception' },
    v2: { status: 901, code: 'com.customer.faas.function.js-runtime-error' },
  },
  timeout: {
    v1: { status: 901, code: 'com.liveperson.faas.handler.executiontime-exceeded' },
    v2: { status: 901, code: 'com.customer.faas.function.execution-exceeded' },
  },
  'log-limit': {
    v1: { status: 901, code: 'com.liveperson.faas.handler.log-limit-reached' },
    v2: { status: 901, code: 'com.liveperson.faas.function.runtime.limit-reached' },
  },
  // The status is documented, the body is not.
  throttled: {
    v1: { status: 429, code: 'com.liveperson.faas.es.general' },
    v2: { status: 429, code: 'com.liveperson.faas.evg.general' },
  },
  // Routes of the platform that the sandbox leaves out.
  'not-offered': {
    v1: { status: 501, code: 'com.liveperson.faas.fm.unavailable' },
    v2: { status: 501, code: 'com.liveperson.faas.evg.general' },
  },
  unavailable: {
    v1: { status: 502, code: 'com.liveperson.faas.es.unavailable' },
    v2: { status: 502, code: 'com.liveperson.faas.evg.general' },
  },
} as const satisfies Record<string, Record<Generation, WireProblem>>;

export type GatewayProblem = keyof typeof PROBLEMS;

/** V2 never sends the function's own message. */
const V2_FUNCTION_FAILED = 'Function Invocation failed due to an issue caused by customer coding';

export interface GatewayAnswer {
  readonly status: number;
  readonly json: string;
  /** The guess that decides on the status. */
  readonly statusGuess?: GuessName;
}

function statusGuess(generation: Generation, problem: GatewayProblem): { readonly statusGuess?: GuessName } {
  if (problem === 'unauthorized') return { statusGuess: `${generation}-unauthorized` };
  return problem === 'forbidden' ? { statusGuess: 'forbidden' } : {};
}

/** The answer to a failed invocation. The field names depend on the generation. */
export function problemAnswer(generation: Generation, problem: GatewayProblem, text: string): GatewayAnswer {
  const { status, code } = PROBLEMS[problem][generation];
  const message = generation === 'v2' && status === 901 ? V2_FUNCTION_FAILED : text;
  const body = generation === 'v1' ? { errorCode: code, errorMsg: message } : { code, message };
  return { status, json: JSON.stringify(body), ...statusGuess(generation, problem) };
}

/** Sends an answer, with the status and headers that the guesses choose. */
export function sendAnswer(reply: FastifyReply, answer: GatewayAnswer, guesses: Guesses): FastifyReply {
  const requestId = reply.request.headers['x-request-id'];
  if (guesses['echo-request-id'] === 'yes' && requestId !== undefined) {
    reply.header('x-request-id', requestId);
  }
  const { status, json, statusGuess: guess } = answer;
  if (status === 429 && guesses['retry-after'] !== 'absent') {
    reply.header('retry-after', guesses['retry-after']);
  }
  // Fastify's own `code` rejects 901, the platform's status for a failed function.
  reply.raw.statusCode = guess === undefined ? status : Number(guesses[guess]);
  return reply.type('application/json').send(json);
}
