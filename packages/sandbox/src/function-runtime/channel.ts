/** The IPC channel to the sandbox, out of reach of the function's own code. */
import type {
  ContextAnswer,
  ContextRequest,
  FunctionCall,
  MessageFromProcess,
  MessageToProcess,
  SandboxRequestName,
  SandboxRequests,
  SecretAnswer,
  SecretRequest,
} from '../runner/protocol.js';

const send = process.send?.bind(process);
// A package that finds these would send its own messages to the sandbox, or cut the channel.
delete process.send;
Reflect.deleteProperty(process, 'disconnect');

const pending = new Map<number, (answer: never) => void>();
let requests = 0;

/** @param onSent called once the message has left this process */
export function sendToSandbox(message: MessageFromProcess, onSent?: () => void): void {
  send?.(message, undefined, undefined, onSent);
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

/** An access token for invocations on the function's account. */
export function requestToken(): Promise<string> {
  return ask('token', null);
}

/** Calls `run` for every invocation. Exits when the channel closes, since the sandbox is gone then. */
export function onInvocation(run: (call: FunctionCall) => void): void {
  process.on('message', (message: MessageToProcess) => {
    if (message.type === 'invoke') return run(message.call);
    // Without a reference to the channel, the process ends by itself.
    if (message.type === 'linger') return process.channel?.unref();
    pending.get(message.n)?.(message.answer as never);
    pending.delete(message.n);
  });
  process.on('disconnect', () => process.exit(0));
}
