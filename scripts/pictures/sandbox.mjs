import { join } from 'node:path';
import { FunctionsClient } from '@lp-faas/core';
import { root } from '../steps.mjs';
import { interrupt, prompt, record } from './terminal.mjs';

/** In place of the folder of this clone. */
const HOME = '/home/ada/';

/** Runs in the page. */
function hideFolder([folder, home]) {
  const { document, NodeFilter } = globalThis;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replaceAll(folder, home);
}

/** The page of a sandbox after it invoked two functions. */
export async function takePage(camera, sandbox) {
  const page = await camera.newPage(1000, 600);
  await page.goto(`${sandbox.url}/`);
  for (const name of [/^orders-import .*account 12345678/, /^hello-v1 .*account 12345678/]) {
    await page.getByRole('radio', { name }).check();
    const answered = page.waitForResponse((response) => /invoke/.test(response.url()));
    await page.getByRole('button', { name: 'Invoke' }).click();
    await answered;
    await page.getByRole('button', { name: 'Invoke' }).waitFor();
  }
  // Both requests are shown, with what the second one returned.
  await page.getByText('no customer number').waitFor();
  await page.getByText('"greeting": "Hello Ada"').waitFor();
  await page.evaluate(hideFolder, [root, HOME]);
  await camera.take('sandbox-page', page);
}

const SIZE = { columns: 128, rows: 50 };

/** Has a sandbox run one function that succeeds and one that fails. */
async function invokeTwo(_, written) {
  const [domainApi] = /http:\/\/127\.0\.0\.1:\d+/.exec(written);
  const credentials = { clientId: 'sandbox-client', clientSecret: 'sandbox-secret' };
  await using client = new FunctionsClient({ accountId: '12345678', credentials, domainApi });
  await client.invoke({ lambdaUuid: '0b7ad0c8-5b1c-4d0e-8f6a-3c1f5f0e7a11', payload: { name: 'Ada' } });
  await client.invoke({ lambdaUuid: '9e4b6a70-1f3d-4c58-b2a9-7d60c5e8f333' }).catch(() => undefined);
}

/** The terminal in which a sandbox was started, with the log of two functions. */
export async function takeTerminal(camera, port) {
  const program = join(root, 'packages/sandbox/bin/lp-faas-sandbox.js');
  const command = `${process.execPath} ${program} --functions examples/functions --port ${port}`;
  const steps = [
    [/Requests \(/, invokeTwo],
    [/no customer number.*\n/s, interrupt],
  ];
  const written = await record(command, { cwd: root, columns: SIZE.columns, steps });
  const shown =
    prompt('npx @lp-faas/sandbox --functions examples/functions') + written.replaceAll(root, HOME);
  await camera.takeTerminal('sandbox-terminal', shown, SIZE);
}
