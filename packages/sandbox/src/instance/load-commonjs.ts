import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { compileFunction } from 'node:vm';
import { dynamicImportOf } from './modules.js';

/**
 * Runs a file as CommonJS and returns what it declares as `lambda`.
 *
 * The platform calls the declaration itself, nothing is exported; so the code is compiled as Node would, with
 * one more line at its end. The lines before it keep their numbers, and stacks name the file.
 */
export function loadCommonJs(file: string, code: string): unknown {
  const run = compileFunction(
    `${code}\n;return typeof lambda === 'undefined' ? undefined : lambda;`,
    ['exports', 'require', 'module', '__filename', '__dirname'],
    { filename: file, importModuleDynamically: dynamicImportOf(file) },
  );
  const require = createRequire(file);
  const module = { exports: {}, id: file, filename: file, require };
  return Reflect.apply(run, module.exports, [module.exports, require, module, file, dirname(file)]);
}
