import { expect, test } from '@jest/globals';
import { readGuesses } from '../dist/guesses.js';
import { createHttpServer } from '../dist/server/http-server.js';
import { folderWith, functionFiles, sandboxWith, send } from './support.js';

test('a request body may have 10 MiB', async () => {
  const sandbox = await sandboxWith({ functions: await folderWith(functionFiles({})) });
  const statusOf = async (bytes: number) => {
    const body = 'x'.repeat(bytes);
    return (await send(`${sandbox.url}/_sandbox/latency`, { method: 'POST', body })).status;
  };
  expect([await statusOf(10 * 1024 * 1024), await statusOf(10 * 1024 * 1024 + 1)]).toEqual([415, 413]);
});

test('a fault of the sandbox itself is 500 sandbox_error, with its message', async () => {
  const app = createHttpServer({ accounts: [], guesses: readGuesses({}) });
  app.get('/broken', () => {
    throw new Error('broken');
  });
  const response = await app.inject('/broken');
  expect([response.statusCode, response.json()]).toEqual([
    500,
    { error: 'sandbox_error', message: 'broken' },
  ]);
  await app.close();
});
