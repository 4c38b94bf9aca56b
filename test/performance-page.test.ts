import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { chart } from '../benchmarks/chart.mjs';
import { pagePart } from '../benchmarks/report.mjs';
import { blocksOf } from './support/pages.js';
import { ROOT, read } from './support/repository.js';

const page = read('docs/performance.md');
const numbers = JSON.parse(read('docs/images/performance.json'));

/** A text without the padding of its tables. */
const compact = (text: string): string =>
  text
    .replaceAll(/ +\|/g, ' |')
    .replaceAll(/^\|[ |-]+\|$/gm, '|')
    .trim();

test('docs/performance.md is what the benchmark makes of performance.json', () => {
  const [, measured = ''] = /<!-- measured -->(.*)<!-- \/measured -->/s.exec(page) ?? [];
  expect(compact(measured)).toBe(compact(pagePart(numbers)));
});

test('the chart is what the benchmark draws of performance.json', () => {
  expect(read('docs/images/performance.svg')).toBe(chart(numbers.results));
});

test('docs/performance.md starts with three lines of verdict, each with numbers', () => {
  const [, , , , ...lines] = page.split('\n');
  expect(lines.slice(0, 4)).toEqual([
    expect.stringMatching(
      /^- \*\*Library:\*\* [\d.]+ times .*; [\d.]+ times .*; 1,000 cold calls .* [\d,]+ requests .*\.$/,
    ),
    expect.stringMatching(/^- \*\*Action and command line:\*\* .* [\d.]+ ms .*; .* curl and jq [\d.]+ ms\.$/),
    expect.stringMatching(/^- \*\*Node-RED:\*\* [\d.]+ times .*; [\d.]+ times its CPU time for each\.$/),
    '',
  ]);
});

test('what was not measured is left out of docs/performance.md', () => {
  const results = numbers.results.filter(({ work }: { work: string }) => work.startsWith('warm'));
  const part = pagePart({ ...numbers, results });
  expect(part).not.toMatch(/undefined|Node-RED|\*\*Action/);
  expect(part.split('\n')[0]).toMatch(/^- \*\*Library:\*\* .* client; .* request\.$/);
});

test('docs/performance.md names every work and every option of the benchmark', () => {
  const script = join(ROOT, 'benchmarks/run.mjs');
  const { stderr } = spawnSync(process.execPath, [script, 'nonsense'], { encoding: 'utf8' });
  const [, works = ''] = /choose from (.*)\./.exec(stderr) ?? [];
  const row = /^\| (.*?) +\| measures only these/m.exec(page)?.[1];
  expect(row).toBe(
    works
      .split(', ')
      .map((work) => `\`${work}\``)
      .join(', '),
  );
  const options = [...read('benchmarks/run.mjs').matchAll(/(\w+): \{ type: 'boolean' \}/g)].map(
    ([, name]) => name,
  );
  expect([...page.matchAll(/^\| `--(\w+)`/gm)].map(([, name]) => name)).toEqual(options);
});

test('docs/performance.md has no command that does not exist', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const [block, ...others] = blocksOf('docs/performance.md');
  expect(others).toEqual([]);
  const [install, ...runs] = (block?.text ?? '').trim().split('\n');
  expect(install).toBe('npx -y pnpm@12 install');
  for (const line of runs) expect(Object.keys(scripts)).toContain(line.replace('npx -y pnpm@12 run ', ''));
});
