import { expect, test } from '@jest/globals';
import { LAMBDA, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { withClient } from './support/client.js';

const MAX_BYTES = 16 * 1024 * 1024;

const bytes =
  (body: string | Buffer, status = 200): Reply =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);

/** Invokes a function whose response has this body. */
async function invoke(invocation: Reply): Promise<unknown> {
  await using platform = await ScriptedPlatform.start({ invocation });
  return await withClient(platform, async (client) => (await client.invoke({ lambdaUuid: LAMBDA })).result);
}

test('a result with a byte order mark is read without it', async () => {
  expect(await invoke(bytes('\ufeff{"greeting":"hello"}'))).toEqual({ greeting: 'hello' });
});

test('a result keeps the byte order marks within it', async () => {
  expect(await invoke(bytes('"\ufeffa"'))).toBe('\ufeffa');
});

test('a result of 16 MiB is read, and one more byte is refused', async () => {
  const text = `"${'x'.repeat(MAX_BYTES - 2)}"`;
  expect(await invoke(bytes(text))).toHaveLength(MAX_BYTES - 2);
  await expect(invoke(bytes(` ${text}`))).rejects.toMatchObject({ code: 'unexpected-response' });
});

test('an error response that is not UTF-8 is quoted with its invalid characters replaced', async () => {
  const body = Buffer.concat([Buffer.from('{"message":"caf'), Buffer.from([0xe9]), Buffer.from('"}')]);
  await expect(invoke(bytes(body, 901))).rejects.toMatchObject({
    code: 'function-failed',
    problem: 'The function ran and failed: caf\ufffd',
  });
});
