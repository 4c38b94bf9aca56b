import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { GREET, run, runIn, startReady, waitForOutput } from './cli-support.js';
import { folderWith, functionFiles, invoke, send, V2 } from './support.js';

const ROOT = join(import.meta.dirname, '../../..');

const shell = promisify(execFile);
const ESC = '\u001b[';
const AWKWARD = { "it's": ['"quoted"', '$HOME', 'back\\slash'] };
const ECHO = `async function lambda(input, callback) {
  callback?.(null, input.payload);
  return input.payload;
}`;

/** Starts the command as a person does. Resolves with its banner. */
async function startWithBanner(...args: string[]) {
  const running = run('--port', '0', ...args);
  const [text] = await waitForOutput(running.child.stdout, /[\s\S]*Requests \(.*\n/);
  return { ...running, text };
}

/** The indented lines below a heading of the banner. */
function linesBelow(text: string, heading: string): string {
  const [, found = ''] = new RegExp(`^  ${heading}\\n((?: {4}.*\\n)+)`, 'm').exec(text) ?? [];
  return found.replace(/^ {4}/gm, '');
}

async function echoProject(config: object) {
  return await folderWith({
    ...functionFiles({ echo: ECHO }),
    'functions/echo/config.json': JSON.stringify({ input: { headers: [], payload: AWKWARD }, ...config }),
  });
}

describe('the banner', () => {
  test('the banner shows the address, the credentials and the functions of each account', async () => {
    const functions = await folderWith({
      ...functionFiles({ greet: GREET, 'greet-again': GREET }),
      'functions/greet-again/config.json': '{"event":"conversational_command","generation":"v1"}',
    });
    const args = ['--functions', functions, '--account', '1:v2', '--account', '2'];
    const { child, ended } = await startWithBanner(...args);
    child.kill('SIGINT');
    const { code, out, err } = await ended;
    expect([code, err]).toEqual([0, '']);
    const uuid = '[0-9a-f-]{36}';
    const lines = [
      '',
      '  LivePerson Functions sandbox  http://127\\.0\\.0\\.1:\\d+',
      '',
      '  page           http://127\\.0\\.0\\.1:\\d+/ in a browser',
      '  client id      sandbox-client',
      '  client secret  sandbox-secret',
      `  functions      ${functions}`,
      "  toolbelt       the sandbox's own",
      `  node           ${process.versions.node}( as on the platform|; the platform has 22\\. --node PATH chooses another)`,
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

  test('the banner names the file of a toolbelt that replaces the one of the sandbox', async () => {
    const functions = await folderWith({
      'functions/greet/index.js': GREET,
      'bin/lp-faas-toolbelt/index.js': 'exports.Toolbelt = {};',
    });
    const args = ['--functions', functions, '--toolbelt', 'project'];
    const { child, ended, text } = await startWithBanner(...args);
    child.kill('SIGINT');
    await ended;
    const file = join(functions, 'bin/lp-faas-toolbelt/index.js');
    expect(text).toContain(`  toolbelt       lp-faas-toolbelt from ${file}\n`);
  });

  describe('with an awkward payload and client id', () => {
    const banners = new Map<string, string>();

    beforeAll(async () => {
      for (const generation of ['v1', 'v2']) {
        const args = ['--functions', await echoProject({ generation }), '--client-id', "it's me"];
        banners.set(generation, (await startWithBanner(...args)).text);
      }
    });

    test.each(['v1', 'v2'])(
      'the banner has shell commands that invoke a function of %s',
      async (generation) => {
        const commands = linesBelow(banners.get(generation) ?? '', 'Invoke echo from a shell');
        const { stdout } = await shell('bash', ['-c', commands]);
        expect(stdout).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
        expect(JSON.parse(stdout.split('\r\n\r\n')[1] ?? '')).toEqual(AWKWARD);
      },
    );

    test('the banner has the step of a workflow, with inputs that the action knows', () => {
      const text = linesBelow(banners.get('v1') ?? '', 'Invoke echo from a GitHub workflow');
      const [step] = parse(text) as { uses: string; with: Record<string, string> }[];
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
  });

  test("the banner never shows the user's own client secret, but refers to a variable and a GitHub secret", async () => {
    const functions = await echoProject({});
    const args = ['--functions', functions, '--client-secret', 'my-own'];
    const { child, ended, text } = await startWithBanner(...args);
    const env = { ...process.env, LP_CLIENT_SECRET: 'my-own' };
    const { stdout } = await shell('bash', ['-c', linesBelow(text, 'Invoke echo from a shell')], { env });
    expect(stdout).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's own placeholder.
    expect(text).toContain('client-secret: ${{ secrets.LP_CLIENT_SECRET }}');
    child.kill('SIGINT');
    const { code, out, err } = await ended;
    expect([code, out.includes('my-own'), err]).toEqual([0, false, '']);
  });

  test('the banner names a function with a syntax error, and shows how to invoke one without', async () => {
    const functions = await folderWith(functionFiles({ broken: 'function lambda( {\n}', greet: GREET }));
    const { text } = await startWithBanner('--functions', functions);
    const file = join(functions, 'functions/broken/index.js');
    expect(text).toContain(`  broken cannot be loaded: ${file}:2: `);
    expect(text).toContain('Invoke greet from a shell');
  });

  test('the banner says that the samples of the package run if there is no project, and has no colours in a pipe', async () => {
    const { text } = await startWithBanner();
    expect(text).toMatch(/functions {6}the samples of this package\. .*--functions DIR\n/);
    expect(text).toMatch(/account 87654321 \(v2\)\n {4}hello-v2 +[\da-f-]{36}/);
    const commands = linesBelow(text, 'Invoke hello-v1 from a shell');
    expect((await shell('bash', ['-c', commands])).stdout).toMatch(/\{"greeting":"Hello Ada"\}$/);
    expect(text).not.toContain(ESC);
  });

  test('the banner is in colours with FORCE_COLOR, and by default of the project in the current folder', async () => {
    const cwd = await folderWith(functionFiles({ greet: GREET }));
    const { child } = runIn({ cwd, env: { FORCE_COLOR: '1' } }, '--port', '0');
    const [text] = await waitForOutput(child.stdout, /[\s\S]*Requests \(/);
    expect(text).toContain(`${ESC}1mLivePerson Functions sandbox${ESC}22m`);
    expect(text).toContain(`  ${cwd}\n`);
  });
});

describe('the output for a request', () => {
  const FAILS = `async function lambda() {
  console.warn('first\\n12:00:00  200      1 ms  GET /forged\\u001b[2J\\r', 2);
  throw new Error('my own text');
}`;
  let functions: string;
  let lines: string[];

  beforeAll(async () => {
    const broken = 'function lambda() {\n\n  return (;\n}';
    functions = await folderWith(functionFiles({ fails: FAILS, broken }));
    const { child, ended, sandbox } = await startReady('--functions', functions);
    await invoke(sandbox, V2, 'fails');
    await invoke(sandbox, V2, 'broken');
    await send(`${sandbox.url}/nothing?client_secret=mine`);
    child.kill('SIGTERM');
    lines = (await ended).err.trimEnd().split('\n');
  });

  const linesFrom = (pattern: RegExp, count: number) => {
    const start = lines.findIndex((line) => pattern.test(line));
    return lines.slice(start, start + count);
  };

  test('a request is one line, and indented below it what the function logged and how it failed', () => {
    expect(linesFrom(/invoke fails/, 7)).toEqual([
      expect.stringMatching(/^\d\d:\d\d:\d\d {2}901 +\d+ ms {2}invoke fails {2}account 87654321$/),
      '          warn  first',
      '                12:00:00  200      1 ms  GET /forged',
      '                 2',
      '          failed (threw)',
      '                Error: my own text',
      `                    at lambda (${join(functions, 'functions', 'fails', 'index.js')}:3:9)`,
    ]);
  });

  test('the output for a request shows the line of a syntax error', () => {
    expect(linesFrom(/invoke broken/, 6).slice(1)).toEqual([
      '          failed (runtime-error)',
      `                ${join(functions, 'functions/broken/index.js')}:3`,
      '                  return (;',
      '                          ^',
      "                SyntaxError: Unexpected token ';'",
    ]);
  });

  test('the output for a request hides the values of query keys that may be secret', () => {
    expect(lines.at(-1)).toMatch(/ {2}404 +\d+ ms {2}GET \/nothing\?client_secret=REDACTED$/);
  });
});

describe('--quiet', () => {
  test('--quiet prints neither banner nor requests', async () => {
    const functions = await folderWith(functionFiles({ greet: GREET }));
    const { child, ended, line, sandbox } = await startReady('--quiet', '--functions', functions);
    expect((await invoke(sandbox, V2, 'greet')).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toEqual({ code: 0, out: line, err: '' });
  });

  test('--quiet still names a function with a syntax error, on stderr', async () => {
    const functions = await folderWith(functionFiles({ broken: 'function lambda( {' }));
    const { child, ended } = run('--quiet', '--port', '0', '--functions', functions);
    await waitForOutput(child.stderr, /broken cannot be loaded: .*\n/);
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, out: '' });
  });
});
