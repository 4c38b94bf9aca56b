import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../dist/index.js';
import { folderWith, functionFiles, invoke, later, sandboxWith, send, V1, V2 } from './support.js';

const BIN = fileURLToPath(new URL('../bin/lp-faas-sandbox.js', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<Ended>;
}

/** Started in a folder that has nothing to do with the package. */
function run(...args: string[]): Running {
  const child = spawn(process.execPath, [BIN, ...args], { cwd: tmpdir() });
  later(async () => {
    child.kill('SIGKILL');
  });
  const exit = once(child, 'exit') as Promise<[number | null]>;
  const ended = Promise.all([exit, text(child.stdout), text(child.stderr)]).then(([[code], out, err]) => ({
    code,
    out,
    err,
  }));
  return { child, ended };
}

/** Resolves once the output so far has a match. */
function seen(stream: NodeJS.ReadableStream, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let output = '';
    stream.on('data', (part: Buffer) => {
      output += part.toString();
      const match = pattern.exec(output);
      if (match) resolve(match);
    });
    stream.once('end', () => reject(new Error(`No ${pattern} in: ${output}`)));
  });
}

async function ready(...args: string[]) {
  const running = run('--port', '0', '--ready-json', ...args);
  const [line] = await seen(running.child.stdout, /.*\n/);
  const told = JSON.parse(line) as Pick<Sandbox, 'url' | 'accounts' | 'functions'>;
  // What the tests' helpers need of a sandbox in this process, of one in another.
  const sandbox = { ...told, clientId: 'sandbox-client', clientSecret: 'sandbox-secret' } as Sandbox;
  return { ...running, line, told, sandbox };
}

