import { readFile } from 'node:fs/promises';
import type { Generation } from '../accounts.js';
import { needsEsModule } from './compile-commonjs.js';
import { loadCommonJs } from './load-commonjs.js';
import { loadEsModule } from './load-esm.js';

/** A function of either generation: V1 gets a callback, V2 does not. */
export type Lambda = (...args: unknown[]) => unknown;

async function load(file: string, generation: Generation): Promise<unknown> {
  const code = await readFile(file, 'utf8');
  try {
    return loadCommonJs(file, code);
  } catch (error) {
    // Only V2 knows ES modules; on V1 an import is the syntax error that it is on the platform.
    if (generation === 'v2' && needsEsModule(error)) return await loadEsModule(file, code);
    throw error;
  }
}

/** Reads and runs a function's file. Throws what the file throws, or that it declares no `lambda`. */
export async function loadLambda(file: string, generation: Generation): Promise<Lambda> {
  const lambda = await load(file, generation);
  if (typeof lambda === 'function') return lambda as Lambda;
  throw new ReferenceError('index.js declares no function named "lambda"');
}
