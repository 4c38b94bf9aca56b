/**
 * Changes one token of a package's sources at a time and runs the package's tests: what they do not notice, they do
 * not test. The sources stay as they are; a mutant exists only in the Jest that tests it.
 *
 *   node scripts/mutate.mjs [FOLDER OR FILE] [--count N] [--seed N] [--jobs N]
 *
 * FOLDER is packages/core or packages/job, or a part of its `src` (default packages/core); N mutants (default 60)
 * spread over its files.
 */
import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import jestConfig from '../jest.config.js';
import { mutantsOf } from './mutants.mjs';
import { root } from './steps.mjs';
import { HEAVY, SLOW } from './tiers.mjs';
import { buildPackages } from './tsc-build.mjs';

/** A test that a mutant makes wait ends after this time. */
const TEST_TIMEOUT_MS = 10_000;

/** The packages whose tests run the sources; those of the others run what was built, which no mutant reaches. */
const PACKAGES = ['core', 'job'];

/** A mutant in an endless loop is stopped after this many times of what all tests take. */
const TIMES_ALL_TESTS = 4;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: String(Math.min(2, availableParallelism())) },
  },
});
const [count, seed, jobs] = [values.count, values.seed, values.jobs].map(Number);
if (![count, seed, jobs].every((number) => Number.isInteger(number) && number > 0)) {
  throw new Error('--count, --seed and --jobs must be whole numbers from 1.');
}
const target = resolve(root, positionals[0] ?? 'packages/core');
const [, name] = relative(root, target).split(sep);
const project = jestConfig.projects.find(({ displayName }) => displayName === name);
if (project === undefined || !PACKAGES.includes(name)) {
  throw new Error(
    `The folder must be in packages/${PACKAGES.join(' or packages/')}, whose tests run their sources.`,
  );
}

/** Mulberry32: the same numbers from 0 to 1 for the same seed. */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function sourceFiles() {
  if (statSync(target).isFile()) return [target];
  const pattern = relative(root, target).includes(`${sep}src`) ? '**/*.ts' : 'src/**/*.ts';
  return globSync(pattern, { cwd: target })
    .sort()
    .map((file) => join(target, file));
}

/** Cuts the list of all mutants into equal parts and takes one of each, so that every file gets its share. */
function sample(mutants, count, random) {
  const step = Math.max(1, mutants.length / count);
  return Array.from({ length: Math.min(count, mutants.length) }, (_, part) =>
    mutants.at(Math.min(mutants.length - 1, Math.floor((part + random()) * step))),
  );
}

function configFor() {
  const { globalSetup: _, transform, ...rest } = project;
  const [[files, [, options]]] = Object.entries(transform);
  const slow = [...HEAVY, ...SLOW].map((path) => path.replaceAll('.', '\\.'));
  return {
    ...rest,
    transform: { [files]: [join(root, 'scripts/test-setup/mutant.mjs'), options] },
    testPathIgnorePatterns: ['/node_modules/', ...slow],
    testTimeout: TEST_TIMEOUT_MS,
    testSequencer: join(root, 'scripts/test-setup/in-order.mjs'),
  };
}

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const flags = [
  '--experimental-vm-modules',
  '--unhandled-rejections=strict',
  '--disable-warning=ExperimentalWarning',
];
const config = JSON.stringify(configFor());
const resultFile = join(mkdtempSync(join(tmpdir(), 'mutate-')), 'results.json');
const children = new Set();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(dirname(resultFile), { recursive: true });
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

/** Runs tests with a mutant, in one process, which a time limit ends for certain. */
function runTests(args, { mutant = {}, order = [], timeout = 600_000 } = {}) {
  const env = { ...process.env, MUTANT: JSON.stringify(mutant), TEST_ORDER: JSON.stringify(order) };
  const options = { cwd: root, env, timeout, killSignal: 'SIGKILL', stdio: ['ignore', 'ignore', 'pipe'] };
  const own = ['--config', config, '--runInBand', '--bail', '--passWithNoTests', '--forceExit', ...args];
  const child = spawn(process.execPath, [...flags, jest, ...own], options);
  children.add(child);
  let output = '';
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  return new Promise((resolve) => {
    child.on('close', (status) => {
      children.delete(child);
      resolve({ status, output });
    });
  });
}

