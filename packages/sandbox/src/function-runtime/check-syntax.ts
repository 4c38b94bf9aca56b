/**
 * Checks the syntax of functions without running them, in a process that exits after its answer. Given a file as its
 * argument, it only parses that file as an ES module.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SourceTextModule } from 'node:vm';
import type { FunctionProblem, SyntaxCheck } from '../runner/check-functions.js';
import { compileCommonJs, needsEsModule } from './compile-commonjs.js';

type Problem = Omit<FunctionProblem, 'name'>;

/**
 * @param text may start with the position of the error, its line and a caret: the stack for CommonJS code, stderr for a
 *   module
 */
function describe(error: unknown, file: string, text: string | undefined): Problem {
  if (!(error instanceof Error)) return { problem: `${file}: ${String(error)}` };
  const [position = '', line = '', caret = ''] = (text ?? '').split('\n');
  const isKnown = position.startsWith(file);
  const problem = `${isKnown ? position : file}: ${error.message}`;
  return isKnown && /^\s*\^+\s*$/.test(caret) ? { problem, source: `${line}\n${caret}` } : { problem };
}

const parseModule = (file: string, code: string) => new SourceTextModule(code, { identifier: file });

function moduleProblem(file: string, code: string): Problem | undefined {
  try {
    parseModule(file, code);
    return undefined;
  } catch (error) {
    // Node prints the line of a module's syntax error when the process ends, and does not put it into the error.
    const args = ['--experimental-vm-modules', '--no-warnings', fileURLToPath(import.meta.url), file];
    return describe(error, file, spawnSync(process.execPath, args, { encoding: 'utf8' }).stderr);
  }
}

function problemOf({ file, generation }: SyntaxCheck): Problem | undefined {
  try {
    const code = readFileSync(file, 'utf8');
    try {
      compileCommonJs(file, code);
      return undefined;
    } catch (error) {
      if (generation === 'v1' || !needsEsModule(error)) throw error;
      return moduleProblem(file, code);
    }
  } catch (error) {
    return describe(error, file, error instanceof Error ? error.stack : undefined);
  }
}

function check(checks: readonly SyntaxCheck[]): FunctionProblem[] {
  const problems = new Map<string, FunctionProblem>();
  for (const item of checks) {
    const found = problemOf(item);
    if (found) problems.set(found.problem, { name: item.name, ...found });
  }
  return [...problems.values()];
}

const [file] = process.argv.slice(2);
if (file !== undefined) parseModule(file, readFileSync(file, 'utf8'));
else {
  process.on('message', (checks: readonly SyntaxCheck[]) => {
    process.send?.(check(checks), () => process.disconnect());
  });
}
