import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { reachableHost } from '../domains/hosts.js';
import { errorCode, SandboxError } from '../errors.js';
import { type TlsCredentials, type TlsFiles, tlsCredentials } from './tls-credentials.js';

export interface ListenSettings {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean | TlsFiles;
  readonly httpsPort: number;
}

export interface Listeners {
  /** Host and port of the http listener. */
  readonly http: string;
  readonly https: string | undefined;
  readonly caFile: string | undefined;
  close(): Promise<void>;
}

/** @throws {SandboxError} `listen-failed` */
export async function listen(host: string, port: number, start: () => Promise<unknown>): Promise<void> {
  try {
    await start();
  } catch (error) {
    const code = errorCode(error);
    const reason =
      code === 'EADDRINUSE'
        ? 'the port is in use. Choose another port, or 0 for any free port.'
        : `${String(code ?? error)}. Choose an address of this machine and a port that you may use.`;
    throw new SandboxError('listen-failed', `Cannot listen on ${host}:${port}: ${reason}`, { cause: error });
  }
}

const portOf = (address: AddressInfo | string | null): number => (address as AddressInfo).port;

async function listenTls(
  app: FastifyInstance,
  { host, httpsPort }: ListenSettings,
  { cert, key }: TlsCredentials,
): Promise<Server> {
  const server = createServer({ cert, key }, app.routing);
  await listen(host, httpsPort, async () => {
    server.listen(httpsPort, host);
    await once(server, 'listening');
  });
  return server;
}

/** Listens for http and, with `tls`, for https with the same routes. */
export async function openListeners(app: FastifyInstance, settings: ListenSettings): Promise<Listeners> {
  const { host, port, tls } = settings;
  const credentials = tls === false ? undefined : await tlsCredentials(tls, host);
  let server: Server | undefined;
  const close = async () => {
    server?.close();
    server?.closeAllConnections();
    await Promise.all([app.close(), credentials?.dispose()]);
  };
  try {
    await listen(host, port, () => app.listen({ host, port }));
    if (credentials) server = await listenTls(app, settings, credentials);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    http: reachableHost(host, portOf(app.server.address())),
    https: server && reachableHost(host, portOf(server.address())),
    caFile: credentials?.caFile,
    close,
  };
}
