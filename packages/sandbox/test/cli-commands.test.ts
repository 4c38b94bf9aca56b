import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { run, runIn, waitForOutput } from './cli-support.js';
import { folderWith, functionFiles, V1, V2 } from './support.js';

const FUNCTIONS = {
  echo: `async function lambda({ payload }, callback) {
  console.info('echoing', payload);
  callback?.(null, payload);
  return payload;
}`,
  throws: "async function lambda() { console.warn('going to fail'); throw new Error('my own text'); }",
  broken: 'function lambda( {',
  endless: 'async function lambda() { for (;;); }',
  loud: 'async function lambda() { for (let n = 0; n < 11; n += 1) console.info(n); }',
  exits: 'async function lambda() { process.exit(3); }',
  draft: 'async function lambda() {}',
};

let folder: string;

beforeAll(async () => {
  folder = await folderWith({
    ...functionFiles(FUNCTIONS),
    'functions/echo/config.json': JSON.stringify({ input: { headers: [], payload: { sample: 'ä' } } }),
    'functions/draft/config.json': JSON.stringify({ state: 'Draft' }),
  });
});

describe('exec', () => {
  const node = (code: string) => [process.execPath, '-e', code];

  test('the command finds a running sandbox in its environment, and its exit code is passed through', async () => {
    const code = `(async () => {
  const { LP_DOMAIN_API: url, LP_ACCOUNT_ID: account, LP_CLIENT_ID: id, LP_CLIENT_SECRET: secret } = process.env;
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret });
  const { access_token } = await (await fetch(url + '/sentinel/api/account/' + account + '/app/token?v=2.0', { method: 'POST', body })).json();
  console.log(account, typeof access_token);
  process.exitCode = 7;
})()`;
    const args = [
      '--functions',
      folder,
      '--account',
      `${V2}:v2`,
      '--account',
      V1,
      '--client-secret',
      'my-own',
    ];
    const { code: exitCode, out, err } = await run('exec', ...args, '--', ...node(code)).ended;
    expect([exitCode, out]).toEqual([7, `${V2} string\n`]);
    expect(err).toMatch(/broken cannot be loaded: [\s\S]* 200 +\d+ ms {2}POST \/sentinel/);
    expect(err).not.toContain('my-own');
  });

  test('--quiet leaves out the requests, and arguments after -- belong to the command', async () => {
    const code = `fetch(process.env.LP_DOMAIN_API).then(() => console.log(process.argv.slice(1)))`;
    const command = [...node(code), '--', '--port', '1'];
    const { out, err } = await run('exec', '--quiet', '--', ...command).ended;
    expect([out, err]).toEqual(["[ '--port', '1' ]\n", '']);
  });

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    '%s is passed on, and the sandbox ends after the command',
    async (signal) => {
      const code = `process.on('${signal}', () => fetch(process.env.LP_DOMAIN_API).then(({ status }) => {
  console.log('status', status);
  process.exit(5);
})); setTimeout(() => {}, 60_000); console.log('ready');`;
      const { child, ended } = run('exec', '--', ...node(code));
      await waitForOutput(child.stdout, /ready/);
      child.kill(signal);
      const { code: exitCode, out } = await ended;
      expect([exitCode, out]).toEqual([5, 'ready\nstatus 200\n']);
    },
  );

  test('a command that a signal ends is reported as a shell does it', async () => {
    expect((await run('exec', '--', ...node('process.kill(process.pid, "SIGKILL")')).ended).code).toBe(137);
  });

  test('two run beside each other, each with a sandbox of its own', async () => {
    const code = 'fetch(process.env.LP_DOMAIN_API).then(() => console.log(process.env.LP_DOMAIN_API))';
    const both = await Promise.all([
      run('exec', '--tls', '--', ...node(code)).ended,
      run('exec', '--tls', '--', ...node(code)).ended,
    ]);
    expect(both.map(({ code: exitCode }) => exitCode)).toEqual([0, 0]);
    expect(new Set(both.map(({ out }) => out)).size).toBe(2);
  });

  test.each([
    [['exec'], /exec needs a command after --, such as exec -- npm test/],
    [['exec', 'npm', 'test'], /Unexpected argument 'npm'/],
    [['exec', '--'], /exec needs a command after --/],
    [
      ['exec', '--', 'no-such-program-here'],
      /exec cannot start "no-such-program-here": there is no such program/,
    ],
    [['exec', '--ready-json', '--', 'npm'], /--ready-json cannot be combined with exec/],
  ])('%j is a usage error', async (args, message) => {
    const { code, out, err } = await run(...args).ended;
    expect([code, out, err]).toEqual([2, '', expect.stringMatching(message)]);
  });
});

