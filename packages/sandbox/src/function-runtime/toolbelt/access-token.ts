/** V2's access to LivePerson's services: a token by the client credentials of an app key, from the sandbox's Sentinel. */
import { isObject } from '../../json.js';
import { reportRefusal } from '../refusals.js';
import { asToolBeltError, ToolBeltError, V2_ERROR_CODES } from './errors.js';
import { platform } from './platform.js';
import type { SecretClientV2 } from './secret-client-v2.js';

export const DEFAULT_APP_KEY = 'LIVEPERSON_DEFAULT_APP_KEY';

interface AppKey {
  readonly client_id: string;
  readonly client_secret: string;
}

interface CredentialErrors {
  readonly component: string;
  readonly format: string;
}

function isAppKey(value: unknown): value is AppKey {
  if (!isObject(value)) return false;
  const { client_id: id, client_secret: secret } = value as Partial<AppKey>;
  return typeof id === 'string' && typeof secret === 'string';
}

async function requestToken({ client_id, client_secret }: AppKey, secretName: string): Promise<Response> {
  const { url, account } = platform();
  const response = await fetch(`${url}/sentinel/api/v2/account/${account}/app/token?v=2.0`, {
    method: 'POST',
    body: new URLSearchParams({ client_id, client_secret, grant_type: 'client_credentials' }),
  });
  if (!response.ok) {
    reportRefusal(
      'POST /sentinel/api/v2/account/…/app/token',
      `The sandbox gives no token for the credentials in the secret ${secretName}. Put the client id and secret of the sandbox into it.`,
    );
  }
  return response;
}

/** Fetches access tokens and keeps one per secret until a minute before its end. */
export class AccessTokens {
  readonly #secrets: SecretClientV2;
  readonly #errors: CredentialErrors;
  readonly #tokens = new Map<string, { readonly header: string; readonly endsAt: number }>();

  constructor(secrets: SecretClientV2, errors: CredentialErrors) {
    this.#secrets = secrets;
    this.#errors = errors;
  }

  /**
   * @param fresh whether secret and token are read anew
   * @returns the value of the `authorization` header
   */
  async authorization(secretName: string, fresh = false): Promise<string> {
    const { value } = await this.#secrets.readSecret(secretName, { useCache: !fresh });
    const { component, format } = this.#errors;
    if (!isAppKey(value)) throw new ToolBeltError(component, format, 'Credentials have Invalid Format');
    const known = this.#tokens.get(secretName);
    if (known && !fresh && Date.now() < known.endsAt) return known.header;
    try {
      const response = await requestToken(value, secretName);
      const body = (await response.json()) as Record<string, unknown>;
      const { access_token: token, token_type: type, expires_in: seconds } = body;
      if (typeof token !== 'string' || typeof type !== 'string') {
        const text = `AuthServer unexpected response: ${JSON.stringify(body)}. Status Code: ${response.status}`;
        throw new ToolBeltError('Oauth2Client', V2_ERROR_CODES.OAuth2.UnexpectedResponse, text);
      }
      // Without a number, none is kept.
      const lifetimeMs = Number(seconds) * 1000;
      this.#tokens.set(secretName, { header: `${type} ${token}`, endsAt: Date.now() + lifetimeMs - 60_000 });
      return `${type} ${token}`;
    } catch (error) {
      const prefix = 'Obtaining OAuth2 Access Token from sentinel failed due to: ';
      throw asToolBeltError(error, 'Oauth2Client', V2_ERROR_CODES.OAuth2.General, prefix);
    }
  }
}
