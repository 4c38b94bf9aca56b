/**
 * Asks the sandbox about the requests of undici as a package of the project, whose connections Node's own modules do not
 * show. A mock is answered by a server in this process, since the interfaces of undici's versions differ.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { askForMock } from './ask-for-mock.js';
import { refuseQuietly } from './connection-guard.js';

interface DispatchOptions {
  readonly origin?: string | URL;
  readonly path: string;
  readonly method: string;
  readonly [ASKED]?: true;
}

type Dispatch = (this: Dispatcher, options: DispatchOptions, handler: unknown) => boolean;

interface Dispatcher {
  dispatch: Dispatch;
}

/** What is needed of undici's exports. */
interface Undici {
  readonly Client: { readonly prototype: object };
  readonly Agent: new () => Dispatcher;
}

/** Marks a request about which the sandbox was asked: one dispatcher hands it over to another. */
const ASKED: unique symbol = Symbol('asked');

const responses = new Map<string, Response>();
let server: Promise<number> | undefined;
let mockPort: number | undefined;
let mocked = 0;

async function startServer(): Promise<number> {
  const started: Server = createServer(async (request, response) => {
    const mock = responses.get(request.url ?? '');
    responses.delete(request.url ?? '');
    // A connection that is kept would keep the process alive after its answer, as if the function still did something.
    response.shouldKeepAlive = false;
    response.writeHead(mock?.status ?? 500, [...(mock?.headers ?? [])].flat());
    response.end(mock && Buffer.from(await mock.arrayBuffer()));
  });
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  started.unref();
  mockPort = (started.address() as AddressInfo).port;
  return mockPort;
}

/** Whether an address is that of the server for mocks in this process. */
export function isMockServer(host: string, port: number): boolean {
  return host === '127.0.0.1' && port === mockPort;
}

export function isUndici(exported: unknown): exported is Undici {
  const { Client, Agent, MockAgent } = (exported ?? {}) as Partial<Record<string, unknown>>;
  return typeof Client === 'function' && typeof Agent === 'function' && typeof MockAgent === 'function';
}

/** The origin of a client or a pool for one host. */
function originOf(dispatcher: Dispatcher): string {
  const url = Object.getOwnPropertySymbols(dispatcher).find(({ description }) => description === 'url');
  const value: unknown = url && Reflect.get(dispatcher, url);
  return value instanceof URL ? value.origin : String(value);
}

/** Where all copies of undici, Node's own among them, keep the dispatcher that they use by default. */
const GLOBAL_DISPATCHERS = ['undici.globalDispatcher.1', 'undici.globalDispatcher.2'].map(Symbol.for);

/** The prototype that has the method `dispatch` of a dispatcher. */
function baseOf(dispatcher: object): Dispatcher {
  return Object.hasOwn(dispatcher, 'dispatch')
    ? (dispatcher as Dispatcher)
    : baseOf(Object.getPrototypeOf(dispatcher) as object);
}

const patched = new WeakSet<object>();

/** Makes the dispatchers of a copy of undici ask about each request, and those that it shares with other copies. */
export function interceptUndici({ Client, Agent }: Undici): void {
  interceptDispatchers(baseOf(Client.prototype), Agent);
  for (const symbol of GLOBAL_DISPATCHERS) {
    const shared = Reflect.get(globalThis, symbol) as Dispatcher | undefined;
    if (shared) interceptDispatchers(baseOf(shared), shared.constructor as Undici['Agent']);
  }
}

function interceptDispatchers(base: Dispatcher, Agent: Undici['Agent']): void {
  if (patched.has(base)) return;
  patched.add(base);
  const { dispatch } = base;
  base.dispatch = function asking(this: Dispatcher, options, handler): boolean {
    if (options[ASKED]) return dispatch.call(this, options, handler);
    void send(this, options, handler);
    return true;
  };
  const mockAgent = new Agent();
  const send = async (dispatcher: Dispatcher, options: DispatchOptions, handler: unknown) => {
    const asked = { ...options, [ASKED]: true as const };
    const url = `${String(options.origin ?? originOf(dispatcher))}${options.path}`;
    const answer = await askForMock({ method: options.method, url });
    if (!(answer instanceof Response)) {
      // A refused request meets the guard of the connections, whose error undici hands to the caller.
      if (answer) refuseQuietly(new URL(url));
      return dispatch.call(dispatcher, asked, handler);
    }
    server ??= startServer();
    mocked += 1;
    const path = `/${mocked}`;
    responses.set(path, answer);
    const origin = `http://127.0.0.1:${await server}`;
    return mockAgent.dispatch({ ...asked, origin, path }, handler);
  };
}
