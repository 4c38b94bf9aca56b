/**
 * Changes one token of a package's sources at a time and runs the package's tests: what they do not notice, they do
 * not test. The sources stay as they are: a mutant exists only in a copy of the workspace.
 *
 *   node scripts/mutate.mjs [FOLDER OR FILE] [--count N] [--seed N] [--jobs N]
 *
 * FOLDER is a package, or a part of its `src` (default packages/core); N mutants (default 60) spread over its files.
 */
import { globSync, readFileSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join, relative, resolve, sep } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import jestConfig from '../jest.config.js';
import { MutantWorkspace } from './mutant-workspace.mjs';
import { mutantsOf, mutated } from './mutants.mjs';
import { root } from './steps.mjs';
import { BROWSER, HEAVY } from './tiers.mjs';
import { buildPackages } from './tsc-build.mjs';

/** Their tests import the sources, so that Jest knows which tests concern a file; the others start what was built. */
const RUN_AS_SOURCES = ['core', 'job'];

/** A mutant in an endless loop is stopped when no test file ends for this many times of what the slowest one takes. */
const TIMES_SLOWEST_FILE = 4;

/** Jest itself takes some seconds to start, and more while the machine is busy. */
const MIN_SILENCE_MS = 60_000;

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
if (project === undefined) throw new Error('The folder must be a package that has tests, or a part of it.');

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

const workspaces = [];
process.on('exit', () => {
  for (const workspace of workspaces) workspace.remove();
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

async function newWorkspace() {
  const workspace = await MutantWorkspace.create(project);
  workspaces.push(workspace);
  return workspace;
}

/** The tests that a change of these files may concern. */
const testsOf = ({ folder }, files) =>
  RUN_AS_SOURCES.includes(name)
    ? ['--findRelatedTests', ...files.map((path) => join(folder, relative(root, path)))]
    : [];

/** Runs all tests of the files without a mutant; returns the test files, the fastest first, and how long to wait for one. */
async function measureTests(workspace, files) {
  if (!(await workspace.compiles())) throw new Error('The sources do not compile without a mutant.');
  const resultFile = join(workspace.folder, 'results.json');
  const args = ['--json', '--outputFile', resultFile, ...testsOf(workspace, files)];
  const { status, output } = await workspace.runTests(args);
  if (status !== 0) throw new Error(`The tests fail without a mutant:\n${output}`);
  const { testResults } = JSON.parse(readFileSync(resultFile, 'utf8'));
  const timeOf = ({ startTime, endTime }) => endTime - startTime;
  const tests = testResults
    .sort((one, other) => timeOf(one) - timeOf(other))
    .map(({ name: path }) => ({
      file: relative(workspace.folder, path),
      text: readFileSync(path, 'utf8'),
    }));
  const slowestMs = Math.max(...testResults.map(timeOf));
  return {
    tests,
    maxSilenceMs: Math.max(MIN_SILENCE_MS, slowestMs * TIMES_SLOWEST_FILE),
    argsFor: (mutant, where) => testsOf(where, [mutant.path]),
  };
}

/** Returns what notices the mutant that is in the workspace: a test, or the time limit; undefined when nothing does. */
async function killerIn(workspace, mutant, { tests, maxSilenceMs, argsFor, withHeavy }) {
  const imported = `/${basename(mutant.path, '.ts')}.js'`;
  const isClose = ({ text }) => text.includes(imported);
  const closeFirst = tests.toSorted((one, other) => Number(isClose(other)) - Number(isClose(one)));
  const limits = { order: closeFirst.map(({ file }) => file), maxSilenceMs, withHeavy };
  // A test that fails by chance, as on a busy machine, notices nothing: it has to fail a second time.
  for (let chances = 0; chances < 3; chances += 1) {
    const { status, output } = await workspace.runTests(argsFor(mutant, workspace), limits);
    if (status === 0) return undefined;
    const [, path, file] = /^FAIL \S+ (\S*?([^/\s]+)\.test\.ts)/m.exec(output) ?? [];
    if (status === null || path === undefined)
      return status === null ? 'the time limit' : output.slice(0, 200);
    const again = await workspace.runTests(['--runTestsByPath', path], limits);
    const test = /^ {2}● (.*)$/m.exec(output)?.[1];
    const late = again.output.includes('Exceeded timeout of') ? ', by its time-out' : '';
    if (again.status !== 0) return `${file}: ${test}`.slice(0, 110) + late;
  }
  return undefined;
}

/** Tries one mutant and leaves the workspace as it was. */
async function killerOf(workspace, mutant, measured) {
  const source = readFileSync(mutant.path, 'utf8');
  try {
    await workspace.replace(mutant.path, mutated(source, mutant));
  } catch (error) {
    return `the build: ${error.message}`.slice(0, 110);
  }
  const compiles = await workspace.compiles();
  const killer = compiles ? await killerIn(workspace, mutant, measured) : 'the types';
  await workspace.replace(mutant.path, source);
  return killer;
}

const short = (text) => (text.length > 60 ? `${text.slice(0, 57)}...` : text).replaceAll(/\s+/g, ' ');

buildPackages();
const started = performance.now();
const files = sourceFiles();
if (files.length === 0) throw new Error(`There are no TypeScript sources in ${target}.`);
const first = await newWorkspace();
const measured = await measureTests(first, files);
const all = files.flatMap((path) =>
  mutantsOf(readFileSync(path, 'utf8')).map((mutant) => ({ path, ...mutant })),
);
const chosen = sample(all, count, randomFrom(seed));
console.log(`${chosen.length} of ${all.length} mutants in ${files.length} files, seed ${seed}`);

let survivors = [];
const queue = chosen.values();
async function work(workspace) {
  // All workers share one iterator, so each mutant is taken once.
  for (const mutant of queue) {
    const what = `${relative(root, mutant.path)}:${mutant.line}  ${short(mutant.before)} -> ${short(mutant.text)}`;
    const killer = await killerOf(workspace, mutant, measured);
    if (killer === undefined) survivors.push({ what, mutant });
    console.log(killer === undefined ? `SURVIVED  ${what}` : `killed    ${what}  by ${killer}`);
  }
}

/** Tries the heavy tests on what survived the others: one mutant at a time, since nothing may run beside them. */
async function tryHeavyTests(workspace) {
  const args = [
    '--runTestsByPath',
    ...[...HEAVY, ...BROWSER].filter((path) => path.startsWith(`packages/${name}/`)),
  ];
  if (args.length === 1 || survivors.length === 0) return;
  const { status, output } = await workspace.runTests(args, { withHeavy: true });
  if (status !== 0) throw new Error(`The heavy tests fail without a mutant:\n${output}`);
  const heavy = { tests: [], argsFor: () => args, withHeavy: true };
  const tried = survivors;
  survivors = [];
  for (const { what, mutant } of tried) {
    const killer = await killerOf(workspace, mutant, heavy);
    if (killer === undefined) survivors.push({ what, mutant });
    else console.log(`killed    ${what}  by ${killer}`);
  }
}

const others = await Promise.all(Array.from({ length: jobs - 1 }, newWorkspace));
await Promise.all([first, ...others].map(work));
await tryHeavyTests(first);

console.log(['\nSurvivors:', ...survivors.map(({ what }) => what).sort()].join('\n  '));
const killed = chosen.length - survivors.length;
const minutes = ((performance.now() - started) / 60_000).toFixed(1);
console.log(
  `\nScore: ${killed} of ${chosen.length} killed (${Math.round((100 * killed) / chosen.length)} %), ${minutes} min`,
);
