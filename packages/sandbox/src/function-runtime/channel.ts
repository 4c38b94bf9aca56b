/** The IPC channel to the sandbox, out of reach of the function's own code. */
import type {
  FunctionCall,
  MessageFromProcess,
  MessageToProcess,
  SecretAnswer,
  SecretRequest,
} from '../runner/protocol.js';

const send = process.send?.bind(process);
// A package that finds these would send its own messages to the sandbox, or cut the channel.
delete process.send;
Reflect.deleteProperty(process, 'disconnect');

const pendingSecrets = new Map<number, (answer: SecretAnswer) => void>();
let secretRequests = 0;

/** @param onSent called once the message has left this process */
export function sendToSandbox(message: MessageFromProcess, onSent?: () => void): void {
  send?.(message, undefined, undefined, onSent);
}

/** Reads or updates a secret in the secret storage, which the sandbox keeps for all processes. */
export function requestSecret(request: SecretRequest): Promise<SecretAnswer> {
  secretRequests += 1;
  const n = secretRequests;
  return new Promise((resolve) => {
    pendingSecrets.set(n, resolve);
    sendToSandbox({ type: 'secret', n, request });
  });
}

/** Calls `run` for every invocation. Exits when the channel closes, since the sandbox is gone then. */
export function onInvocation(run: (call: FunctionCall) => void): void {
  process.on('message', (message: MessageToProcess) => {
    if (message.type === 'invoke') return run(message.call);
    // Without a reference to the channel, the process ends by itself.
    if (message.type === 'linger') return process.channel?.unref();
    pendingSecrets.get(message.n)?.(message.answer);
    pendingSecrets.delete(message.n);
  });
  process.on('disconnect', () => process.exit(0));
}
