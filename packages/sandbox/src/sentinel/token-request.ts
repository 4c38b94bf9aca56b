import { sameText } from '../timing-safe.js';
import { INVOKE_SCOPE } from './token-authority.js';

/** The one client that the sandbox knows. */
export interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** An OAuth 2.0 error answer (RFC 6749, section 5.2). */
export interface OAuthError {
  readonly status: 400 | 401;
  readonly error: 'invalid_request' | 'invalid_client' | 'invalid_scope' | 'unsupported_grant_type';
  readonly description: string;
}

/**
 * Real clients put the parameters in the body, in the query, or some here and some there. An empty one counts
 * as left out (RFC 6749, section 3.2).
 */
function parameter(name: string, body: URLSearchParams, query: URLSearchParams): string {
  return body.get(name) || query.get(name) || '';
}

/**
 * Checks a request for a token by client credentials. The statuses and texts are the sandbox's reading of
 * RFC 6749: what Sentinel really answers to a bad request is not documented.
 *
 * @returns what is wrong with it, or undefined
 */
export function checkTokenRequest(
  body: URLSearchParams,
  query: URLSearchParams,
  client: Client,
): OAuthError | undefined {
  const grantType = parameter('grant_type', body, query);
  if (grantType === '') {
    return { status: 400, error: 'invalid_request', description: 'grant_type is missing' };
  }
  if (grantType !== 'client_credentials') {
    const description = 'grant_type must be client_credentials';
    return { status: 400, error: 'unsupported_grant_type', description };
  }
  const idMatches = sameText(parameter('client_id', body, query), client.clientId);
  const secretMatches = sameText(parameter('client_secret', body, query), client.clientSecret);
  if (!idMatches || !secretMatches) {
    return { status: 401, error: 'invalid_client', description: 'client_id or client_secret is wrong' };
  }
  const scope = parameter('scope', body, query);
  if (scope !== '' && scope !== INVOKE_SCOPE) {
    return { status: 400, error: 'invalid_scope', description: `this client has ${INVOKE_SCOPE} only` };
  }
  return undefined;
}
