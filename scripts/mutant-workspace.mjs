import { execFile, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { transformSync } from '@swc/core';
import { root } from './steps.mjs';
import { BROWSER, HEAVY } from './tiers.mjs';
import { TSC } from './tsc-build.mjs';

/** A test that a mutant makes wait ends after this time. */
const TEST_TIMEOUT_MS = 20_000;

/** How long the last output of an ended process may take to arrive. */
const FLUSH_MS = 1000;

/** Where the compiled files of a package are that its tests load. The tests of the others load its sources. */
const OUTPUT = { action: 'build', cli: 'build', sandbox: 'dist' };

/** The script that bundles what a package's tests start, and its arguments. */
const BUNDLING = {
  action: ['scripts/bundle-action.mjs', 'packages/action/dist'],
  cli: ['scripts/build-cli.mjs'],
  'node-red': ['scripts/build-node-red.mjs'],
};

const JEST = [
  '--experimental-vm-modules',
  '--unhandled-rejections=strict',
  '--disable-warning=ExperimentalWarning',
  createRequire(import.meta.url).resolve('jest/bin/jest'),
];

const run = promisify(execFile);

/** Everything of the workspace but its history; the installed packages are links to the same files. */
function copyWorkspace() {
  const folder = mkdtempSync(join(tmpdir(), 'mutants-'));
  const [modules, ours] = ['node_modules', join('node_modules', '@lp-faas')];
  const isCopied = (path) => ![modules, '.git'].includes(relative(root, path));
  cpSync(root, folder, { recursive: true, verbatimSymlinks: true, filter: isCopied });
  mkdirSync(join(folder, modules));
  for (const name of readdirSync(join(root, modules))) {
    const isLink = name !== '.cache' && join(modules, name) !== ours;
    if (isLink) symlinkSync(join(root, modules, name), join(folder, modules, name));
  }
  cpSync(join(root, ours), join(folder, ours), { recursive: true, verbatimSymlinks: true });
  return folder;
}

const compile = (source) =>
  transformSync(source, {
    jsc: {
      parser: { syntax: 'typescript' },
      target: 'es2023',
      transform: { verbatimModuleSyntax: true },
    },
  }).code;

/** A copy of the built workspace, in which one source of a package at a time can be another. */
export class MutantWorkspace {
  #project;
  #children = new Set();
  folder = copyWorkspace();

  /** @param project the package's project in jest.config.js */
  static async create(project) {
    const workspace = new MutantWorkspace();
    workspace.#project = project;
    // A bundle names the folders of what is in it, so that of a copy is another one.
    await workspace.#bundle();
    return workspace;
  }

  /** Puts a source in place of that of the path, which belongs to the workspace, and builds what tests start. */
  async replace(path, source) {
    const file = relative(root, path);
    writeFileSync(join(this.folder, file), source);
    const output = OUTPUT[this.#project.displayName];
    if (output !== undefined) {
      const compiled = file.replace(`${sep}src${sep}`, `${sep}${output}${sep}`).replace(/\.ts$/, '.js');
      writeFileSync(join(this.folder, compiled), compile(source));
    }
    await this.#bundle();
  }

  /** Whether the compiler accepts the package as it is now. */
  async compiles() {
    const args = [TSC, '-p', join('packages', this.#project.displayName), '--noEmit'];
    return await run(process.execPath, args, { cwd: this.folder }).then(
      () => true,
      () => false,
    );
  }

  async #bundle() {
    const command = BUNDLING[this.#project.displayName];
    if (command !== undefined) await run(process.execPath, command, { cwd: this.folder });
  }

  /**
   * Runs tests in one process, which ends for certain: Jest says when a test file is over, and is stopped when it says
   * nothing for too long. `order` lists test files. The heavy tests are left out, unless `withHeavy` is set.
   */
  runTests(args, { order = [], maxSilenceMs = 600_000, withHeavy = false } = {}) {
    const env = { ...process.env, TEST_ORDER: JSON.stringify(order.map((file) => join(this.folder, file))) };
    const ignored = withHeavy ? [] : [...HEAVY, ...BROWSER].map((path) => path.replaceAll('.', '\\.'));
    const own = [
      '--config',
      this.#config(ignored),
      '--runInBand',
      '--bail',
      '--passWithNoTests',
      '--forceExit',
    ];
    const child = spawn(process.execPath, [...JEST, ...own, ...args], {
      cwd: this.folder,
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#children.add(child);
    let output = '';
    const silence = setTimeout(() => child.kill('SIGKILL'), maxSilenceMs);
    child.stderr.on('data', (chunk) => {
      output += chunk;
      silence.refresh();
    });
    // A process that a test has left behind holds the pipe open.
    child.on('exit', () => setTimeout(() => child.stderr.destroy(), FLUSH_MS));
    return new Promise((resolve) => {
      child.on('close', (status) => {
        clearTimeout(silence);
        this.#children.delete(child);
        resolve({ status, output });
      });
    });
  }

  /** Everything is built already, so there is no setup. */
  #config(ignored) {
    const { globalSetup: _, ...rest } = this.#project;
    return JSON.stringify({
      ...rest,
      rootDir: this.folder,
      testPathIgnorePatterns: ['/node_modules/', ...ignored],
      testTimeout: TEST_TIMEOUT_MS,
      testEnvironment: join(this.folder, 'scripts/test-setup/to-first-failure.mjs'),
      testSequencer: join(this.folder, 'scripts/test-setup/in-order.mjs'),
    });
  }

  /** Ends its tests and removes its files. */
  remove() {
    for (const child of this.#children) child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}
