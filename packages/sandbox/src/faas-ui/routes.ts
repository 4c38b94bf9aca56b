import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Account, Generation } from '../accounts.js';
import type { RunnableFunction } from '../functions/registry.js';
import { refuseUser } from '../gateway/authorization.js';
import { invokeFunction, testAnswer } from '../gateway/invocation.js';
import { readInvocationBody } from '../gateway/invocation-body.js';
import { type GatewayAnswer, problemAnswer, sendAnswer } from '../gateway/problems.js';
import { type Gateway, lacksVersion } from '../gateway/routes.js';
import {
  addResource,
  type Handler,
  type Method,
  queryOf,
  type SandboxRequest,
} from '../server/http-server.js';
import { PLATFORM_EVENTS } from './events.js';
import { readFilter } from './filters.js';
import { NOT_OFFERED } from './not-offered.js';
import { RUNTIME, v1View, v2DetailView, v2View } from './views.js';

interface Params {
  readonly account: string;
  readonly lambdaUuid: string;
}

interface FaasUiCall {
  readonly request: SandboxRequest<Params>;
  readonly account: Account;
  readonly gateway: Gateway;
}

type View = (item: RunnableFunction) => Promise<object>;

const okAnswer = (body: unknown): GatewayAnswer => ({ status: 200, json: JSON.stringify(body) });

async function listFunctions({ request, account, gateway }: FaasUiCall, view: View): Promise<GatewayAnswer> {
  const filter = readFilter(queryOf(request));
  if (typeof filter === 'string') return problemAnswer(account.generation, 'bad-input', filter);
  const functions = await gateway.functions.runnable();
  const own = functions.filter((item) => item.account === account.id && filter(item));
  return okAnswer(await Promise.all(own.map(view)));
}

async function withFunction(
  { request, account, gateway }: FaasUiCall,
  answer: (item: RunnableFunction) => Promise<GatewayAnswer>,
): Promise<GatewayAnswer> {
  const { lambdaUuid } = request.params;
  const found = await gateway.functions.find(account.id, lambdaUuid);
  if (found) return await answer(found);
  return problemAnswer(
    account.generation,
    'not-found',
    `There is no function ${lambdaUuid} on account ${account.id}`,
  );
}

/** Test invocation of V2, as its CLI uses it. V1's CLI invokes at the gateway for it. */
async function testInvoke(call: FaasUiCall): Promise<GatewayAnswer> {
  const { request, account, gateway } = call;
  const input = readInvocationBody(request.body ?? '', gateway.guesses);
  if (typeof input === 'string') return problemAnswer(account.generation, 'bad-input', input);
  return await withFunction(call, async (item) => {
    const report = invokeFunction(item, input, gateway, gateway.runs.afterAnswer(request));
    gateway.runs.track(request, report);
    return testAnswer(item.generation, await report, gateway.guesses);
  });
}

interface FaasUiRoute {
  readonly method: Method;
  readonly path: string;
  /** Default: both. */
  readonly generation?: Generation;
  readonly answer: (call: FaasUiCall) => Promise<GatewayAnswer>;
}

const v1List = (call: FaasUiCall) => listFunctions(call, v1View);

/** In words, so that a person who runs a command of the CLI knows what to do instead. */
const NOT_OFFERED_ROUTES: readonly FaasUiRoute[] = NOT_OFFERED.map(({ method, path, generation, text }) => ({
  method,
  path,
  generation,
  answer: async ({ account, gateway }) => {
    const folder = gateway.functions.root ?? 'no folder';
    return problemAnswer(account.generation, 'not-offered', text(folder));
  },
}));

const ROUTES: readonly FaasUiRoute[] = [
  { method: 'GET', path: 'lambdas', generation: 'v1', answer: v1List },
  // LivePerson's client sends the slash, its CLI does not.
  { method: 'GET', path: 'lambdas/', generation: 'v1', answer: v1List },
  {
    method: 'GET',
    path: 'lambdas/:lambdaUuid',
    generation: 'v1',
    answer: (call) => withFunction(call, async (item) => okAnswer([await v1View(item)])),
  },
  { method: 'GET', path: 'runtimes', generation: 'v1', answer: async () => okAnswer([RUNTIME]) },
  { method: 'GET', path: 'events', answer: async () => okAnswer(PLATFORM_EVENTS) },
  { method: 'GET', path: 'functions', answer: (call) => listFunctions(call, v2View) },
  {
    method: 'GET',
    path: 'functions/:lambdaUuid',
    generation: 'v2',
    answer: (call) => withFunction(call, async (item) => okAnswer(await v2DetailView(item))),
  },
  { method: 'POST', path: 'functions/:lambdaUuid/test', generation: 'v2', answer: testInvoke },
  ...NOT_OFFERED_ROUTES,
];

function isServed({ path, generation }: FaasUiRoute, account: Account, { guesses }: Gateway): boolean {
  if (path === 'functions' && account.generation === 'v1') return guesses['v1-functions-list'] === 'list';
  return generation === undefined || generation === account.generation;
}

async function answerRoute(route: FaasUiRoute, call: FaasUiCall): Promise<GatewayAnswer> {
  const { request, account, gateway } = call;
  const { generation } = account;
  const refusal = refuseUser(request.headers.authorization, account.id, gateway.sessions);
  if (refusal) return problemAnswer(generation, refusal.problem, refusal.text);
  if (!isServed(route, account, gateway)) {
    return problemAnswer(generation, 'not-found', `/${route.path} does not exist on ${generation}`);
  }
  // V2's list does not require `v`, even on an account of V1.
  if (route.generation === 'v1' && lacksVersion(request, gateway.guesses)) {
    return problemAnswer(generation, 'bad-input', 'The query must contain v=1');
  }
  return await route.answer(call);
}

const handlerOf =
  (route: FaasUiRoute, gateway: Gateway): Handler<Params> =>
  async (request, reply: FastifyReply) => {
    const account = gateway.accountOf(request.params.account);
    return sendAnswer(reply, await answerRoute(route, { request, account, gateway }), gateway.guesses);
  };

/** faasUI: the function lists, and the other routes that LivePerson's client and CLIs need for an invocation. */
export function addFaasUiRoutes(app: FastifyInstance, gateway: Gateway): void {
  for (const path of new Set(ROUTES.map((route) => route.path))) {
    const ofPath = ROUTES.filter((route) => route.path === path);
    const handlers = ofPath.map((route) => [route.method, handlerOf(route, gateway)] as const);
    addResource<Params>(app, `/api/account/:account/${path}`, Object.fromEntries(handlers), 'faasUI');
  }
}
