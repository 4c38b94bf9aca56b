/**
 * One Jest project for each package, and one for what concerns the repository as a whole. Before the tests of a project
 * its setup brings up to date what they read: a package reads its own sources, and other packages as they are built.
 */
const project = (displayName, folder, setup = 'build') => ({
  displayName,
  rootDir: import.meta.dirname,
  roots: [`<rootDir>/${folder}`],
  testMatch: ['**/test/**/*.test.ts'],
  globalSetup: `<rootDir>/scripts/test-setup/${setup}.mjs`,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } },
    ],
  },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
});

export default {
  projects: [
    project('core', 'packages/core'),
    project('job', 'packages/job'),
    project('action', 'packages/action'),
    project('cli', 'packages/cli', 'cli'),
    project('node-red', 'packages/node-red', 'node-red'),
    project('sandbox', 'packages/sandbox'),
    project('repository', 'test'),
  ],
  testTimeout: 60_000,
  // What a test leaves open is a defect: Jest must end by itself, and says so when it does not.
  openHandlesTimeout: 2000,
};
