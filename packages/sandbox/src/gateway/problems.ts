import type { FastifyReply } from 'fastify';
import type { Generation } from '../accounts.js';
import type { Guesses, GuessName } from '../guesses.js';

/** A status, or the guess that decides on it. */
type Status = number | GuessName;

interface WireProblem {
  readonly status: Status;
  readonly code: string;
}

/** Status and code of each problem, by generation. */
const PROBLEMS = {
  'bad-input': {
    v1: { status: 400, code: 'com.liveperson.faas.es.badinput' },
    v2: { status: 400, code: 'com.liveperson.faas.evg.invalid' },
  },
  // LivePerson documents 401 and 403 together. Its own V2 test supports the split.
  unauthorized: {
    v1: { status: 'v1-unauthorized', code: 'com.liveperson.faas.es.general' },
    v2: { status: 'v2-unauthorized', code: 'com.liveperson.faas.evg.general' },
  },
  // A token of another account or without the scope.
  forbidden: {
    v1: { status: 'forbidden', code: 'com.liveperson.faas.es.general' },
    v2: { status: 'forbidden', code: 'com.liveperson.faas.evg.general' },
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
  readonly status: Status;
  readonly json: string;
}

/** The answer to a failed invocation. The field names depend on the generation. */
export function problemAnswer(generation: Generation, problem: GatewayProblem, text: string): GatewayAnswer {
  const { status, code } = PROBLEMS[problem][generation];
  const message = generation === 'v2' && status === 901 ? V2_FUNCTION_FAILED : text;
  const body = generation === 'v1' ? { errorCode: code, errorMsg: message } : { code, message };
  return { status, json: JSON.stringify(body) };
}

/** Sends an answer, with the status and headers that the guesses choose. */
export function sendAnswer(reply: FastifyReply, answer: GatewayAnswer, guesses: Guesses): FastifyReply {
  const requestId = reply.request.headers['x-request-id'];
  if (guesses['echo-request-id'] === 'yes' && requestId !== undefined) {
    reply.header('x-request-id', requestId);
  }
  const { status, json } = answer;
  if (status === 429 && guesses['retry-after'] !== 'absent') {
    reply.header('retry-after', guesses['retry-after']);
  }
  // Fastify's own `code` rejects 901, the platform's status for a failed function.
  reply.raw.statusCode = typeof status === 'number' ? status : Number(guesses[status]);
  return reply.type('application/json').send(json);
}
