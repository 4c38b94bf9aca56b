import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export const ACCOUNT = '12345678';
export const LAMBDA = '8f4b1c9e-1f0a-4d55-9c57-3f0d8a3f5f10';
export const CREDENTIALS = { clientId: 'client-of-tests', clientSecret: 'S3cret-canary-0815' };

export type Service = 'domain' | 'token' | 'invocation';

/** One request as it arrived. */
export interface Arrived {
  readonly service: Service;
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Answers one request, well or badly. */
export type Reply = (response: ServerResponse, request: Arrived) => void;

export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Reply =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };

/** A reply that advances the clock by a minute 30 ms later, so that a deadline expires after the reply. */
export const expiringAfter =
  (clock: { advance(ms: number): void }, reply: Reply): Reply =>
  (response, request) => {
    reply(response, request);
    setTimeout(() => clock.advance(60_000), 30);
  };

/** Creates a JWT; its signature is fake, because no client checks it. */
export function jwt(claims: Record<string, unknown>): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.c2lnbmF0dXJl`;
}

/** An access token that is valid for an hour and equals no other. */
export function newToken(): string {
  const iat = Math.floor(Date.now() / 1000);
  const claims = { aud: ACCOUNT, scope: 'faas.lambda.invoke', iss: 'Sentinel', jti: randomUUID() };
  return jwt({ ...claims, iat, exp: iat + 3600 });
}

/**
 * LivePerson's three services on loopback, as the contract describes them. Each reply can be replaced, to simulate
 * faults that a well-behaved server never has. Sockets and bytes are real; the function is not.
 */
export class ScriptedPlatform implements AsyncDisposable {
  readonly arrived: Arrived[] = [];
  /** All connections that were opened. */
  readonly connections: Socket[] = [];
  /** The token that was issued last, or will be issued first. */
  token = newToken();
  readonly #server: Server;
  readonly #replies: Record<Service, Reply>;

  private constructor(replies: Partial<Record<Service, Reply>>) {
    this.#replies = {
      domain: (response, request) => {
        const service = /service\/(\w+)\//.exec(request.url)?.[1] ?? '';
        json(200, { service, account: ACCOUNT, baseURI: this.host })(response, request);
      },
      token: (response, request) => {
        if (this.count('token') > 1) this.token = newToken();
        const answer = { access_token: this.token, token_type: 'Bearer', expires_in: '3600' };
        json(200, answer)(response, request);
      },
      invocation: json(200, { greeting: 'hello' }),
      ...replies,
    };
    this.#server = createServer((request, response) => this.#serve(request, response));
    this.#server.on('connection', (socket) => this.connections.push(socket));
  }

  static async start(replies: Partial<Record<Service, Reply>> = {}): Promise<ScriptedPlatform> {
    const platform = new ScriptedPlatform(replies);
    await new Promise<void>((resolve) => platform.#server.listen(0, '127.0.0.1', resolve));
    return platform;
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `http://${this.host}`;
  }

  /** The options of a client for this platform. */
  get options(): { accountId: string; credentials: typeof CREDENTIALS; domainApi: string } {
    return { accountId: ACCOUNT, credentials: CREDENTIALS, domainApi: this.url };
  }

  set(service: Service, reply: Reply): void {
    this.#replies[service] = reply;
  }

  count(service: Service): number {
    return this.arrived.filter((request) => request.service === service).length;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A client that hangs up early is part of the script.
    response.on('error', () => undefined);
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const service = serviceOf(url);
      const arrived = { service, method, url, headers, body: Buffer.concat(chunks).toString() };
      this.arrived.push(arrived);
      this.#replies[service](response, arrived);
    });
  }
}

function serviceOf(url: string): Service {
  if (url.includes('/service/')) return 'domain';
  return url.startsWith('/sentinel/') ? 'token' : 'invocation';
}
