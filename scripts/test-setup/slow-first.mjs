import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../steps.mjs';
import { SLOW } from '../tiers.mjs';

const { default: Sequencer } = createRequire(import.meta.url)('@jest/test-sequencer');
const slow = new Set(SLOW.map((path) => join(root, path)));

/** Starts with the slow files. A fresh clone does not know how long they took, and would wait for one of them at the end. */
export default class SlowFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).toSorted((one, other) => slow.has(other.path) - slow.has(one.path));
  }
}
