import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Account, Generation } from '../accounts.js';
import type { FunctionRegistry } from '../functions/registry.js';
import { isDeployed } from '../functions/states.js';
import type { TokenAuthority } from '../sentinel/token-authority.js';
import { addRoute, queryOf, type SandboxRequest } from '../server/http-server.js';
import type { InvocationReports } from '../server/recording.js';
import { refuse } from './authorization.js';
import { type InvocationContext, invokeChain, invokeFunction, outcomeAnswer } from './invocation.js';
import { readInvocationBody } from './invocation-body.js';
import { type GatewayAnswer, problemAnswer } from './problems.js';

interface AccountParams {
  readonly account: string;
}

interface EventParams extends AccountParams {
  readonly eventId: string;
}

export interface Gateway extends InvocationContext {
  readonly accounts: readonly Account[];
  readonly authority: TokenAuthority;
  readonly functions: FunctionRegistry;
  readonly reports: InvocationReports;
}

/** Fastify's own `code` refuses 901, the platform's status for a failed function; Node's response does not. */
function send(reply: FastifyReply, { status, json }: GatewayAnswer): FastifyReply {
  reply.raw.statusCode = status;
  return reply.type('application/json').send(json);
}

/** Everything that has to hold before anything runs; a text or an answer says what does not. */
async function admit(
  request: SandboxRequest<AccountParams>,
  generation: Generation,
  { authority }: Gateway,
): Promise<GatewayAnswer | undefined> {
  const refusal = await refuse(request.headers.authorization, request.params.account, authority);
  if (refusal) return problemAnswer(generation, refusal.problem, refusal.text);
  if (generation === 'v1' && queryOf(request).get('v') !== '1') {
    return problemAnswer(generation, 'bad-input', 'The query needs v=1');
  }
  return undefined;
}

async function invokeByUuid(
  request: SandboxRequest<AccountParams & { readonly lambdaUuid: string }>,
  generation: Generation,
  gateway: Gateway,
): Promise<GatewayAnswer> {
  const { account, lambdaUuid } = request.params;
  const input = readInvocationBody(request.body ?? '');
  if (typeof input === 'string') return problemAnswer(generation, 'bad-input', input);
  const found = await gateway.functions.find(account, lambdaUuid);
  if (!found || !isDeployed(found.state)) {
    const problem = found ? 'not-deployed' : 'not-found';
    return problemAnswer(generation, problem, `There is no ${lambdaUuid} deployed on ${account}`);
  }
  const running = invokeFunction(found, input, gateway);
  gateway.reports.set(request, running);
  return outcomeAnswer(generation, (await running).outcome);
}

async function invokeByEvent(
  request: SandboxRequest<EventParams>,
  generation: Generation,
  gateway: Gateway,
): Promise<GatewayAnswer> {
  const { account, eventId } = request.params;
  const input = readInvocationBody(request.body ?? '');
  if (typeof input === 'string') return problemAnswer(generation, 'bad-input', input);
  const functions = await gateway.functions.implementing(account, eventId, skillOf(request));
  if (functions.length === 0 && generation === 'v2') {
    return problemAnswer(generation, 'not-found', `No function on ${account} implements ${eventId}`);
  }
  const running = invokeChain(functions, input, gateway);
  gateway.reports.set(
    request,
    running.then(({ report }) => report),
  );
  const chain = await running;
  return chain.failure === undefined
    ? { status: 200, json: `[${chain.results.join()}]` }
    : outcomeAnswer(generation, chain.failure);
}

async function isImplemented(request: SandboxRequest<EventParams>, gateway: Gateway): Promise<GatewayAnswer> {
  const { account, eventId } = request.params;
  const functions = await gateway.functions.implementing(account, eventId, skillOf(request));
  return { status: 200, json: JSON.stringify({ implemented: functions.length > 0 }) };
}

/** Empty is the same as left out: LivePerson's client sends it so. */
const skillOf = (request: { readonly url: string }): string => queryOf(request).get('skillId') ?? '';

/** The invocation gateway of both generations: the account decides which rules hold. */
export function addGatewayRoutes(app: FastifyInstance, gateway: Gateway): void {
  const add = <Params extends AccountParams>(
    method: 'GET' | 'POST',
    path: string,
    answer: (request: SandboxRequest<Params>, generation: Generation) => Promise<GatewayAnswer>,
  ): void =>
    addRoute<Params>(app, {
      method,
      url: `/api/account/:account/${path}`,
      service: 'faasGW',
      handler: async (request, reply) => {
        const { account }: AccountParams = request.params as Params;
        const generation = gateway.accounts.find(({ id }) => id === account)?.generation ?? 'v1';
        const refusal = await admit(request, generation, gateway);
        return send(reply, refusal ?? (await answer(request, generation)));
      },
    });
  add<AccountParams & { readonly lambdaUuid: string }>(
    'POST',
    'lambdas/:lambdaUuid/invoke',
    (request, generation) => invokeByUuid(request, generation, gateway),
  );
  add<EventParams>('POST', 'events/:eventId/invoke', (request, generation) =>
    invokeByEvent(request, generation, gateway),
  );
  add<EventParams>('GET', 'events/:eventId/isImplemented', (request) => isImplemented(request, gateway));
}
