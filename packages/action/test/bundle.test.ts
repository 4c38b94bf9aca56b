import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { BUNDLE } from '@lp-faas/testing/fake-runner';

const root = join(import.meta.dirname, '../../..');
const committed = dirname(BUNDLE);
const rebuilt = mkdtempSync(join(tmpdir(), 'lp-faas-bundle-'));
afterAll(() => rmSync(rebuilt, { recursive: true, force: true }));

test('the committed bundle equals a fresh build of the sources, byte for byte', () => {
  execFileSync(process.execPath, [join(root, 'scripts/bundle-action.mjs'), rebuilt], { cwd: root });
  const files = readdirSync(rebuilt).sort();
  expect(readdirSync(committed).sort()).toEqual(files);
  const differing = files.filter(
    (file) => !readFileSync(join(rebuilt, file)).equals(readFileSync(join(committed, file))),
  );
  // To bring it up to date: pnpm run bundle.
  expect(differing).toEqual([]);
});

test('the bundle misses no module and contains no path of this machine', () => {
  const code = readFileSync(BUNDLE, 'utf8');
  expect(code.length).toBeGreaterThan(100_000);
  expect(code).not.toContain('webpackMissingModule');
  expect(code).not.toContain(root);
});

test('the bundle contains one copy of undici', () => {
  const code = readFileSync(BUNDLE, 'utf8');
  expect(code.match(/class Agent extends DispatcherBase/g)).toHaveLength(1);
});

test('licenses.txt lists every package in the bundle', () => {
  const packages = new Set(
    [
      ...readFileSync(BUNDLE, 'utf8').matchAll(
        /node_modules\/\.pnpm\/[^/]+\/node_modules\/((?:@[\w-]+\/)?[\w.-]+)\//g,
      ),
    ].map(([, name]) => name ?? ''),
  );
  const licences = readFileSync(join(committed, 'licenses.txt'), 'utf8').split(/\r?\n/);
  expect(packages.size).toBeGreaterThan(4);
  for (const name of packages) expect(licences).toContain(name);
  for (const name of ['@actions/core', '@actions/http-client', 'jwt-decode', 'undici'])
    expect(licences).toContain(name);
});
