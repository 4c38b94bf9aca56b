/** Loads a function's file and calls the `lambda` that it declares. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SourceTextModule } from 'node:vm';
import type { Generation } from '../accounts.js';
import type { FunctionInput } from '../runner/protocol.js';
import { compileCommonJs, needsEsModule } from './compile-commonjs.js';
import { dynamicImportOf, importerOf, syntheticModule } from './modules.js';
import { provideToEsModules } from './platform-modules.js';

/** A function of either generation: V1 gets a callback, V2 does not. */
export type Lambda = (...args: unknown[]) => unknown;

function loadCommonJs(file: string, code: string): unknown {
  const run = compileCommonJs(file, code, dynamicImportOf(file));
  const require = createRequire(file);
  const module = { exports: {}, id: file, filename: file, require };
  return Reflect.apply(run, module.exports, [module.exports, require, module, file, dirname(file)]);
}

/**
 * Only the file itself is compiled here, with one more line that exports `lambda`. Node loads all that the file
 * imports in the ordinary way, so relative paths and node_modules work.
 */
async function loadEsModule(file: string, code: string): Promise<unknown> {
  provideToEsModules();
  const load = importerOf(file);
  const source = `${code}\n;export const $declared = typeof lambda === 'undefined' ? undefined : lambda;`;
  const module = new SourceTextModule(source, {
    identifier: file,
    initializeImportMeta: (meta) => {
      Object.assign(meta, { url: pathToFileURL(file).href, filename: file, dirname: dirname(file) });
    },
    importModuleDynamically: dynamicImportOf(file),
  });
  await module.link(async (specifier, _from, { attributes }) =>
    syntheticModule(await load(specifier, { with: { ...attributes } })),
  );
  await module.evaluate();
  return (module.namespace as { readonly $declared?: unknown }).$declared;
}

async function load(file: string, generation: Generation): Promise<unknown> {
  const code = await readFile(file, 'utf8');
  try {
    return loadCommonJs(file, code);
  } catch (error) {
    // V1 does not support ES modules: there an import stays the syntax error that it is on the platform.
    if (generation === 'v2' && needsEsModule(error)) return await loadEsModule(file, code);
    throw error;
  }
}

/**
 * Runs a function's file as CommonJS or, on V2 only, as an ES module.
 *
 * @returns what the file declares as `lambda`, exported or not
 * @throws what the file throws; a ReferenceError if it does not declare `lambda`
 */
export async function loadLambda(file: string, generation: Generation): Promise<Lambda> {
  const lambda = await load(file, generation);
  if (typeof lambda === 'function') return lambda as Lambda;
  throw new ReferenceError('index.js does not declare a function named "lambda"');
}

/**
 * V1 takes the result from the callback only and ignores what an async function returns, but a rejection is a failure.
 * A function that never calls back stays pending until the execution limit ends it.
 */
function callWithCallback(
  lambda: Lambda,
  input: FunctionInput,
  onLateError: (error: unknown) => void,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let hasAnswered = false;
    const callback = (error?: unknown, result?: unknown) => {
      hasAnswered = true;
      if (error === undefined || error === null) resolve(result);
      else reject(error);
    };
    const fail = (error: unknown) => (hasAnswered ? onLateError(error) : reject(error));
    try {
      Promise.resolve(lambda(input, callback)).catch(fail);
    } catch (error) {
      fail(error);
    }
  });
}

/**
 * Calls a function the way its generation does. Rejects with what the function throws.
 *
 * @param onLateError called with what a V1 function throws after its callback
 */
export async function callLambda(
  lambda: Lambda,
  generation: Generation,
  input: FunctionInput,
  onLateError: (error: unknown) => void,
): Promise<unknown> {
  return generation === 'v1' ? await callWithCallback(lambda, input, onLateError) : await lambda(input);
}
