import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { chart } from './chart.mjs';
import { measuredPart } from './page.mjs';
import { format, ratioOf } from './rounds.mjs';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));

/** One wish of a work: what it compares, how it came out, and whether that is what was wanted. */
function verdictsOf({ values, wanted }) {
  return wanted.flatMap(({ ratio, value, atLeast, atMost, measured }) => {
    const names = ratio ?? [value];
    const [one, other] = names.map((name) => values.find((contender) => contender.name === name));
    if (one === undefined || (ratio && other === undefined)) return [];
    const { median, spread } = measured ?? (ratio ? ratioOf(one, other) : { ...one, spread: 0 });
    const isMet = median >= (atLeast ?? -Infinity) && median <= (atMost ?? Infinity);
    // A ratio that is only shown has neither.
    const limit = [atLeast && `at least ${atLeast}`, atMost && `at most ${atMost}`]
      .filter(Boolean)
      .join(', ');
    return [{ what: names.join(' / '), got: format(median, spread), limit, isMet }];
  });
}

/** Every work with its verdicts. */
export const judged = (results) => results.map((result) => ({ ...result, verdicts: verdictsOf(result) }));

/** The rows of the terminal's table: one for each ratio that is wanted, and the absolute numbers behind it. */
function rowsOf({ work, unit, values, verdicts }) {
  const numbers = values
    .map(({ name, median, spread, note }) =>
      `${name} ${format(median, spread)} ${unit}${note ? ` (${note})` : ''}`.trim(),
    )
    .join('; ');
  if (verdicts.length === 0) return [{ work, what: '', got: '', limit: '', numbers }];
  return verdicts.map(({ what, got, limit, isMet }, index) => ({
    work: index === 0 ? work : '',
    what,
    got: `${got}${isMet ? '' : ' (missed)'}`,
    limit,
    numbers: index === 0 ? numbers : '',
  }));
}

/** The table for a terminal. */
export function printed(results) {
  const head = '| work | ratio | measured | wanted | medians |\n| --- | --- | --- | --- | --- |';
  const rows = judged(results)
    .flatMap(rowsOf)
    .map(({ work, what, got, limit, numbers }) => `| ${work} | ${what} | ${got} | ${limit} | ${numbers} |`);
  return [head, ...rows].join('\n');
}

/** A result as performance.json keeps it: its ratios instead of its rounds. */
function kept(result, date) {
  const wanted = result.wanted.map((wish) => {
    const [one, other] = (wish.ratio ?? []).map((name) => result.values.find((each) => each.name === name));
    return one === undefined || other === undefined ? wish : { ...wish, measured: ratioOf(one, other) };
  });
  return { ...result, date, values: result.values.map(({ rounds, ...value }) => value), wanted };
}

/** The page's part that stands between its two marks, made from what performance.json holds. */
export const pagePart = ({ results, ...facts }) =>
  measuredPart(judged(results), { ...facts, dates: results.map(({ date }) => date) });

/**
 * Writes the measured part of docs/performance.md, the numbers and the chart. Results replace those of the same works;
 * the numbers of works that were not measured stay, unless everything was.
 */
export async function write(results, isEverything) {
  const date = new Date().toISOString().slice(0, 10);
  const before = JSON.parse(await readFile(path('../docs/images/performance.json'), 'utf8')).results;
  const measured = results.map((result) => kept(result, date));
  const now = new Map(measured.map((result) => [result.work, result]));
  const old = isEverything ? [] : before;
  const isNew = ({ work }) => !old.some((result) => result.work === work);
  const all = {
    node: process.version,
    cpus: availableParallelism(),
    platform: process.platform,
    results: [...old.map((result) => now.get(result.work) ?? result), ...measured.filter(isNew)],
  };
  const page = await readFile(path('../docs/performance.md'), 'utf8');
  await writeFile(
    path('../docs/performance.md'),
    page.replace(/(?<=<!-- measured -->\n).*(?=<!-- \/measured -->)/s, () => `\n${pagePart(all)}\n\n`),
  );
  await writeFile(path('../docs/images/performance.json'), `${JSON.stringify(all, undefined, 2)}\n`);
  await writeFile(path('../docs/images/performance.svg'), chart(all.results));
  // Tables and JSON as the lint wants them.
  const files = ['docs/performance.md', 'docs/images/performance.json'];
  execFileSync('pnpm', ['exec', 'biome', 'check', '--write', ...files], { cwd: path('..') });
}
