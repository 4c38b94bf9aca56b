import type { FastifyInstance } from 'fastify';
import type { Account } from '../accounts.js';
import type { UserSessions } from '../agent-vep/user-sessions.js';
import type { FunctionRegistry } from '../functions/registry.js';
import { isDeployed } from '../functions/states.js';
import type { Guesses } from '../guesses.js';
import type { TokenAuthority } from '../sentinel/token-authority.js';
import { addRoute, queryOf, type SandboxRequest } from '../server/http-server.js';
import type { RunRecords } from '../server/recording.js';
import { refuse, refuseDpop, refuseUser, userOfAccount } from './authorization.js';
import {
  type InvocationContext,
  invokeEvent,
  invokeFunction,
  outcomeAnswer,
  testAnswer,
} from './invocation.js';
import { readInvocationBody } from './invocation-body.js';
import { type GatewayAnswer, problemAnswer, sendAnswer } from './problems.js';

/** The parameters of all routes; each route has only those in its URL. */
interface Params {
  readonly account: string;
  readonly lambdaUuid: string;
  readonly eventId: string;
}

type GatewayRequest = SandboxRequest<Params>;

export interface Gateway extends InvocationContext {
  readonly accountOf: (id: string) => Account;
  readonly authority: TokenAuthority;
  readonly sessions: UserSessions;
  readonly functions: FunctionRegistry;
  readonly runs: RunRecords;
}

async function refuseAny(request: GatewayRequest, { id }: Account, { authority, sessions }: Gateway) {
  const { authorization, dpop } = request.headers;
  if (userOfAccount(authorization, id, sessions) !== undefined)
    return refuseUser(authorization, id, sessions);
  const { method, url } = request;
  const refusal = await refuseDpop({ authorization, proof: dpop, method, url }, id, authority);
  return refusal === null ? await refuse(authorization, id, authority) : refusal;
}

/** Whether a request lacks the `v=1` of V1. */
export function lacksVersion(request: { readonly url: string }, guesses: Guesses): boolean {
  return guesses['v1-requires-v'] === 'yes' && queryOf(request).get('v') !== '1';
}

/**
 * Checks authorization and query.
 *
 * @returns the answer that refuses the request, or undefined
 */
async function refuseRequest(
  request: GatewayRequest,
  account: Account,
  gateway: Gateway,
): Promise<GatewayAnswer | undefined> {
  const { generation } = account;
  const refusal = await refuseAny(request, account, gateway);
  if (refusal) return problemAnswer(generation, refusal.problem, refusal.text);
  if (generation === 'v1' && lacksVersion(request, gateway.guesses)) {
    return problemAnswer(generation, 'bad-input', 'The query must contain v=1');
  }
  return undefined;
}

/** Whether a call is a test invocation: on V1, a user's call without `externalSystem`. */
function isTest(request: GatewayRequest, { id, generation }: Account, { sessions }: Gateway): boolean {
  const isUser = userOfAccount(request.headers.authorization, id, sessions) === true;
  return generation === 'v1' && isUser && (queryOf(request).get('externalSystem') ?? '') === '';
}

async function invokeByUuid(
  request: GatewayRequest,
  account: Account,
  gateway: Gateway,
): Promise<GatewayAnswer> {
  const { id, generation } = account;
  const { lambdaUuid } = request.params;
  const input = readInvocationBody(request.body ?? '', gateway.guesses);
  if (typeof input === 'string') return problemAnswer(generation, 'bad-input', input);
  const found = await gateway.functions.find(id, lambdaUuid);
  if (!found || !isDeployed(found.state)) {
    const problem = found ? 'not-deployed' : 'not-found';
    return problemAnswer(generation, problem, `There is no ${lambdaUuid} deployed on ${id}`);
  }
  const reporting = invokeFunction(found, input, gateway, gateway.runs.afterAnswer(request));
  gateway.runs.track(request, reporting);
  const report = await reporting;
  return isTest(request, account, gateway)
    ? testAnswer(generation, report, gateway.guesses)
    : outcomeAnswer(generation, report.outcome, gateway.guesses);
}

async function invokeByEvent(
  request: GatewayRequest,
  { id, generation }: Account,
  gateway: Gateway,
): Promise<GatewayAnswer> {
  const { eventId } = request.params;
  const input = readInvocationBody(request.body ?? '', gateway.guesses);
  if (typeof input === 'string') return problemAnswer(generation, 'bad-input', input);
  const functions = await gateway.functions.implementing(id, eventId, skillOf(request));
  if (functions.length === 0 && generation === 'v2') {
    return problemAnswer(generation, 'not-found', `No function on account ${id} implements ${eventId}`);
  }
  const running = invokeEvent(functions, input, gateway, gateway.runs.afterAnswer(request));
  gateway.runs.track(
    request,
    running.then(({ report }) => report),
  );
  const { results, failure } = await running;
  return failure === undefined
    ? { status: 'success-status', json: `[${results.join()}]` }
    : outcomeAnswer(generation, failure, gateway.guesses);
}

async function isImplemented(
  request: GatewayRequest,
  { id }: Account,
  gateway: Gateway,
): Promise<GatewayAnswer> {
  const functions = await gateway.functions.implementing(id, request.params.eventId, skillOf(request));
  return { status: 200, json: JSON.stringify({ implemented: functions.length > 0 }) };
}

/** The skill id in the query. LivePerson's client sends it empty if there is none. */
const skillOf = (request: { readonly url: string }): string => queryOf(request).get('skillId') ?? '';

const ROUTES = [
  ['POST', 'lambdas/:lambdaUuid/invoke', invokeByUuid],
  ['POST', 'events/:eventId/invoke', invokeByEvent],
  ['GET', 'events/:eventId/isImplemented', isImplemented],
] as const;

/** The invocation gateway. The account's generation decides which rules apply. */
export function addGatewayRoutes(app: FastifyInstance, gateway: Gateway): void {
  for (const [method, path, answer] of ROUTES) {
    addRoute<Params>(app, {
      method,
      url: `/api/account/:account/${path}`,
      service: 'faasGW',
      handler: async (request, reply) => {
        const account = gateway.accountOf(request.params.account);
        const refusal = await refuseRequest(request, account, gateway);
        return sendAnswer(reply, refusal ?? (await answer(request, account, gateway)), gateway.guesses);
      },
    });
  }
}
