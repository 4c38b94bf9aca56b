import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { startSandbox } from '@lp-faas/sandbox';

const run = promisify(execFile);
const folder = join(import.meta.dirname, '..');

test.each([
  ['greets', 'sandbox-secret', "{ greeting: 'Hello Ada' } 1\n"],
  ['says what is wrong', 'not-the-secret', 'credentials-rejected not-sent false Check client id'],
])('the example of the README %s', async (_, secret, said) => {
  await using sandbox = await startSandbox({ functions: join(folder, '../../examples/functions') });
  const [, code = ''] = /```js\n(.*?)```/s.exec(readFileSync(join(folder, 'README.md'), 'utf8')) ?? [];
  const script = code.replace('http://127.0.0.1:8787', sandbox.url);
  const env = { PATH: process.env['PATH'], LP_CLIENT_SECRET: secret };
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: folder,
    env,
  });
  expect(stdout).toContain(said);
});
