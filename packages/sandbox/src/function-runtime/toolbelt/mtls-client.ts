/** Clients for services that ask for a client certificate: directly, or through LivePerson's mTLS gateway. */
import { type AccessTokens, DEFAULT_APP_KEY } from './access-token.js';
import type { CsdsClient } from './csds-client.js';
import { asToolBeltError, ToolBeltError, V2_ERROR_CODES } from './errors.js';
import { type HttpResponse, httpClient } from './http-client.js';
import { platform } from './platform.js';
import { traceId } from './trace-id.js';

const { Mtls } = V2_ERROR_CODES;

type Headers = Readonly<Record<string, string>>;

export interface ClientTls {
  readonly cert: string | Buffer;
  readonly key: string | Buffer;
  readonly ca?: string | Buffer;
}

export interface MtlsOptions {
  /** Milliseconds. */
  readonly timeout?: number;
  /** Whether the bodies of request and response are JSON. Default false. */
  readonly json?: boolean;
  /** Whether a self-signed certificate of the server is accepted. Default true. */
  readonly allowSelfSigned?: boolean;
}

export interface MtlsResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

type WithBody = (
  url: string,
  headers?: Headers,
  body?: unknown,
  options?: MtlsOptions,
) => Promise<MtlsResponse>;
type WithoutBody = (url: string, headers?: Headers, options?: MtlsOptions) => Promise<MtlsResponse>;

function isPem(text: string | Buffer | undefined): boolean {
  return /-----BEGIN.*\n.*-----END/s.test(String(text));
}

function checkClientTls(tls: ClientTls | undefined): ClientTls {
  const fail = (code: string, message: string) => {
    throw new ToolBeltError('MTLS', code, message);
  };
  if (!tls) return fail(Mtls.Missing, 'No Client TLS config was provided');
  const advice = (what: string) => `Provided ${what} is not rightly shaped. Please check ${what} format`;
  if (!isPem(tls.cert)) fail(Mtls.Invalid.Cert, advice('cert'));
  if (tls.ca && !isPem(tls.ca)) fail(Mtls.Invalid.Cert, advice('ca-cert'));
  if (!isPem(tls.key)) fail(Mtls.Invalid.Key, advice('key'));
  return tls;
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return text;
  }
}

function bodyOf(component: string, body: unknown, isJson: boolean): string | Buffer | undefined {
  if (body === undefined || body === null) return undefined;
  if (isJson) return JSON.stringify(body);
  if (typeof body === 'string' || Buffer.isBuffer(body)) return body;
  if (body instanceof URLSearchParams) return body.toString();
  if (ArrayBuffer.isView(body)) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const text = 'Provided body is neither a text nor bytes. Please use the json option or stringify it first.';
  throw new ToolBeltError(component, Mtls.BadRequest, text);
}

/** Sends requests with a client certificate. */
export class MtlsClient {
  readonly #tls: ClientTls;
  readonly get = this.#withBody('GET');
  readonly post = this.#withBody('POST');
  readonly put = this.#withBody('PUT');
  readonly patch = this.#withBody('PATCH');
  readonly delete = this.#withBody('DELETE');
  readonly head = this.#withoutBody('HEAD');
  readonly options = this.#withoutBody('OPTIONS');

  /** @throws {ToolBeltError} if certificate or key are not PEM */
  constructor(tls: ClientTls | undefined) {
    this.#tls = checkClientTls(tls);
  }

  #withBody(method: string): WithBody {
    return (url, headers, body, options) => this.#send(method, url, headers, body, options);
  }

  #withoutBody(method: string): WithoutBody {
    return async (url, headers, options) => {
      const response = await this.#send(method, url, headers, undefined, options);
      return { ...response, body: undefined };
    };
  }

  async #send(
    method: string,
    url: string,
    headers: Headers = {},
    body?: unknown,
    { json = false, allowSelfSigned = true, timeout }: MtlsOptions = {},
  ): Promise<MtlsResponse> {
    try {
      const { cert, key, ca } = this.#tls;
      const response = (await httpClient(url, {
        ...{ method, cert, key, ca, timeout, rejectUnauthorized: !allowSelfSigned },
        headers: { ...headers, ...(json && { 'Content-Type': 'application/json' }) },
        body: bodyOf('MTLS', body, json),
        simple: false,
        resolveWithFullResponse: true,
      })) as HttpResponse;
      const { statusCode } = response;
      return { statusCode, headers: response.headers, body: json ? parsed(response.body) : response.body };
    } catch (error) {
      throw asToolBeltError(error, 'MTLS', Mtls.General);
    }
  }
}

/** Sends requests through LivePerson's mTLS gateway, which holds the certificates. */
export class LpMtlsClient {
  readonly #csds: CsdsClient;
  readonly #tokens: AccessTokens;
  readonly get: WithBody = (url, headers, body, options) => this.#send('GET', url, headers, body, options);
  readonly post: WithBody = (url, headers, body, options) => this.#send('POST', url, headers, body, options);

  constructor(csds: CsdsClient, tokens: AccessTokens) {
    this.#csds = csds;
    this.#tokens = tokens;
  }

  async #send(
    method: string,
    forwardUrl: string,
    given: Headers = {},
    body?: unknown,
    { json = false }: MtlsOptions = {},
  ): Promise<MtlsResponse> {
    try {
      const host = await this.#csds.get('mtlsGateway');
      const headers = new Headers(given);
      const own = headers.get('authorization');
      if (own !== null) headers.set('lp-authorization-override', own);
      if (json) headers.set('content-type', 'application/json');
      headers.set('lp-stop-if-certificate-not-found', 'true');
      headers.set('lp-service-name', 'FAAS');
      headers.set('lp-forward-url', forwardUrl);
      headers.set('x-request-id', traceId());
      headers.set('authorization', await this.#tokens.authorization(DEFAULT_APP_KEY));
      const text = bodyOf('LP-MTLS', body, json) ?? null;
      const url = `https://${host}/mtls/account/${platform().account}`;
      return await readGatewayResponse(await fetch(url, { method, headers, body: text }), json);
    } catch (error) {
      throw asToolBeltError(error, 'LP-MTLS', Mtls.General);
    }
  }
}

async function readGatewayResponse(response: Response, json: boolean): Promise<MtlsResponse> {
  const text = await response.text();
  const fail = (code: string, message: string, details = {}) => {
    throw new ToolBeltError('LP-MTLS', code, message, details);
  };
  const remote = response.headers.get('lp-message-from-transport');
  if (remote !== null) fail(Mtls.Remote, remote, { originalBody: text });
  const challenge = response.headers.get('www-authenticate');
  if (challenge !== null) fail(Mtls.BadRequest, `Authentication to LP MTLS failed due to ${challenge}`);
  if (response.status === 400) {
    fail(Mtls.Missing, 'There is no mTLS configuration for the given forward URL. Please configure it.');
  }
  const headers = Object.fromEntries(response.headers);
  return { statusCode: response.status, headers, body: json ? parsed(text) : text };
}