const GREET = `async function lambda(input, callback) {
  console.info('greeting', { to: 'someone' });
  callback?.(null, 'hello');
  return 'hello';
}`;

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
    expect(err).toMatch(/^POST \/sentinel\/api\/account\/87654321\/app\/token\?v=2\.0 200 \d+ ms$/m);
    expect(err).toMatch(
      /^POST \/api\/account\/87654321\/lambdas\/[0-9a-f-]{36}\/invoke 200 \d+ ms\n {4}info {2}greeting \{ to: 'someone' \}$/m,
    );
    expect(err).not.toMatch(/sandbox-secret|eyJ/);
  });

  test('stays one line even if a function writes to stdout itself', async () => {
    const loud =
      'async function lambda() { process.stdout.write("loud\\n"); process.stderr.write("loud\\n"); }';
    const functions = await folderWith(functionFiles({ loud }));
    const { child, ended, line, sandbox } = await ready('--functions', functions);
    await invoke(sandbox, V2, 'loud');
    child.kill('SIGTERM');
    const { out, err } = await ended;
    expect(out).toBe(line);
    expect(err).not.toContain('loud');
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

describe('for a person', () => {
  test('shows where it listens, the accounts and the functions, then a line per request', async () => {
    const functions = await folderWith(functionFiles({ greet: GREET }));
    const { child, ended } = run(
      '--port',
      '0',
      '--functions',
      functions,
      '--account',
      '1:v2',
      '--account',
      '2',
    );
    const [, url] = await seen(child.stdout, /sandbox: (\S+)\n[\s\S]*account 2 [\s\S]*greet/);
    await send(`${url}/nothing?client_secret=mine`);
    child.kill('SIGINT');
    const { code, out, err } = await ended;
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(
      /^LivePerson Functions sandbox: http:\S+\nclient id sandbox-client, client secret sandbox-secret\naccount 1 \(v2\)\n {2}greet {2}[0-9a-f-]{36}\naccount 2 \(v1\)\n {2}greet {2}[0-9a-f-]{36}\n\nGET \/nothing\?client_secret=REDACTED 404 \d+ ms\n$/,
    );
  });

  test("never shows a client secret of one's own", async () => {
    const { child, ended } = run('--port', '0', '--client-secret', 'my-own');
    await seen(child.stdout, /account 87654321 \(v2\)\n {2}no functions\n/);
    child.kill('SIGINT');
    const { code, out, err } = await ended;
    expect(code).toBe(0);
    expect(out + err).not.toContain('my-own');
  });

  test('shows how a function failed and where, on lines that cannot be forged', async () => {
    const fails = `async function lambda() {
  console.warn('first\\nGET /forged 200 1 ms\\u001b[2J');
  throw new Error('my own text');
}`;
    const functions = await folderWith(functionFiles({ fails }));
    const { child, ended, sandbox } = await ready('--functions', functions);
    await invoke(sandbox, V2, 'fails');
    child.kill('SIGTERM');
    const { err } = await ended;
    expect(err.split('\n').slice(-6)).toEqual([
      expect.stringMatching(/ 901 \d+ ms$/),
      '    warn  first GET /forged 200 1 ms',
      '    failed (threw)',
      '      Error: my own text',
      `          at lambda (${join(functions, 'functions', 'fails', 'index.js')}:3:9)`,
      '',
    ]);
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

test('--help shows every option, --version the version of the package', async () => {
  const help = await run('--help').ended;
  expect([help.code, help.err]).toEqual([0, '']);
  for (const option of [
    '--host',
    '--port',
    '--functions',
    '--account',
    '--client-id',
    '--client-secret',
    '--token-ttl',
    '--execution-limit',
    '--ready-json',
  ]) {
    expect(help.out).toContain(option);
  }
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  expect(await run('--version').ended).toEqual({ code: 0, out: `${version}\n`, err: '' });
});

describe('what cannot work is one line on stderr', () => {
  test.each([
    ['an unknown option', ['--prot', '1'], /Unknown option '--prot'\./],
    ['an argument without an option', ['functions'], /Unexpected argument 'functions'/],
    ['an option without its value', ['--port'], /--port <value>' argument missing\./],
    ['a port that is no number', ['--port', 'x'], /--port must be a number, not "x"\./],
    ['a port that is too high', ['--port', '65536'], /port must be a whole number from 0 to 65535/],
    [
      'a generation that is none',
      ['--account', '1:v3'],
      /--account must be ID, ID:v1 or ID:v2, not "1:v3"\./,
    ],
    ['an account id that is none', ['--account', 'a b'], /"a b" is no account id/],
    [
      'an execution limit of nothing',
      ['--execution-limit', '0'],
      /--execution-limit must be more than 0 seconds\./,
    ],
    ['a negative lifetime', ['--token-ttl=-1'], /--token-ttl must be a number, not "-1"\./],
  ])('and exit code 2 for bad usage: %s', async (_what, args, message) => {
    const { code, out, err } = await run(...args).ended;
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^lp-faas-sandbox: [^\n]+ See lp-faas-sandbox --help\.\n$/);
    expect(err).toMatch(message);
  });

  test('and exit code 1 for a folder that is not there', async () => {
    const folder = join(await folderWith({}), 'nothing');
    const { code, out, err } = await run('--port', '0', '--functions', folder).ended;
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^lp-faas-sandbox: There is no folder [^\n]+nothing\. Name a project [^\n]+\n$/);
  });

  test('and exit code 1 for a broken config.json', async () => {
    const functions = await folderWith({
      ...functionFiles({ first: GREET }),
      'functions/first/config.json': '{',
    });
    const { code, out, err } = await run('--port', '0', '--functions', functions).ended;
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(
      /^lp-faas-sandbox: [^\n]+config\.json is not valid JSON [^\n]+\. Correct the file\.\n$/,
    );
  });

  test('and exit code 1 for a port in use', async () => {
    const { port } = new URL((await sandboxWith()).url);
    const { code, out, err } = await run('--port', port).ended;
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(
      /^lp-faas-sandbox: Cannot listen on 127\.0\.0\.1:\d+: the port is in use\. [^\n]+\n$/,
    );
  });

  test('but a function that does not load only makes its own invocations fail', async () => {
    const functions = await folderWith(functionFiles({ broken: 'function lambda( {', greet: GREET }));
    const { child, ended, sandbox } = await ready('--functions', functions);
    expect((await invoke(sandbox, V1, 'broken')).status).toBe(901);
    expect((await invoke(sandbox, V1, 'greet')).status).toBe(200);
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  });
});
