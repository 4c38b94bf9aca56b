import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const folder = join(import.meta.dirname, '..');
const SCRIPT = 'test/support/misbehaving-parts.mjs';

/** How calls ended, by kind of call, when everything that a caller provides misbehaves at random. */
async function endsOf(seed: number, rounds: number): Promise<Record<string, number>> {
  const args = ['--unhandled-rejections=strict', SCRIPT, String(seed), String(rounds)];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: folder });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

test.concurrent.each([1, 2, 3, 4])(
  'whatever rejects, throws, blocks or hangs, no rejection is unhandled, no call hangs, and every error is one of the library (seed %i)',
  async (seed) => {
    const ends = await endsOf(seed, 15);
    expect(Object.keys(ends).length).toBeGreaterThan(5);
    // A source of inputs may throw what it likes, and may never yield: both reach the consumer of a batch.
    const wrong = Object.keys(ends).filter((end) => /raw|hangs/.test(end) && !end.startsWith('batch'));
    expect(wrong).toEqual([]);
  },
);
