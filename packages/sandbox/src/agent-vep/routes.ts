import type { FastifyInstance } from 'fastify';
import type { Account } from '../accounts.js';
import { isObject, parseJson } from '../json.js';
import { addRoute, isForm, type SandboxRequest } from '../server/http-server.js';
import type { UserSessions } from './user-sessions.js';

interface Params {
  readonly account: string;
}

function stringField(body: unknown, key: string): string {
  const value = isObject(body) ? (body as Record<string, unknown>)[key] : undefined;
  return typeof value === 'string' ? value : '';
}

/** LivePerson's CLI logs in with JSON, the tests of its Java client with a form. */
function loginOf(request: SandboxRequest<Params>): unknown {
  return isForm(request)
    ? Object.fromEntries(new URLSearchParams(request.body ?? ''))
    : parseJson(request.body);
}

function sessionIdOf(cookies: string | undefined): string {
  return /(?:^|;)\s*session_id=([^;\s]*)/.exec(cookies ?? '')?.[1] ?? '';
}

/** The answer to wrong credentials. LivePerson does not document it; its CLI checks for a 401. */
const REFUSED = { error: { message: 'The account, the user name or the password is wrong' } };

/** agentVep, the login of users. The function lists require a user's token, not an application's. */
export function addAgentVepRoutes(
  app: FastifyInstance,
  accounts: readonly Account[],
  sessions: UserSessions,
): void {
  addRoute<Params>(app, {
    method: 'POST',
    url: '/api/account/:account/login',
    service: 'agentVep',
    handler: async (request, reply) => {
      const { account } = request.params;
      const body = loginOf(request);
      const isKnown = accounts.some(({ id }) => id === account);
      const session = isKnown
        ? sessions.logIn(account, stringField(body, 'username'), stringField(body, 'password'))
        : undefined;
      if (!session) return reply.code(401).send(REFUSED);
      const { bearer, csrf, sessionId, userId, loginName } = session;
      return reply.send({ bearer, csrf, sessionId, config: { userId, loginName } });
    },
  });
  addRoute<Params>(app, {
    method: 'POST',
    url: '/api/account/:account/refresh',
    service: 'agentVep',
    handler: async (request, reply) => {
      const sessionId = sessionIdOf(request.headers.cookie);
      const csrf = stringField(parseJson(request.body), 'csrf');
      if (!sessions.refresh(request.params.account, sessionId, csrf)) return reply.code(401).send(REFUSED);
      return reply.send({});
    },
  });
}
