import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Account } from '../accounts.js';
import type { Guesses } from '../guesses.js';
import { isOwnRoute } from './own-routes.js';

export interface MissingRouteSettings {
  readonly accounts: readonly Account[];
  readonly guesses: Guesses;
}

/** Why nothing serves a request. */
interface MissingRoute {
  readonly status: 404 | 405;
  readonly error: string;
  readonly text: string;
}

const NOT_FOUND: MissingRoute = { status: 404, error: 'not_found', text: 'There is nothing at this path' };

export const METHOD_NOT_ALLOWED: MissingRoute = {
  status: 405,
  error: 'method_not_allowed',
  text: 'The path does not support this method',
};

function platformBody({ url }: FastifyRequest, text: string, accounts: readonly Account[]): object {
  const [, id] = /^\/api\/account\/([^/?]+)/.exec(url) ?? [];
  const isV2 = accounts.some((account) => account.id === id && account.generation === 'v2');
  if (isV2) return { code: 'com.liveperson.faas.evg.general', message: text };
  return { errorCode: 'com.liveperson.faas.es.general', errorMsg: text };
}

/** Sends the answer for an unknown path or a wrong method. LivePerson documents only the statuses. */
export function sendMissingRoute(
  request: FastifyRequest,
  reply: FastifyReply,
  { accounts, guesses }: MissingRouteSettings,
  { status, error, text }: MissingRoute = NOT_FOUND,
): FastifyReply {
  reply.code(status);
  switch (isOwnRoute(request) ? 'json' : guesses['missing-route']) {
    case 'platform':
      return reply.send(platformBody(request, text, accounts));
    case 'html':
      return reply.type('text/html').send(`<html><body><h1>${status}</h1>${text}</body></html>`);
    case 'empty':
      return reply.send();
    default:
      return reply.send({ error });
  }
}
