/** Skips the tests of a file after the first one that fails: each of the others may take its whole time limit. */
import { createRequire } from 'node:module';

// It belongs to Jest, which alone can find it.
const found = ['jest', '@jest/core', 'jest-config', 'jest-environment-node'].reduce(
  (from, name) => createRequire(from).resolve(name),
  import.meta.url,
);
const { TestEnvironment } = createRequire(import.meta.url)(found);

export default class ToFirstFailure extends TestEnvironment {
  #hasFailed = false;

  handleTestEvent({ name, test }) {
    if (name === 'test_start' && this.#hasFailed) test.mode = 'skip';
    if (name === 'test_done' && test.errors.length > 0) this.#hasFailed = true;
  }
}
