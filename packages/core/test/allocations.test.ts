import { execFile } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInThisContext } from 'node:vm';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { UndiciTransport } from '../src/transport/index.js';

const folder = join(import.meta.dirname, '..');
const SPACE = 256;
/** Interpreted alone: what the compilers allocate for themselves would differ from run to run. */
const INTERPRETED = ['--no-opt', '--no-sparkplug', '--no-maglev'];
const FLAGS = [
  '--expose-gc',
  ...INTERPRETED,
  `--min-semi-space-size=${SPACE}`,
  `--max-semi-space-size=${SPACE}`,
];

/** Bytes that a warm invocation may allocate, by the major version of Node: 2 % over what it does. */
const MAX_BYTES: Readonly<Record<string, number>> = { 20: 13_560, 22: 11_890, 24: 11_540 };

/** Counted by the engine, and the same each time: nothing here depends on how busy the machine is. */
describe('a warm invocation, as the engine counts it', () => {
  let told: { readonly bytes: number; readonly objects: number };
  beforeAll(async () => {
    const args = [...FLAGS, 'test/support/warm-calls.mjs'];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder });
    told = JSON.parse(stdout);
  });

  test('allocates no more than it did', () => {
    const [major = ''] = process.versions.node.split('.');
    expect(told.bytes).toBeGreaterThan(1000);
    expect(told.bytes).toBeLessThan(MAX_BYTES[major] ?? 13_560);
  });

  test('leaves not one object behind in a thousand', () => {
    expect(told.objects).toBe(0);
  });
});

test('an answer is an object of a known shape to the engine, and no dictionary that is dear to make and to collect', async () => {
  setFlagsFromString('--allow-natives-syntax');
  const isKnown = runInThisContext('(object) => %HasFastProperties(object)');
  await using platform = await ScriptedPlatform.start();
  const transport = new UndiciTransport();
  const { signal } = new AbortController();
  const url = new URL(platform.url);
  const answer = await transport.send({ method: 'POST', url, headers: {}, signal, maxResponseBytes: 100 });
  await transport.close();
  expect(isKnown(answer)).toBe(true);
  expect(isKnown(Object.create(null))).toBe(false);
});
