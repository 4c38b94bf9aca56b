/** The clients for LivePerson's services: V1 signs with OAuth 1.0 and V2 sends an access token. */
import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import { parseJson } from '../../json.js';
import type { AccessTokens } from './access-token.js';
import { DEFAULT_APP_KEY } from './access-token.js';
import type { CsdsClient } from './csds-client.js';
import type { HttpClient, HttpOptions } from './http-client.js';
import { serviceUrl } from './platform.js';
import type { SecretClientV1 } from './secret-client-v1.js';
import { traceId } from './trace-id.js';

const load = createRequire(import.meta.url);

const V1_APP_KEY = 'lp-faas-default-app-key';

interface V1AppKey {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly token: string;
  readonly tokenSecret: string;
}

type SignedRequest = { readonly url: string; readonly method: string; readonly data?: unknown };

interface OAuth1 {
  authorize(request: SignedRequest, token: { key: string; secret: string }): object;
  toHeader(authorization: object): { readonly Authorization: string };
}

function signature(request: SignedRequest, key: V1AppKey): string {
  const OAuth = load('oauth-1.0a') as new (options: object) => OAuth1;
  const oauth = new OAuth({
    consumer: { key: key.consumerKey, secret: key.consumerSecret },
    signature_method: 'HMAC-SHA1',
    hash_function: (text: string, hmacKey: string) =>
      createHmac('sha1', hmacKey).update(text).digest('base64'),
  });
  const token = { key: key.token, secret: key.tokenSecret };
  return oauth.toHeader(oauth.authorize(request, token)).Authorization;
}

export interface LpOptionsV1 extends HttpOptions {
  readonly appKeySecretName?: string;
}

export type LpClientV1 = (service: string, path: string, options?: LpOptionsV1) => Promise<unknown>;

/** V1's client, over its HTTP client. */
export function lpClientV1(csds: CsdsClient, secrets: SecretClientV1, http: HttpClient): LpClientV1 {
  return async (service, path, { appKeySecretName = V1_APP_KEY, method = 'GET', ...options } = {}) => {
    const baseUrl = serviceUrl(service, await csds.get(service));
    const { value } = await secrets.readSecret(appKeySecretName).catch((error: Error) => {
      const text = `Could not fetch App Key credentials from secret storage: ${error.message}`;
      throw new Error(text, { cause: error });
    });
    const key = (typeof value === 'string' ? parseJson(value) : value) as V1AppKey;
    const authorization = signature({ url: `${baseUrl}${path}`, method }, key);
    const headers = { ...options.headers, Authorization: authorization };
    return await http(path, { ...options, baseUrl, method, headers });
  };
}

export type LpOptionsV2 = RequestInit & { readonly appKeySecretName?: string };

export type LpClientV2 = (service: string, path: string, options?: LpOptionsV2) => Promise<Response>;

/** V2's client, over fetch. Repeats a request once with a new token when the service refuses the first. */
export function lpClientV2(csds: CsdsClient, tokens: AccessTokens): LpClientV2 {
  return async (service, path, { appKeySecretName = DEFAULT_APP_KEY, ...options } = {}) => {
    const url = `${serviceUrl(service, await csds.get(service))}${path}`;
    const send = async (fresh: boolean) => {
      const headers = new Headers(options.headers);
      headers.set('authorization', await tokens.authorization(appKeySecretName, fresh));
      headers.set('x-request-id', traceId());
      return await fetch(url, { ...options, headers });
    };
    const response = await send(false);
    return response.status === 401 ? await send(true) : response;
  };
}
