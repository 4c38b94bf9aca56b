import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Account, Generation } from '../accounts.js';
import type { RunnableFunction } from '../functions/registry.js';
import { refuseUser } from '../gateway/authorization.js';
import { invokeFunction, testAnswer } from '../gateway/invocation.js';
import { readInvocationBody } from '../gateway/invocation-body.js';
import { type GatewayAnswer, problemAnswer, sendAnswer } from '../gateway/problems.js';
import type { Gateway } from '../gateway/routes.js';
import { addRoute, queryOf, type SandboxRequest } from '../server/http-server.js';
import { PLATFORM_EVENTS } from './events.js';
import { readFilter } from './filters.js';
import { RUNTIME, v1View, v2DetailView, v2View } from './views.js';

interface Params {
  readonly account: string;
  readonly lambdaUuid: string;
}

interface Call {
  readonly request: SandboxRequest<Params>;
  readonly account: Account;
  readonly gateway: Gateway;
}

type View = (item: RunnableFunction) => Promise<object>;

const ok = (body: unknown): GatewayAnswer => ({ status: 200, json: JSON.stringify(body) });

async function list({ request, account, gateway }: Call, view: View): Promise<GatewayAnswer> {
  const filter = readFilter(queryOf(request));
  if (typeof filter === 'string') return problemAnswer(account.generation, 'bad-input', filter);
  const functions = await gateway.functions.runnable();
  const own = functions.filter((item) => item.account === account.id && filter(item));
  return ok(await Promise.all(own.map(view)));
}

async function one(
  { request, account, gateway }: Call,
  answer: (item: RunnableFunction) => Promise<GatewayAnswer>,
): Promise<GatewayAnswer> {
  const { lambdaUuid } = request.params;
  const found = await gateway.functions.find(account.id, lambdaUuid);
  if (found) return await answer(found);
  return problemAnswer(account.generation, 'not-found', `There is no ${lambdaUuid} on ${account.id}`);
}

/** V2's way to try a function out, which the CLI uses; V1's CLI does it at the gateway. */
async function tryOut(call: Call): Promise<GatewayAnswer> {
  const { request, account, gateway } = call;
  const input = readInvocationBody(request.body ?? '');
  if (typeof input === 'string') return problemAnswer(account.generation, 'bad-input', input);
  return await one(call, async (item) => {
    const running = invokeFunction(item, input, gateway);
    gateway.reports.set(request, running);
    return testAnswer(item.generation, await running, gateway.guesses);
  });
}

interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Left out: both. */
  readonly generation?: Generation;
  readonly answer: (call: Call) => Promise<GatewayAnswer>;
}

const v1List = (call: Call) => list(call, v1View);

const ROUTES: readonly Route[] = [
  { method: 'GET', path: 'lambdas', generation: 'v1', answer: v1List },
  // LivePerson's client asks with the slash, its CLI without.
  { method: 'GET', path: 'lambdas/', generation: 'v1', answer: v1List },
  {
    method: 'GET',
    path: 'lambdas/:lambdaUuid',
    generation: 'v1',
    answer: (call) => one(call, async (item) => ok([await v1View(item)])),
  },
  { method: 'GET', path: 'runtimes', generation: 'v1', answer: async () => ok([RUNTIME]) },
  { method: 'GET', path: 'events', answer: async () => ok(PLATFORM_EVENTS) },
  { method: 'GET', path: 'functions', answer: (call) => list(call, v2View) },
  {
    method: 'GET',
    path: 'functions/:lambdaUuid',
    generation: 'v2',
    answer: (call) => one(call, async (item) => ok(await v2DetailView(item))),
  },
  { method: 'POST', path: 'functions/:lambdaUuid/test', generation: 'v2', answer: tryOut },
];

function isServed({ path, generation }: Route, account: Account, { guesses }: Gateway): boolean {
  if (path === 'functions' && account.generation === 'v1') return guesses['v1-functions-list'] === 'list';
  return generation === undefined || generation === account.generation;
}

async function answerRoute(route: Route, call: Call): Promise<GatewayAnswer> {
  const { request, account, gateway } = call;
  const { generation } = account;
  const refusal = refuseUser(request.headers.authorization, account.id, gateway.sessions);
  if (refusal) return problemAnswer(generation, refusal.problem, refusal.text);
  if (!isServed(route, account, gateway)) {
    return problemAnswer(generation, 'not-found', `${generation} has no ${route.path}`);
  }
  // V2's list has no `v`, also where an account of V1 is asked for it.
  if (route.generation === 'v1' && queryOf(request).get('v') !== '1') {
    return problemAnswer(generation, 'bad-input', 'The query needs v=1');
  }
  return await route.answer(call);
}

/** faasUI: the lists of functions and what else LivePerson's client and CLIs ask there to invoke. */
export function addFaasUiRoutes(app: FastifyInstance, gateway: Gateway): void {
  for (const route of ROUTES) {
    addRoute<Params>(app, {
      method: route.method,
      url: `/api/account/:account/${route.path}`,
      service: 'faasUI',
      handler: async (request, reply: FastifyReply) => {
        const account = gateway.accountOf(request.params.account);
        return sendAnswer(reply, await answerRoute(route, { request, account, gateway }), gateway.guesses);
      },
    });
  }
}
