import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { startSandbox } from '@lp-faas/sandbox';

const run = promisify(execFile);
const folder = join(import.meta.dirname, '..');

const readme = readFileSync(join(folder, 'README.md'), 'utf8');
const [invoking = '', commonJs = ''] = [...readme.matchAll(/```js\n(.*?)```/gs)].map(([, code]) => code);

/** Runs an unmodified example against its own sandbox and returns its standard output. */
async function outputOf(code: string, secret: string, type = 'module'): Promise<string> {
  await using sandbox = await startSandbox({ functions: join(folder, '../../examples/functions') });
  const script = code.replace('http://127.0.0.1:8787', sandbox.url);
  const env = { PATH: process.env['PATH'], LP_CLIENT_SECRET: secret };
  const args = [`--input-type=${type}`, '--eval', script];
  return (await run(process.execPath, args, { cwd: folder, env })).stdout;
}

test.each([
  ['prints the result', 'sandbox-secret', "{ greeting: 'Hello Ada' } 1\n"],
  [
    'prints code, delivery and hint of an error',
    'not-the-secret',
    'credentials-rejected not-sent false Check ',
  ],
])('the first example of the README %s', async (_, secret, expected) => {
  expect(await outputOf(invoking, secret)).toContain(expected);
});

test('the second example of the README runs as CommonJS', async () => {
  expect(await outputOf(commonJs, 'sandbox-secret', 'commonjs')).toMatch(/^\{ greeting: .* \}\n$/);
});

test('the README has no block that no test runs', () => {
  const blocks = [...readme.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, code]) => [
    language,
    code,
  ]);
  expect(blocks).toEqual([
    ['sh', 'npm install @lp-faas/core\n'],
    ['js', invoking],
    ['js', commonJs],
  ]);
});
