import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { GREET, ready } from './cli-support.js';
import { folderWith, functionFiles, invoke, send, V1, V2 } from './support.js';

describe('--ready-json', () => {
  test('prints one line on stdout once it listens, and requests on stderr', async () => {
    const functions = await folderWith({
      ...functionFiles({ greet: GREET }),
      'functions/greet/config.json': '{"event":"conversational_command","generation":"v2"}',
    });
    const { child, ended, line, told, sandbox } = await ready('--functions', functions);
    expect(told).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      accounts: [
        { id: V1, generation: 'v1' },
        { id: V2, generation: 'v2' },
      ],
      functions: [
        {
          name: 'greet',
          uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
          event: 'conversational_command',
          account: V2,
          generation: 'v2',
        },
      ],
    });
    expect((await invoke(sandbox, V2, 'greet')).text).toBe('"hello"');
    child.kill('SIGTERM');
    const { code, out, err } = await ended;
    expect([code, out]).toEqual([0, line]);
    expect(err).toMatch(
      /^[\d:]{8} {2}200 +\d+ ms {2}POST \/sentinel\/api\/account\/87654321\/app\/token\?v=2\.0$/m,
    );
    expect(err).toMatch(
      /^[\d:]{8} {2}200 +\d+ ms {2}invoke greet {2}account 87654321\n {10}info {2}greeting \{ to: 'someone' \}$/m,
    );
    expect(err).not.toMatch(/sandbox-secret|eyJ/);
  });

  test('stays one line even if a function writes to stdout itself', async () => {
    const loud =
      'async function lambda() { process.stdout.write("shouted\\n"); process.stderr.write("shouted\\n"); }';
    const functions = await folderWith(functionFiles({ loud }));
    const { child, ended, line, sandbox } = await ready('--functions', functions);
    await invoke(sandbox, V2, 'loud');
    child.kill('SIGTERM');
    const { out, err } = await ended;
    expect(out).toBe(line);
    expect(err).not.toContain('shouted');
  });

  test('goes on serving when nobody reads its output any more', async () => {
    const { child, ended, sandbox } = await ready();
    // Our side of the pipes is broken on purpose.
    ended.catch(() => undefined);
    child.stdout.destroy();
    child.stderr.destroy();
    for (let i = 0; i < 3; i += 1) expect((await send(`${sandbox.url}/nothing`)).status).toBe(404);
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
    expect(child.exitCode).toBe(0);
  });
});

test('--execution-limit takes fractions of a second and ends an endless loop', async () => {
  const functions = await folderWith(functionFiles({ endless: 'async function lambda() { for (;;); }' }));
  const { child, ended, sandbox } = await ready('--functions', functions, '--execution-limit', '0.15');
  const { status, text: body } = await invoke(sandbox, V2, 'endless');
  expect([status, JSON.parse(body)]).toMatchObject([
    901,
    { code: 'com.customer.faas.function.execution-exceeded' },
  ]);
  child.kill('SIGTERM');
  const { code, err } = await ended;
  expect(code).toBe(0);
  expect(err).toContain('failed (timeout)');
});

test('--token-ttl is the lifetime that a token answer tells', async () => {
  const { child, ended, sandbox } = await ready('--token-ttl', '90');
  const form = 'grant_type=client_credentials&client_id=sandbox-client&client_secret=sandbox-secret';
  const { text: body } = await send(`${sandbox.url}/sentinel/api/account/${V1}/app/token?v=2.0&${form}`, {
    method: 'POST',
  });
  expect(JSON.parse(body)).toMatchObject({ expires_in: '90' });
  child.kill('SIGTERM');
  expect((await ended).code).toBe(0);
});

test('a signal ends it while a function still runs', async () => {
  const functions = await folderWith(functionFiles({ endless: 'async function lambda() { for (;;); }' }));
  const { child, ended, sandbox } = await ready('--functions', functions);
  const answer = invoke(sandbox, V2, 'endless');
  const executions = async () => {
    const { text: body } = await send(`${sandbox.url}/_sandbox/requests`);
    return Object.keys((JSON.parse(body) as { executions: object }).executions).length;
  };
  while ((await executions()) === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  child.kill('SIGTERM');
  expect((await answer).status).toBe(502);
  expect((await ended).code).toBe(0);
});

test('what it takes of instances is told on the command line', async () => {
  const code = `let count = 0;
async function lambda() { count += 1; for (let i = 0; i < 11; i += 1) console.info(i); return count; }`;
  const functions = await folderWith(functionFiles({ counts: code }));
  const args = ['--functions', functions, '--keep-warm', '0', '--cold-start', '0.09', '--instances', '1'];
  const { child, sandbox } = await ready(...args, '--log-limit', 'drop');
  const answers = await Promise.all([invoke(sandbox, V2, 'counts'), invoke(sandbox, V2, 'counts')]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 429]);
  // Never warm: it counts from the beginning.
  expect((await invoke(sandbox, V2, 'counts')).text).toBe('1');
  child.kill('SIGTERM');
});
