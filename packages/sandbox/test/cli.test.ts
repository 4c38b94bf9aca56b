import { once } from 'node:events';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { GREET, startReady } from './cli-support.js';
import { waitUntil } from './processes.js';
import { folderWith, functionFiles, invoke, send, V1, V2 } from './support.js';

const ENDLESS = 'async function lambda() { for (;;); }';

describe('with --ready-json', () => {
  const LOUD =
    'async function lambda() { process.stdout.write("shouted\\n"); process.stderr.write("shouted\\n"); }';
  let ready: Awaited<ReturnType<typeof startReady>>;
  let answers: string[];

  beforeAll(async () => {
    const functions = await folderWith({
      ...functionFiles({ greet: GREET, loud: LOUD }),
      'functions/greet/config.json': '{"event":"conversational_command","generation":"v2"}',
      'functions/loud/config.json': '{"generation":"v2"}',
    });
    ready = await startReady('--functions', functions);
    answers = [];
    for (const name of ['greet', 'loud']) answers.push((await invoke(ready.sandbox, V2, name)).text);
    ready.child.kill('SIGTERM');
  });

  test('the command prints address, accounts and functions as one JSON line once it listens', () => {
    const common = { uuid: expect.stringMatching(/^[0-9a-f-]{36}$/), account: V2, generation: 'v2' };
    expect(ready.announced).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      accounts: [
        { id: V1, generation: 'v1' },
        { id: V2, generation: 'v2' },
      ],
      functions: [
        { ...common, name: 'greet', event: 'conversational_command' },
        { ...common, name: 'loud', event: null },
      ],
    });
    expect(answers).toEqual(['"hello"', 'null']);
  });

  test('the command prints requests and logs on stderr, without secrets and tokens', async () => {
    const { code, err } = await ready.ended;
    expect(code).toBe(0);
    expect(err).toMatch(
      /^[\d:]{8} {2}200 +\d+ ms {2}POST \/sentinel\/api\/account\/87654321\/app\/token\?v=2\.0$/m,
    );
    expect(err).toMatch(
      /^[\d:]{8} {2}200 +\d+ ms {2}invoke greet {2}account 87654321\n {10}info {2}greeting \{ to: 'someone' \}$/m,
    );
    expect(err).not.toMatch(/sandbox-secret|eyJ/);
  });

  test('stdout keeps its one line even if a function writes to the streams itself', async () => {
    const { out, err } = await ready.ended;
    expect(out).toBe(ready.line);
    expect(err).not.toContain('shouted');
  });
});

test('the command keeps serving when the readers of its output close their pipes', async () => {
  const { child, ended, sandbox } = await startReady();
  // Closing the test's side of the pipes makes this promise reject.
  ended.catch(() => undefined);
  child.stdout.destroy();
  child.stderr.destroy();
  for (let i = 0; i < 3; i += 1) expect((await send(`${sandbox.url}/nothing`)).status).toBe(404);
  child.kill('SIGTERM');
  if (child.exitCode === null) await once(child, 'exit');
  expect(child.exitCode).toBe(0);
});

test('--execution-limit accepts fractions of a second and ends an endless loop', async () => {
  const functions = await folderWith(functionFiles({ endless: ENDLESS }));
  const { child, ended, sandbox } = await startReady('--functions', functions, '--execution-limit', '0.1');
  const { status, text } = await invoke(sandbox, V2, 'endless');
  expect([status, JSON.parse(text)]).toMatchObject([
    901,
    { code: 'com.customer.faas.function.execution-exceeded' },
  ]);
  child.kill('SIGTERM');
  const { code, err } = await ended;
  expect(code).toBe(0);
  expect(err).toContain('failed (timeout)');
});

test('a signal ends the command while a function runs, and the caller still gets an answer', async () => {
  const functions = await folderWith(functionFiles({ endless: ENDLESS }));
  const { child, ended, sandbox } = await startReady('--functions', functions);
  const answer = invoke(sandbox, V2, 'endless');
  await waitUntil(async () => {
    const { text } = await send(`${sandbox.url}/_sandbox/requests`);
    return Object.keys((JSON.parse(text) as { executions: object }).executions).length > 0;
  });
  child.kill('SIGTERM');
  expect((await answer).status).toBe(502);
  expect((await ended).code).toBe(0);
});
