import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Generation } from '../accounts.js';

/** An error in a function's config, or a syntax error in its code. Only the invocations of that function fail. */
export interface FunctionProblem {
  /** The function's name. */
  readonly name: string;
  /** File, line (if known) and reason, on one line. */
  readonly problem: string;
}

export interface SyntaxCheck {
  readonly name: string;
  /** Absolute path of a function's index.js. */
  readonly file: string;
  readonly generation: Generation;
}

const CHECK_SYNTAX = fileURLToPath(new URL('../function-runtime/check-syntax.js', import.meta.url));

/** Checks the syntax of functions without running them. */
export async function findSyntaxErrors(checks: readonly SyntaxCheck[]): Promise<FunctionProblem[]> {
  if (checks.length === 0) return [];
  const child = fork(CHECK_SYNTAX, [], {
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
