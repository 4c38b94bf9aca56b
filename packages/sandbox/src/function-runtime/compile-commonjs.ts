import { compileFunction } from 'node:vm';
import type { DynamicImport } from './modules.js';

type RunModule = (
  exports: object,
  require: NodeJS.Require,
  module: object,
  file: string,
  folder: string,
) => unknown;

const PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'];
const GET_LAMBDA = "\n;return typeof lambda === 'undefined' ? undefined : lambda;";

/**
 * Compiles a file as CommonJS, with one more line at its end that returns `lambda`, since functions are declared but
 * not exported. Line numbers stay those of the file, and stacks name it.
 *
 * @param load implements `import()` in the code; needed only if the code is going to run
 * @throws {SyntaxError}
 */
export function compileCommonJs(file: string, code: string, load?: DynamicImport): RunModule {
  const options = { filename: file, ...(load && { importModuleDynamically: load }) };
  try {
    return compileFunction(code + GET_LAMBDA, PARAMETERS, options) as RunModule;
  } catch (error) {
    // With an unclosed brace the error would point at the added line. Without that line it points into the file.
    compileFunction(code, PARAMETERS, options);
    throw error;
  }
}

/** V8's messages for code that fails as CommonJS because it is an ES module. */
const ES_MODULE_ONLY = [
  'Cannot use import statement outside a module',
  "Cannot use 'import.meta' outside a module",
  "Unexpected token 'export'",
  'await is only valid in async functions and the top level bodies of modules',
];

/** Whether code failed to compile as CommonJS because it is an ES module. */
export function needsEsModule(error: unknown): boolean {
  return error instanceof SyntaxError && ES_MODULE_ONLY.some((text) => error.message.includes(text));
}
