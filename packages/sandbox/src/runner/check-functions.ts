import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Generation } from '../accounts.js';

/** Why a function's code cannot be read. Only its own invocations fail. */
export interface FunctionProblem {
  /** The function's. */
  readonly name: string;
  /** File, line where it is known, and reason, on one line. */
  readonly problem: string;
}

export interface SyntaxCheck {
  readonly name: string;
  /** Absolute path of a function's index.js. */
  readonly file: string;
  readonly generation: Generation;
}

const CHECK = fileURLToPath(new URL('../function-runtime/check-syntax.js', import.meta.url));

/** Reads the code of functions without running it. */
export async function findSyntaxErrors(checks: readonly SyntaxCheck[]): Promise<FunctionProblem[]> {
  if (checks.length === 0) return [];
  const child = fork(CHECK, [], {
    env: {},
    execArgv: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const exit = once(child, 'exit');
  child.send(checks.map(({ name, file, generation }) => ({ name, file, generation })));
  const [problems] = (await Promise.race([once(child, 'message'), exit.then(() => [[]])])) as [
    FunctionProblem[],
  ];
  await exit;
  return problems;
}
