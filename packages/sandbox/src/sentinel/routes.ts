import type { FastifyInstance } from 'fastify';
import type { Account } from '../accounts.js';
import type { Guesses } from '../guesses.js';
import { addRoute, FORM_TYPE, isForm, queryOf, type SandboxRequest } from '../server/http-server.js';
import type { TokenAuthority } from './token-authority.js';
import { checkTokenRequest, type OAuthClient, type OAuthError } from './token-request.js';

interface Params {
  readonly account: string;
}

export interface SentinelSettings extends OAuthClient {
  readonly accounts: readonly Account[];
  readonly guesses: Guesses;
}

const BASIC_REFUSED: OAuthError = {
  error: 'invalid_client',
  description:
    'credentials belong in the body: send client_id and client_secret there, not in an Authorization header',
};

function checkRequest(request: SandboxRequest<Params>, settings: SentinelSettings): OAuthError | undefined {
  const body = request.body ?? '';
  if (body !== '' && !isForm(request)) {
    return { error: 'invalid_request', description: `the body must be ${FORM_TYPE}` };
  }
  if (!settings.accounts.some(({ id }) => id === request.params.account)) {
    return { error: 'invalid_client', description: 'the account is unknown' };
  }
  const wrong = checkTokenRequest(new URLSearchParams(body), queryOf(request), settings);
  const isBasic = /^basic\b/i.test(request.headers.authorization ?? '');
  return wrong?.error === 'invalid_client' && isBasic ? BASIC_REFUSED : wrong;
}

/** A string by default, since one of LivePerson's own clients requires a string. */
function expiresIn(seconds: number, guesses: Guesses): { readonly expires_in?: string | number } {
  if (guesses['expires-in'] === 'absent') return {};
  return { expires_in: guesses['expires-in'] === 'number' ? seconds : String(seconds) };
}

/** Sentinel, LivePerson's authorization server: tokens for client credentials, and the keys to verify them. */
export function addSentinelRoutes(
  app: FastifyInstance,
  authority: TokenAuthority,
  settings: SentinelSettings,
): void {
  for (const prefix of ['/sentinel/api', '/sentinel/api/v2']) {
    addRoute<Params>(app, {
      method: 'POST',
      url: `${prefix}/account/:account/app/token`,
      service: 'sentinel',
      handler: async (request, reply) => {
        reply.type('application/json;charset=utf-8').header('cache-control', 'no-store');
        const wrong = checkRequest(request, settings);
        if (wrong) {
          const { error, description } = wrong;
          const status = error === 'invalid_client' ? Number(settings.guesses['wrong-credentials']) : 400;
          return reply.code(status).send({ error, error_description: description });
        }
        const { account } = request.params;
        const isForConnector =
          settings.guesses['connector-token'] === 'refused' && queryOf(request).get('v') === '1.0';
        const token = await authority.issue({ account, clientId: settings.clientId, isForConnector });
        return reply.send({
          access_token: token.accessToken,
          token_type: 'Bearer',
          ...expiresIn(token.expiresInSeconds, settings.guesses),
        });
      },
    });
  }
  addRoute(app, {
    method: 'GET',
    url: '/sentinel/well-known/jwks',
    service: 'sentinel',
    handler: async (_request, reply) => reply.send(await authority.keySet()),
  });
}
