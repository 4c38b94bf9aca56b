/** Compiles for Jest as ever, but for the one file that MUTANT names: that one is changed as it says. */
import process from 'node:process';
import { createTransformer } from '@swc/jest';
import { mutated } from '../mutants.mjs';

const mutant = JSON.parse(process.env.MUTANT ?? '{}');
const change = (source, path) => (path === mutant.path ? mutated(source, mutant) : source);

export default {
  createTransformer(options) {
    const swc = createTransformer(options);
    const changing = (name) => (source, path, about) => swc[name](change(source, path), path, about);
    return Object.fromEntries(
      ['process', 'processAsync', 'getCacheKey'].map((name) => [name, changing(name)]),
    );
  },
};
