import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { chart } from './chart.mjs';
import { ratioOf } from './rounds.mjs';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));

const around = (spread) => (spread > 0 ? ` ± ${number(spread)}` : '');

const number = (value) => (value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(3));

/** One wish of a work: what it is about, how it came out, and whether that is what was wanted. */
function verdictsOf({ values, wanted }) {
  return wanted.flatMap(({ ratio, value, atLeast, atMost }) => {
    const names = ratio ?? [value];
    const [one, other] = names.map((name) => values.find((contender) => contender.name === name));
    if (one === undefined || (ratio && other === undefined)) return [];
    const { median: got, spread } = ratio ? ratioOf(one, other) : { median: one.median, spread: 0 };
    const isMet = got >= (atLeast ?? -Infinity) && got <= (atMost ?? Infinity);
    // A ratio that is only shown has neither.
    const limit = [atLeast && `at least ${atLeast}`, atMost && `at most ${atMost}`]
      .filter(Boolean)
      .join(', ');
    return [{ what: names.join(' / '), got: `${number(got)}${around(spread)}`, limit, isMet }];
  });
}

/** The rows of the table: one for each ratio that is wanted, and the absolute numbers behind it. */
function rowsOf(results) {
  return results.flatMap((result) => {
    const numbers = result.values
      .map(({ name, median, spread, note }) => {
        return `${name} ${number(median)}${around(spread)} ${result.unit}${note ? ` (${note})` : ''}`.trim();
      })
      .join('; ');
    const verdicts = verdictsOf(result);
    if (verdicts.length === 0) return [{ work: result.work, what: '', got: '', limit: '', numbers }];
    return verdicts.map(({ what, got, limit, isMet }, index) => ({
      work: index === 0 ? result.work : '',
      what,
      got: `${got}${isMet ? '' : ' (short of it)'}`,
      limit,
      numbers: index === 0 ? numbers : '',
    }));
  });
}

/** The table for a terminal and for Markdown alike. */
export function printed(results) {
  const head = '| work | ratio | measured | wanted | medians |\n| --- | --- | --- | --- | --- |';
  const rows = rowsOf(results).map(
    ({ work, what, got, limit, numbers }) => `| ${work} | ${what} | ${got} | ${limit} | ${numbers} |`,
  );
  return [head, ...rows].join('\n');
}

/** Writes table, numbers and chart; the page's own words stay. */
export async function write(results) {
  const facts = {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    cpus: availableParallelism(),
    platform: process.platform,
  };
  const page = await readFile(path('../docs/performance.md'), 'utf8');
  const measured = `Measured on ${facts.date} with Node ${facts.node} on ${facts.platform}, ${facts.cpus} cores.`;
  const table = `<!-- measured -->\n\n${measured}\n\n${printed(results)}\n\n<!-- /measured -->`;
  await writeFile(
    path('../docs/performance.md'),
    page.replace(/<!-- measured -->.*<!-- \/measured -->/s, () => table),
  );
  await writeFile(
    path('../docs/images/performance.json'),
    `${JSON.stringify({ ...facts, results }, (key, value) => (key === 'rounds' ? undefined : value), 2)}\n`,
  );
  await writeFile(path('../docs/images/performance.svg'), chart(results));
  // Tables and JSON as the lint wants them.
  const files = ['docs/performance.md', 'docs/images/performance.json'];
  execFileSync('pnpm', ['exec', 'biome', 'check', '--write', ...files], { cwd: path('..') });
}
