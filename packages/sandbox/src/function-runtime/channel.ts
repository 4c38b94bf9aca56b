/** The line to the sandbox, out of reach of the function's own code. */
import type { FromInstance, Job, SecretAnswer, SecretRequest, ToInstance } from '../runner/protocol.js';

const send = process.send?.bind(process);
// What a package does when it finds these is meant for its own parent process, not for the sandbox.
delete process.send;
Reflect.deleteProperty(process, 'disconnect');

const waiting = new Map<number, (answer: SecretAnswer) => void>();
let asked = 0;

export function tell(message: FromInstance): void {
  send?.(message);
}

/** Asks the secret storage, which the sandbox keeps for all instances. */
export function askForSecret(request: SecretRequest): Promise<SecretAnswer> {
  asked += 1;
  const n = asked;
  return new Promise((resolve) => {
    waiting.set(n, resolve);
    tell({ type: 'secret', n, request });
  });
}

/** Has `run` called with every invocation. An instance whose sandbox is gone ends. */
export function listen(run: (job: Job) => void): void {
  process.on('message', (message: ToInstance) => {
    if (message.type === 'invoke') return run(message.job);
    waiting.get(message.n)?.(message.answer);
    waiting.delete(message.n);
  });
  process.on('disconnect', () => process.exit(0));
}
