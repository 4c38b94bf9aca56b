import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Account, Generation } from '../accounts.js';
import type { FunctionRegistry } from '../functions/registry.js';
import type { TokenAuthority } from '../sentinel/token-authority.js';
import { addRoute, queryOf, type SandboxRequest } from '../server/http-server.js';
import type { InvocationReports } from '../server/recording.js';
import { refuse } from './authorization.js';
import { type InvocationContext, invokeFunction, outcomeAnswer } from './invocation.js';
import { readInvocationBody } from './invocation-body.js';
import { type GatewayAnswer, problemAnswer } from './problems.js';

interface Params {
  readonly account: string;
  readonly lambdaUuid: string;
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

async function answer(
  request: SandboxRequest<Params>,
  generation: Generation,
  gateway: Gateway,
): Promise<GatewayAnswer> {
  const { account, lambdaUuid } = request.params;
  const refusal = await refuse(request.headers.authorization, account, gateway.authority);
  if (refusal) return problemAnswer(generation, refusal.problem, refusal.text);
  if (generation === 'v1' && queryOf(request).get('v') !== '1') {
    return problemAnswer(generation, 'bad-input', 'The query needs v=1');
  }
  const input = readInvocationBody(request.body ?? '');
  if (typeof input === 'string') return problemAnswer(generation, 'bad-input', input);
  const found = await gateway.functions.find(account, lambdaUuid);
  if (!found) {
    return problemAnswer(generation, 'not-found', `There is no ${lambdaUuid} deployed on ${account}`);
  }
  const report = await invokeFunction(found, input, gateway);
  gateway.reports.set(request, report);
  return outcomeAnswer(generation, report.outcome);
}

/** The invocation gateway of both generations: the account decides which rules hold. */
export function addGatewayRoutes(app: FastifyInstance, gateway: Gateway): void {
  const generationOf = (id: string) =>
    gateway.accounts.find((account) => account.id === id)?.generation ?? 'v1';
  addRoute<Params>(app, {
    method: 'POST',
    url: '/api/account/:account/lambdas/:lambdaUuid/invoke',
    service: 'faasGW',
    handler: async (request, reply) =>
      send(reply, await answer(request, generationOf(request.params.account), gateway)),
  });
}
