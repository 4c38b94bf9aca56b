import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Generation } from '../accounts.js';

/** An error in a function's config or code, with which only its own invocations fail, or a hint. */
export interface FunctionProblem {
  /** The function's name. */
  readonly name: string;
  /** File, line (if known) and reason, on one line. A hint follows the name of the function, as in a sentence. */
  readonly problem: string;
  /** The line of a syntax error and, below it, a caret at its position. */
  readonly source?: string;
  /** Set if the function can be invoked here, but not be deployed as it is. */
  readonly isHint?: true;
}

export interface SyntaxCheck {
  readonly name: string;
  /** Absolute path of a function's index.js. */
  readonly file: string;
  readonly generation: Generation;
}

const CHECK_SYNTAX = fileURLToPath(new URL('../function-runtime/check-syntax.js', import.meta.url));

/** Checks the syntax of functions without running them. */
export async function findSyntaxErrors(
  checks: readonly SyntaxCheck[],
  nodePath: string,
): Promise<FunctionProblem[]> {
  if (checks.length === 0) return [];
  const child = fork(CHECK_SYNTAX, [], {
    env: {},
    execPath: nodePath,
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
