import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { type TlsCredentials, tlsCredentials } from './tls-credentials.js';

interface OpenListener {
  readonly server: Server;
  readonly credentials: TlsCredentials;
  readonly host: string;
}

/** How functions reach the sandbox over https. */
export interface HttpsAccess {
  readonly host: string;
  /** The certificate to trust. */
  readonly caFile: string;
}

/** An https listener on loopback for functions, opened when the first of them needs it: the certificate takes 0.2 s. */
export class FunctionHttps {
  readonly #app: FastifyInstance;
  #opening: Promise<OpenListener> | undefined;
  #host: { readonly port: number; readonly host: string } | undefined;

  constructor(app: FastifyInstance) {
    this.#app = app;
  }

  async open(): Promise<HttpsAccess> {
    this.#opening ??= this.#listen();
    const { host, credentials } = await this.#opening;
    return { host, caFile: credentials.caFile ?? '' };
  }

  /** The host of this listener, if a request arrived at its port. */
  hostAt(port: number | undefined): string | undefined {
    return this.#host?.port === port ? this.#host?.host : undefined;
  }

  async close(): Promise<void> {
    const open = await this.#opening?.catch(() => undefined);
    open?.server.close();
    open?.server.closeAllConnections();
    await open?.credentials.dispose();
  }

  async #listen(): Promise<OpenListener> {
    const credentials = await tlsCredentials(true, 'localhost');
    const server = createServer({ cert: credentials.cert, key: credentials.key }, this.#app.routing);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const host = `localhost:${port}`;
    this.#host = { port, host };
    return { server, credentials, host };
  }
}
