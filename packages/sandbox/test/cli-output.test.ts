import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { ROOT } from '../../../test/support/documented-steps.js';
import { GREET, ready, run, runIn, seen } from './cli-support.js';
import { folderWith, functionFiles, invoke, send, V2 } from './support.js';

const shell = promisify(execFile);
const AWKWARD = { "it's": ['"quoted"', '$HOME', 'back\\slash'] };
const ECHO = `async function lambda(input, callback) {
  callback?.(null, input.payload);
  return input.payload;
}`;

/** Starts the command as a person would, and reads what it shows until requests may come. */
async function shown(...args: string[]) {
  const running = run('--port', '0', ...args);
  const [text] = await seen(running.child.stdout, /[\s\S]*Requests, as they come.*\n/);
  return { ...running, text };
}

/** The indented lines below a heading. */
function below(text: string, heading: string): string {
  const [, found = ''] = new RegExp(`^  ${heading}\\n((?: {4}.*\\n)+)`, 'm').exec(text) ?? [];
  return found.replace(/^ {4}/gm, '');
}

async function echoes(config: object) {
  return await folderWith({
    ...functionFiles({ echo: ECHO }),
    'functions/echo/config.json': JSON.stringify({ input: { headers: [], payload: AWKWARD }, ...config }),
  });
}

describe('the banner', () => {
  test('shows the address, the credentials, and the functions of each account', async () => {
    const functions = await folderWith({
      ...functionFiles({ greet: GREET, 'greet-again': GREET }),
      'functions/greet-again/config.json': '{"event":"conversational_command","generation":"v1"}',
    });
    const { child, ended } = await shown('--functions', functions, '--account', '1:v2', '--account', '2');
    child.kill('SIGINT');
    const { code, out, err } = await ended;
    expect([code, err]).toEqual([0, '']);
    const uuid = '[0-9a-f-]{36}';
    const lines = [
      '',
      '  LivePerson Functions sandbox  http://127\\.0\\.0\\.1:\\d+',
      '',
      '  client id      sandbox-client',
      '  client secret  sandbox-secret',
      `  functions      ${functions}`,
      '',
      '  account 1 \\(v2\\)',
      `    greet  ${uuid}`,
      '',
      '  account 2 \\(v1\\)',
      `    greet        ${uuid}`,
      `    greet-again  ${uuid}  conversational_command`,
      '',
      '  Invoke greet from a shell',
    ];
    expect(out).toMatch(new RegExp(`^${lines.join('\\n')}\\n`));
  });

  test.each(['v1', 'v2'])(
    'has commands to paste that invoke a function of %s as it stands',
    async (generation) => {
      const { text } = await shown('--functions', await echoes({ generation }));
      const { stdout } = await shell('bash', ['-c', below(text, 'Invoke echo from a shell')]);
      expect(stdout).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
      expect(JSON.parse(stdout.split('\r\n\r\n')[1] ?? '')).toEqual(AWKWARD);
    },
  );

  test('has a step for a workflow, with the inputs of the action', async () => {
    const { text } = await shown('--functions', await echoes({}), '--client-id', "it's me");
    const [step] = parse(below(text, 'or in a workflow')) as { uses: string; with: Record<string, string> }[];
    expect(step).toEqual({
      uses: 'org/lp-faas-invoke@v1',
      with: {
        'domain-api': expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        'account-id': '12345678',
        'client-id': "it's me",
        'client-secret': 'sandbox-secret',
        'lambda-uuid': expect.stringMatching(/^[0-9a-f-]{36}$/),
        payload: JSON.stringify(AWKWARD),
      },
    });
    const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as { inputs: object };
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(step?.with ?? {})));
  });

  test("never shows a client secret of one's own, but says where it may come from", async () => {
    const functions = await echoes({});
    const { child, ended, text } = await shown('--functions', functions, '--client-secret', 'my-own');
    const env = { ...process.env, LP_CLIENT_SECRET: 'my-own' };
    const { stdout } = await shell('bash', ['-c', below(text, 'Invoke echo from a shell')], { env });
    expect(stdout).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's own placeholder.
    expect(text).toContain('client-secret: ${{ secrets.LP_CLIENT_SECRET }}');
    child.kill('SIGINT');
    const { code, out, err } = await ended;
    expect([code, out.includes('my-own'), err]).toEqual([0, false, '']);
  });

  test('names a function that cannot be loaded, and shows how to call one that can', async () => {
    const functions = await folderWith(functionFiles({ broken: 'function lambda( {\n}', greet: GREET }));
    const { text } = await shown('--functions', functions);
    const file = join(functions, 'functions/broken/index.js');
    expect(text).toContain(`  broken cannot be loaded: ${file}:2: `);
    expect(text).toContain('Invoke greet from a shell');
  });

  test('without a project says how to name one', async () => {
    const { text } = await shown();
    expect(text).toMatch(/functions {6}none: name a project with --functions DIR\n/);
    expect(text).toMatch(/account 87654321 \(v2\)\n {4}no functions\n/);
    expect(text).not.toContain('curl');
  });

  test('is of the project in which the command was started', async () => {
    const cwd = await folderWith(functionFiles({ greet: GREET }));
    const { child } = runIn({ cwd }, '--port', '0');
    expect((await seen(child.stdout, /functions {6}(.*)\n/))[1]).toBe(cwd);
  });
});

