import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';

const ROOT = join(import.meta.dirname, '../../..');

export const ACTION = join(ROOT, 'action.yml');

/** The action as it is committed, and as GitHub's runner starts it. */
export const BUNDLE = join(ROOT, 'packages/action/dist/index.js');

/** Throws when the committed bundle is not what the sources make: its tests would test something else. */
export function requireCurrentBundle(): void {
  const script = join(ROOT, 'scripts/bundle-freshness.mjs');
  const { status, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr.trim());
}