/** Runs all tests of the files without a mutant; returns the test files, the fastest first, and the time of all. */
async function measureTests(files) {
  const started = performance.now();
  const args = ['--json', '--outputFile', resultFile, '--findRelatedTests', ...files];
  const { status, output } = await runTests(args);
  if (status !== 0) throw new Error(`The tests fail without a mutant:\n${output}`);
  const { testResults } = JSON.parse(readFileSync(resultFile, 'utf8'));
  const timeOf = ({ startTime, endTime }) => endTime - startTime;
  const tests = testResults
    .sort((one, other) => timeOf(one) - timeOf(other))
    .map(({ name: path }) => ({ path, text: readFileSync(path, 'utf8') }));
  return { tests, allMs: performance.now() - started };
}

/** Returns what notices a mutant: a test, or the time limit; undefined when nothing does. */
async function killerOf(mutant, { tests, allMs }) {
  const imported = `/${basename(mutant.path, '.ts')}.js'`;
  const isClose = ({ text }) => text.includes(imported);
  const closeFirst = tests.toSorted((one, other) => Number(isClose(other)) - Number(isClose(one)));
  const order = closeFirst.map(({ path }) => path);
  const limits = { mutant, order, timeout: Math.ceil(allMs * TIMES_ALL_TESTS) };
  // A test that fails by chance, as on a busy machine, notices nothing: it has to fail a second time.
  for (let chances = 0; chances < 3; chances += 1) {
    const { status, output } = await runTests(['--findRelatedTests', mutant.path], limits);
    if (status === 0) return undefined;
    const [, path, file] = /^FAIL \S+ (\S*?([^/\s]+)\.test\.ts)/m.exec(output) ?? [];
    if (status === null || path === undefined)
      return status === null ? 'the time limit' : output.slice(0, 200);
    const again = await runTests(['--runTestsByPath', path], limits);
    const test = /^ {2}● (.*)$/m.exec(output)?.[1];
    const late = again.output.includes('Exceeded timeout of') ? ', by its time-out' : '';
    if (again.status !== 0) return `${file}: ${test}`.slice(0, 110) + late;
  }
  return undefined;
}

const short = (text) => (text.length > 60 ? `${text.slice(0, 57)}...` : text).replaceAll(/\s+/g, ' ');

buildPackages();
const started = performance.now();
const files = sourceFiles();
if (files.length === 0) throw new Error(`There are no TypeScript sources in ${target}.`);
const measured = await measureTests(files);
const all = files.flatMap((path) =>
  mutantsOf(readFileSync(path, 'utf8')).map((mutant) => ({ path, ...mutant })),
);
const chosen = sample(all, count, randomFrom(seed));
console.log(`${chosen.length} of ${all.length} mutants in ${files.length} files, seed ${seed}`);

const survivors = [];
const queue = chosen.values();
async function work() {
  // All workers share one iterator, so each mutant is taken once.
  for (const mutant of queue) {
    const what = `${relative(root, mutant.path)}:${mutant.line}  ${short(mutant.before)} -> ${short(mutant.text)}`;
    const killer = await killerOf(mutant, measured);
    if (killer === undefined) survivors.push(what);
    console.log(killer === undefined ? `SURVIVED  ${what}` : `killed    ${what}  by ${killer}`);
  }
}
await Promise.all(Array.from({ length: jobs }, work));

console.log(['\nSurvivors:', ...survivors.sort()].join('\n  '));
const killed = chosen.length - survivors.length;
const minutes = ((performance.now() - started) / 60_000).toFixed(1);
console.log(
  `\nScore: ${killed} of ${chosen.length} killed (${Math.round((100 * killed) / chosen.length)} %), ${minutes} min`,
);
