import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const run = promisify(execFile);
const folder = join(import.meta.dirname, '..');

test('the example in the README runs unchanged', async () => {
  const readme = await readFile(join(folder, 'README.md'), 'utf8');
  const blocks = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = '']) => code);
  expect(blocks).toHaveLength(1);
  const project = join(folder, '../../examples/functions');
  const code = (blocks[0] ?? '').replace('path/to/project', project.replaceAll('\\', '/'));
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code], { cwd: folder });
  expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n\[\]\n$/);
});
