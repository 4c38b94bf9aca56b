/**
 * Ends with 1 and says what to do when packages/action/dist is not what the built sources bundle to. A clone gives
 * every file the same time, so it bundles anew and compares bytes; the verdict holds until a file changes.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { fingerprint, recall, remember } from './fingerprint.mjs';
import { root } from './steps.mjs';

const ACTION = {
  root,
  inputs: [
    'scripts/bundle-action.mjs',
    'scripts/licenses.mjs',
    'packages/action/bundle.cjs',
    'pnpm-lock.yaml',
    ...['core/dist', 'job/dist', 'action/build'].map((name) => `packages/${name}`),
    ...['core', 'job', 'action'].map((name) => `packages/${name}/package.json`),
  ],
  dist: 'packages/action/dist',
  memory: join(root, 'node_modules/.cache/lp-faas/action-bundle'),
  bundle: (folder) => {
    execFileSync(process.execPath, [join(root, 'scripts/bundle-action.mjs'), folder], { cwd: root });
  },
};

const contentsOf = (folder) =>
  new Map(
    existsSync(folder) ? readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]) : [],
  );

/** The files in which two folders differ, those that only one of them has included. */
function differingFiles(...folders) {
  const [one, other] = folders.map(contentsOf);
  const names = [...new Set([...one.keys(), ...other.keys()])].sort();
  return names.filter((name) => !(one.has(name) && other.has(name) && one.get(name).equals(other.get(name))));
}

/**
 * The files of the committed bundle that are not what its sources make: none when it is current.
 * @param {Partial<typeof ACTION>} [changes] for tests: other folders, another way to bundle
 * @returns {string[]}
 */
export function staleFiles(changes = {}) {
  const { root, inputs, dist, memory, bundle } = { ...ACTION, ...changes };
  const state = fingerprint(root, [...inputs, dist]);
  const [known, verdict = ''] = recall(memory)?.split(' ') ?? [];
  if (known === state) return JSON.parse(verdict);
  const fresh = mkdtempSync(join(tmpdir(), 'lp-faas-bundle-'));
  try {
    bundle(fresh);
    const stale = differingFiles(fresh, join(root, dist));
    remember(memory, `${state} ${JSON.stringify(stale)}`);
    return stale;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url) && staleFiles().length > 0) {
  console.error('The bundle is older than its sources: run `pnpm run bundle`.');
  process.exitCode = 1;
}
