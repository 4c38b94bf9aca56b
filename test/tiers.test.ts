import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { HEAVY, ONE_NODE, PER_NODE, SLOW } from '../scripts/tiers.mjs';
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
  const named = [...HEAVY, ...SLOW, ...PER_NODE, ...ONE_NODE];
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test('the gate runs every test file, and each once', async () => {
  const [light, heavy] = await Promise.all([chosen('--tier=light'), chosen('--tier=heavy')]);
  expect([...light, ...heavy].sort()).toEqual(all);
});

test('the fast tier runs every file that is neither heavy nor slow', async () => {
  const left = new Set([...HEAVY, ...SLOW].map((path) => join(ROOT, path)));
  expect(await chosen('--tier=fast')).toEqual(all.filter((path) => !left.has(path)));
});

test('a tier that does not exist is an error, and not a run of everything', async () => {
  await expect(chosen('--tier=quick')).rejects.toThrow('There is no tier "quick"');
});
