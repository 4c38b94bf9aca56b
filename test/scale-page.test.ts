import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '..');

/** Rows of a table, without the padding of the cells. */
const cellsOf = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[\s-]+\|/.test(line))
    .map((line) => line.replaceAll(/ +/g, ' ').trim());

test('the table of docs/scale.md is what the simulation prints', async () => {
  const cwd = join(root, 'benchmarks');
  const { stdout } = await promisify(execFile)(process.execPath, ['scale/simulate.mjs'], { cwd });
  const rows = cellsOf(stdout);
  expect(rows).toHaveLength(13);
  const [, table = ''] =
    /\n(\| clients .*?)\n\n/s.exec(readFileSync(join(root, 'docs/scale.md'), 'utf8')) ?? [];
  expect(cellsOf(table)).toEqual(rows);
}, 120_000);