describe('invoke', () => {
  const invoke = (...args: string[]) => run('invoke', ...args, '--functions', folder);

  test.each([
    ['the sample payload of config.json', [], '{"sample":"ä"}'],
    ['JSON', ['--payload', '{"a":[1,null]}'], '{"a":[1,null]}'],
    ['a JSON text', ['--payload', '"text"'], '"text"'],
    ['V2', ['--account', '1:v2', '--payload', '12345678901234567'], '12345678901234568'],
  ])('the result goes to stdout and the log to stderr: %s', async (_what, args, result) => {
    const { code, out, err } = await invoke('echo', ...args).ended;
    expect([code, out]).toEqual([0, `${result}\n`]);
    expect(err).toMatch(/^info {2}echoing .*\n$/);
  });

  test('the name may come after the options', async () => {
    expect((await run('invoke', '--functions', folder, '--payload', '1', 'echo').ended).out).toBe('1\n');
  });

  test('the payload is read from a file or from standard input', async () => {
    const file = join(folder, 'payload.json');
    await writeFile(file, '{"from":"a file"}');
    expect((await invoke('echo', '--payload', file).ended).out).toBe('{"from":"a file"}\n');
    const { child, ended } = invoke('echo', '--payload', '-');
    child.stdin.end('{"from":"stdin"}');
    expect((await ended).out).toBe('{"from":"stdin"}\n');
  });

  test('a payload that is not JSON is named by where it comes from', async () => {
    const file = join(folder, 'no-payload.json');
    await writeFile(file, '{"cut');
    const fromInput = invoke('echo', '--payload', '-');
    fromInput.child.stdin.end('{"cut');
    const [ofFile, ofInput] = await Promise.all([invoke('echo', '--payload', file).ended, fromInput.ended]);
    expect([ofFile.code, ofFile.err]).toEqual([
      2,
      expect.stringContaining(`--payload: ${file} is not valid JSON.`),
    ]);
    expect([ofInput.code, ofInput.err]).toEqual([
      2,
      expect.stringContaining('--payload: standard input is not valid JSON.'),
    ]);
  });

  test.each([
    [
      'throws',
      1,
      /^warn {2}going to fail\nfailed \(threw\)\n {6}Error: my own text\n {10}at lambda .*index\.js:1:/,
    ],
    ['broken', 3, /^failed \(runtime-error\)\n {6}.*index\.js:1\n/],
    ['exits', 3, /ended its own process \(exit code 3\)/],
    ['endless', 4, /failed \(timeout\)/],
    ['loud', 5, /failed \(log-limit\)/],
  ])('a failure is an exit code and words on stderr: %s ends with %i', async (name, exitCode, message) => {
    const { code, out, err } = await invoke(name, '--execution-limit', '3').ended;
    expect([code, out]).toEqual([exitCode, '']);
    expect(err).toMatch(message);
  });

  test('a process that cannot be started is an exit code of its own', async () => {
    const node = join(folder, 'node-that-goes');
    // It is there for the check of its version alone.
    await writeFile(node, `#!/bin/sh\nrm "$0"\nexec '${process.execPath}' "$@"\n`, { mode: 0o755 });
    const { code, out, err } = await invoke('echo', '--node', node).ended;
    expect([code, out]).toEqual([6, '']);
    expect(err).toContain('could not be started');
  });

  test.each([
    [
      ['nothing'],
      /There is no function "nothing"\. The functions are broken, draft, echo, endless, exits, loud, throws\./,
    ],
    [['draft'], /draft cannot be invoked: it is not deployed/],
    [['echo', '--payload', '{a'], /--payload must be JSON, - or a file\. "\{a" is neither/],
    [['echo', '--payload', '{'.repeat(101)], /a file\. "\{{100}" is neither/],
    [['echo', '--quiet'], /--quiet cannot be combined with invoke/],
    [['--payload', '1'], /invoke needs the name of one function/],
    [['echo', 'draft'], /invoke needs the name of one function/],
  ])('%j is a usage error', async (args, message) => {
    const { code, out, err } = await invoke(...args).ended;
    expect([code, out, err]).toEqual([2, '', expect.stringMatching(message)]);
  });
});

