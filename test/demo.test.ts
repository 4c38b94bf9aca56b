import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { requireCurrentBundle } from '@lp-faas/testing/bundle';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
requireCurrentBundle();

test('the demo runs two functions that succeed and one that fails, and exits with success', async () => {
  const args = [join(root, 'scripts/demo/show.mjs')];
  const { stdout } = await run(process.execPath, args, { cwd: root, timeout: 60_000 });
  expect(stdout).toContain('result: {"greeting":"Hello Ada"}');
  expect(stdout).toContain('result: {"greeting":"Hello Grace"}');
  expect(stdout).toContain('line 3 has no customer number');
  expect(stdout.match(/outcome: .*/g)).toEqual([
    'outcome: success',
    'outcome: success',
    'outcome: function-failed',
  ]);
  expect(stdout).not.toContain('sandbox-secret');
  expect(stdout).not.toContain('add-mask');
}, 90_000);
