import { timingSafeEqualText } from '../timing-safe.js';
import { INVOKE_SCOPE } from './token-authority.js';

/** The sandbox's only OAuth client. */
export interface OAuthClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** An OAuth 2.0 error response (RFC 6749, section 5.2), without its status: the error alone says which one it has. */
export interface OAuthError {
  readonly error: 'invalid_request' | 'invalid_client' | 'invalid_scope' | 'unsupported_grant_type';
  readonly description: string;
}

/**
 * Reads a parameter from the body or the query: real clients use either, or both. An empty parameter counts as left out
 * (RFC 6749, section 3.2).
 */
function parameter(name: string, body: URLSearchParams, query: URLSearchParams): string {
  return body.get(name) || query.get(name) || '';
}

/**
 * Checks a request for a token by client credentials. The errors follow RFC 6749: LivePerson does not document Sentinel's
 * answers to bad requests.
 *
 * @returns the error, or undefined
 */
export function checkTokenRequest(
  body: URLSearchParams,
  query: URLSearchParams,
  client: OAuthClient,
): OAuthError | undefined {
  const grantType = parameter('grant_type', body, query);
  if (grantType === '') {
    return { error: 'invalid_request', description: 'grant_type is missing' };
  }
  if (grantType !== 'client_credentials') {
    const description = 'grant_type must be client_credentials';
    return { error: 'unsupported_grant_type', description };
  }
  const idMatches = timingSafeEqualText(parameter('client_id', body, query), client.clientId);
  const secretMatches = timingSafeEqualText(parameter('client_secret', body, query), client.clientSecret);
  if (!idMatches || !secretMatches) {
    return { error: 'invalid_client', description: 'client_id or client_secret is wrong' };
  }
  const scope = parameter('scope', body, query);
  if (scope !== '' && scope !== INVOKE_SCOPE) {
    return {
      error: 'invalid_scope',
      description: `the only scope of this client is ${INVOKE_SCOPE}`,
    };
  }
  return undefined;
}
