import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { BROWSER, HEAVY, ONE_NODE, PER_NODE, SLOW } from '../scripts/tiers.mjs';
import { ROOT } from './support/repository.js';

/** The test files that a run would choose. */
async function chosen(...args: string[]): Promise<string[]> {
  const env = { ...process.env, NODE_OPTIONS: '' };
  const command = [join(ROOT, 'scripts/jest.mjs'), '--listTests', ...args];
  const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: ROOT, env });
  return stdout.trim().split('\n').sort();
}

const packages = readdirSync(join(ROOT, 'packages')).map((name) => join(ROOT, 'packages', name, 'test'));
const all = [...packages, join(ROOT, 'test')]
  .filter((folder) => existsSync(folder))
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
  )
  .filter((path) => path.endsWith('.test.ts'))
  .sort();

test('every file that a tier names exists', () => {
  const named = [...HEAVY, ...BROWSER, ...SLOW, ...PER_NODE, ...ONE_NODE];
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test('the gate runs every test file, and each once', async () => {
  const gate = ['light', 'browser', 'heavy'].map((tier) => chosen(`--tier=${tier}`));
  expect((await Promise.all(gate)).flat().sort()).toEqual(all);
});

test('the fast tier runs every file that is not heavy, in a browser or slow', async () => {
  const left = new Set([...HEAVY, ...BROWSER, ...SLOW].map((path) => join(ROOT, path)));
  expect(await chosen('--tier=fast')).toEqual(all.filter((path) => !left.has(path)));
});

test('a tier that does not exist is an error, and not a run of everything', async () => {
  await expect(chosen('--tier=quick')).rejects.toThrow('There is no tier "quick"');
});
