import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { LAMBDA, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { VERSION } from '../src/index.js';

const run = promisify(execFile);
const folder = join(import.meta.dirname, '..');

test('the version that requests carry is the package’s', () => {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  expect(VERSION).toBe(version);
});

test('core knows no sibling, and nothing of GitHub or Node-RED', () => {
  const sources = readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' });
  const imports = sources
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => readFileSync(join(folder, 'src', name), 'utf8').match(/from '([^.][^']*)'/g) ?? []);
  const packages = new Set(
    imports.map((line) => line.slice(6, -1)).filter((name) => !name.startsWith('node:')),
  );
  expect([...packages].sort()).toEqual(['jwt-decode', 'undici']);
});

test.each(['success', 'failure'])(
  'a script that invokes once ends by itself after its %s: no timer, no socket holds it',
  async (outcome) => {
    await using platform = await ScriptedPlatform.start();
    if (outcome === 'failure') platform.set('invocation', (response) => response.writeHead(500).end());
    const script = `
      import { FunctionsClient } from '@lp-faas/core';
      const client = new FunctionsClient(${JSON.stringify(platform.options)});
      const outcome = await client.invoke({ lambdaUuid: '${LAMBDA}' }).then(() => 'success', () => 'failure');
      await client.close();
      const held = process.getActiveResourcesInfo().filter((name) => !name.startsWith('Pipe'));
      console.log(JSON.stringify({ outcome, held }));
    `;
    const args = ['--unhandled-rejections=strict', '--input-type=module', '--eval', script];
    const { stdout, stderr } = await run(process.execPath, args, { cwd: folder, timeout: 20_000 });
    expect(JSON.parse(stdout)).toEqual({ outcome, held: [] });
    expect(stderr).toBe('');
  },
);
