/** Says of each function whether its code can be read, without running it: a process that ends after its answer. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SourceTextModule } from 'node:vm';
import type { FunctionProblem, SyntaxCheck } from '../runner/check-functions.js';
import { compileCommonJs, needsEsModule } from './compile-commonjs.js';

const PARSE_MODULE = fileURLToPath(new URL('./parse-module.js', import.meta.url));

/** The text where Node puts the place before the line itself: in a stack of CommonJS code, on stderr otherwise. */
function describe(error: unknown, file: string, text: string | undefined): string {
  if (!(error instanceof Error)) return `${file}: ${String(error)}`;
  const [place = ''] = (text ?? '').split('\n');
  return `${place.startsWith(file) ? place : file}: ${error.message}`;
}

function moduleProblem(file: string, code: string): string | undefined {
  try {
    new SourceTextModule(code, { identifier: file });
    return undefined;
  } catch (error) {
    const args = ['--experimental-vm-modules', '--no-warnings', PARSE_MODULE, file];
    return describe(error, file, spawnSync(process.execPath, args, { encoding: 'utf8' }).stderr);
  }
}

function problemOf({ file, generation }: SyntaxCheck): string | undefined {
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
    const problem = problemOf(item);
    if (problem !== undefined) problems.set(problem, { name: item.name, problem });
  }
  return [...problems.values()];
}

process.on('message', (checks: readonly SyntaxCheck[]) => {
  process.send?.(check(checks), () => process.disconnect());
});
