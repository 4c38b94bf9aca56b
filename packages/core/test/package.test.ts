import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { LAMBDA, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { VERSION } from '../src/index.js';

const run = promisify(execFile);
const folder = join(import.meta.dirname, '..');

test('VERSION is the version in package.json', () => {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  expect(VERSION).toBe(version);
});

test('core imports no package except jwt-decode and undici', () => {
  const sources = readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' });
  const imports = sources
    .filter((name) => name.endsWith('.ts'))
    // Types are gone when it runs: those of a package that only some users have.
    .map((name) => readFileSync(join(folder, 'src', name), 'utf8').replace(/import type [^;]+;/g, ''))
    .flatMap((source) => source.match(/from '([^.][^']*)'/g) ?? []);
  const packages = new Set(
    imports.map((line) => line.slice(6, -1)).filter((name) => !name.startsWith('node:')),
  );
  expect([...packages].sort()).toEqual(['jwt-decode', 'undici']);
});

test.each(['success', 'failure'])(
  'a closed client leaves no timer and no socket after a %s',
  async (outcome) => {
    await using platform = await ScriptedPlatform.start();
    if (outcome === 'failure') platform.set('invocation', (response) => response.writeHead(500).end());
    const script = `
      import { FunctionsClient } from '@lp-faas/core';
      const client = new FunctionsClient(${JSON.stringify(platform.options)});
      const outcome = await client.invoke({ lambdaUuid: '${LAMBDA}' }).then(() => 'success', () => 'failure');
      await client.close();
      const resources = process.getActiveResourcesInfo().filter((name) => !name.startsWith('Pipe'));
      console.log(JSON.stringify({ outcome, resources }));
    `;
    const args = ['--unhandled-rejections=strict', '--input-type=module', '--eval', script];
    const { stdout, stderr } = await run(process.execPath, args, { cwd: folder, timeout: 20_000 });
    expect(JSON.parse(stdout)).toEqual({ outcome, resources: [] });
    expect(stderr).toBe('');
  },
);
