import { compileFunction } from 'node:vm';
import type { DynamicImport } from './modules.js';

type Run = (
  exports: object,
  require: NodeJS.Require,
  module: object,
  file: string,
  folder: string,
) => unknown;

const PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'];
const GET_LAMBDA = "\n;return typeof lambda === 'undefined' ? undefined : lambda;";

/**
 * The platform calls the declaration itself, nothing is exported; so the code is compiled as Node would, with one more
 * line at its end. The lines before it keep their numbers, and stacks name the file.
 *
 * @param load what `import()` in the code does; not needed if it is not going to run
 */
export function compileCommonJs(file: string, code: string, load?: DynamicImport): Run {
  const options = { filename: file, ...(load && { importModuleDynamically: load }) };
  try {
    return compileFunction(code + GET_LAMBDA, PARAMETERS, options) as Run;
  } catch (error) {
    // Of a brace that nobody closed, our own line would be told, which stands in no file.
    compileFunction(code, PARAMETERS, options);
    throw error;
  }
}

/** What the engine says of CommonJS code that can only be an ES module. */
const ES_MODULE_ONLY = [
  'Cannot use import statement outside a module',
  "Cannot use 'import.meta' outside a module",
  "Unexpected token 'export'",
  'await is only valid in async functions and the top level bodies of modules',
];

export function needsEsModule(error: unknown): boolean {
  return error instanceof SyntaxError && ES_MODULE_ONLY.some((text) => error.message.includes(text));
}