test('a project without functions has none to invoke', async () => {
  const empty = await folderWith({ 'functions/README.md': '' });
  const { code, err } = await run('invoke', 'nothing', '--functions', empty).ended;
  expect([code, err]).toEqual([
    2,
    'lp-faas-sandbox: There is no function "nothing". There are no functions. See lp-faas-sandbox --help.\n',
  ]);
});

describe('the examples of the documentation', () => {
  const BIN = join(import.meta.dirname, '../bin/lp-faas-sandbox.js');

  const PROJECT = {
    'package.json': JSON.stringify({ scripts: { test: 'node -p process.env.LP_ACCOUNT_ID' } }),
    'functions/my-function/index.js': FUNCTIONS.echo,
    'path/to/project/functions/my-function/index.js': FUNCTIONS.echo,
  };

  /** Every command in the code blocks of a page, under its name after an install. */
  async function commands(page: string): Promise<string[]> {
    const text = await readFile(join(import.meta.dirname, page), 'utf8');
    const blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block = '']) => block.split('\n'));
    return blocks
      .map((line) => line.replace('npx @lp-faas/sandbox', 'lp-faas-sandbox'))
      .filter((line) => line.startsWith('lp-faas-sandbox'));
  }

  /** Runs the README's command with this beginning, in a project that has what it names. */
  async function runExample(beginning: string) {
    const line = (await commands('../README.md')).find((one) => one.startsWith(beginning)) ?? '';
    const cwd = await folderWith(PROJECT);
    const command = line.replace('lp-faas-sandbox', `"${process.execPath}" "${BIN}"`);
    return (await promisify(execFile)('bash', ['-c', command], { cwd })).stdout;
  }

  test('exec runs npm test', async () => {
    expect(await runExample('lp-faas-sandbox exec')).toContain(`\n${V1}\n`);
  });

  test('invoke prints the result', async () => {
    expect(await runExample('lp-faas-sandbox invoke')).toBe('{"name":"Ada"}\n');
  });

  test.each([
    ['../README.md', 5],
    ['../../../docs/sandbox.md', 5],
  ])('every command of %s starts', async (page, count) => {
    const lines = await commands(page);
    expect(lines).toHaveLength(count);
    const cwd = await folderWith(PROJECT);
    for (const line of lines.filter((one) => !/ (?:exec|invoke) /.test(one))) {
      const ports = [...(line.includes('--tls') ? ['--https-port', '0'] : []), '--port', '0'];
      const args = line
        .split(' ')
        .slice(1)
        .map((arg) => (arg === '--inspect' ? '--inspect=0' : arg));
      const { child, ended } = runIn({ cwd }, ...args, ...ports);
      await waitForOutput(child.stdout, /my-function[\s\S]*Requests \(Ctrl\+C/);
      child.kill();
      await ended;
    }
    for (const line of lines.filter((one) => / (?:exec|invoke) /.test(one)))
      expect(await runExample(line)).not.toBe('');
  });
});
