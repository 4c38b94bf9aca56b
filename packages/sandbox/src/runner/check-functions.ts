import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Generation } from '../accounts.js';

export interface SyntaxCheck {
  /** Absolute path of a function's index.js. */
  readonly file: string;
  readonly generation: Generation;
}

const CHECK = fileURLToPath(new URL('../instance/check-syntax.js', import.meta.url));

/** Reads the code of functions, without running it, and says of each that cannot be read where and why. */
export async function findSyntaxErrors(checks: readonly SyntaxCheck[]): Promise<string[]> {
  if (checks.length === 0) return [];
  const child = fork(CHECK, [], {
    env: {},
    execArgv: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const exit = once(child, 'exit');
  child.send(checks);
  const [problems] = (await Promise.race([once(child, 'message'), exit.then(() => [[]])])) as [string[]];
  await exit;
  return problems;
}