describe('a request', () => {
  test('is one line; below it, what its function logged and how it failed', async () => {
    const fails = `async function lambda() {
  console.warn('first\\n12:00:00  200      1 ms  GET /forged\\u001b[2J\\r', 2);
  throw new Error('my own text');
}`;
    const functions = await folderWith(functionFiles({ fails }));
    const { child, ended, sandbox } = await ready('--functions', functions);
    await invoke(sandbox, V2, 'fails');
    child.kill('SIGTERM');
    const { err } = await ended;
    expect(err.trimEnd().split('\n').slice(-7)).toEqual([
      expect.stringMatching(/^\d\d:\d\d:\d\d {2}901 +\d+ ms {2}invoke fails {2}account 87654321$/),
      '          warn  first',
      '                12:00:00  200      1 ms  GET /forged',
      '                 2',
      '          failed (threw)',
      '                Error: my own text',
      `                    at lambda (${join(functions, 'functions', 'fails', 'index.js')}:3:9)`,
    ]);
  });

  test('shows the line of code that cannot be read', async () => {
    const functions = await folderWith(functionFiles({ broken: 'function lambda() {\n\n  return (;\n}' }));
    const { child, ended, sandbox } = await ready('--functions', functions);
    await invoke(sandbox, V2, 'broken');
    child.kill('SIGTERM');
    const { err } = await ended;
    expect(err.trimEnd().split('\n').slice(-5)).toEqual([
      '          failed (runtime-error)',
      `                ${join(functions, 'functions/broken/index.js')}:3`,
      '                  return (;',
      '                          ^',
      "                SyntaxError: Unexpected token ';'",
    ]);
  });

  test('shows its path without what may be secret', async () => {
    const { child, ended, sandbox } = await ready();
    await send(`${sandbox.url}/nothing?client_secret=mine`);
    child.kill('SIGTERM');
    expect((await ended).err).toMatch(/ {2}404 +\d+ ms {2}GET \/nothing\?client_secret=REDACTED\n$/);
  });
});

describe('colours', () => {
  const ESC = '\u001b[';

  test('are for terminals: there are none in a pipe', async () => {
    const { child, ended } = await shown();
    child.kill('SIGTERM');
    expect((await ended).out).not.toContain(ESC);
  });

  test('come when they are asked for', async () => {
    const { child, ended } = runIn({ env: { FORCE_COLOR: '1' } }, '--port', '0');
    await seen(child.stdout, /Requests, as they come/);
    child.kill('SIGTERM');
    expect((await ended).out).toContain(`${ESC}1mLivePerson Functions sandbox${ESC}22m`);
  });
});

describe('--quiet', () => {
  test('prints neither banner nor requests', async () => {
    const functions = await folderWith(functionFiles({ greet: GREET }));
    const { child, ended, line, sandbox } = await ready('--quiet', '--functions', functions);
    expect((await invoke(sandbox, V2, 'greet')).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toEqual({ code: 0, out: line, err: '' });
  });

  test('but still says what is wrong', async () => {
    const functions = await folderWith(functionFiles({ broken: 'function lambda( {' }));
    const { child, ended } = run('--quiet', '--port', '0', '--functions', functions);
    await seen(child.stderr, /broken cannot be loaded: .*\n/);
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, out: '' });
  });
});
