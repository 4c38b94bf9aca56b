import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { compileCommonJs } from './compile-commonjs.js';
import { dynamicImportOf } from './modules.js';

/** Runs a file as CommonJS and returns what it declares as `lambda`. */
export function loadCommonJs(file: string, code: string): unknown {
  const run = compileCommonJs(file, code, dynamicImportOf(file));
  const require = createRequire(file);
  const module = { exports: {}, id: file, filename: file, require };
  return Reflect.apply(run, module.exports, [module.exports, require, module, file, dirname(file)]);
}
