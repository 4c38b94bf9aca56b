/** The channel to the sandbox, out of reach of the function's own code: descriptor 3 of this process. */
import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type {
  ContextAnswer,
  ContextRequest,
  FunctionCall,
  HttpAnswer,
  HttpRequest,
  MessageFromProcess,
  MessageToProcess,
  SandboxRequestName,
  SandboxRequests,
  SecretAnswer,
  SecretRequest,
} from '../runner/protocol.js';
import { killOwnGroup } from './own-group.js';

const channel = new Socket({ fd: 3, readable: true, writable: true });
// The sandbox is gone, or the function has closed the channel. Both end the process.
channel.on('error', () => undefined);

const pending = new Map<number, (answer: never) => void>();
let requests = 0;

/** @param onSent called once the message has left this process */
export function sendToSandbox(message: MessageFromProcess, onSent?: () => void): void {
  channel.write(`${JSON.stringify(message)}\n`, onSent);
}

function ask<Name extends SandboxRequestName>(
  service: Name,
  request: SandboxRequests[Name]['request'],
): Promise<SandboxRequests[Name]['answer']> {
  requests += 1;
  const n = requests;
  return new Promise((resolve) => {
    pending.set(n, resolve);
    sendToSandbox({ type: 'request', n, service, request });
  });
}

/** Reads or updates a secret in the secret storage, which the sandbox keeps for all processes. */
export function requestSecret(request: SecretRequest): Promise<SecretAnswer> {
  return ask('secret', request);
}

/** Calls the context service, which the sandbox keeps for all processes. */
export function requestContext(request: ContextRequest): Promise<ContextAnswer> {
  return ask('context', request);
}

/** Asks what answers a request of the function to another host. */
export function requestHttp(request: HttpRequest): Promise<HttpAnswer> {
  return ask('http', request);
}

/** An access token for invocations on the function's account. */
export function requestToken(): Promise<string> {
  return ask('token', null);
}

/** Calls `run` for every invocation. Exits when the channel closes. */
export function onInvocation(run: (call: FunctionCall) => void): void {
  createInterface({ input: channel, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
    const message = JSON.parse(line) as MessageToProcess;
    if (message.type === 'invoke') return run(message.call);
    // Without a reference to the channel, the process ends by itself.
    if (message.type === 'linger') return channel.unref();
    pending.get(message.n)?.(message.answer as never);
    return pending.delete(message.n);
  });
  channel.on('close', killOwnGroup);
}
