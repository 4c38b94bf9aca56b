import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const run = promisify(execFile);
const folder = join(import.meta.dirname, '..');

const project = join(folder, '../../examples/functions').replaceAll('\\', '/');

/** Runs the code of a page's only block in this language, in the folder of the package. */
async function outputOf(page: string, language: string): Promise<string> {
  const text = await readFile(join(folder, page), 'utf8');
  const blocks = [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))];
  expect(blocks).toHaveLength(1);
  const code = (blocks[0]?.[1] ?? '').replace('path/to/project', project);
  return (await run(process.execPath, ['--input-type=module', '--eval', code], { cwd: folder })).stdout;
}

test('the example in the README runs unchanged', async () => {
  expect(await outputOf('README.md', 'ts')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n\[\]\n$/);
});

test('the example in docs/sandbox.md runs unchanged', async () => {
  expect(await outputOf('../../docs/sandbox.md', 'js')).toBe('[]\n');
});
