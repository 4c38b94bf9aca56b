import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { VERSION } from '@lp-faas/core';
import { FAULTS } from '@lp-faas/testing/faults';
import {
  CREDENTIALS,
  json,
  LAMBDA,
  type Reply,
  ScriptedPlatform,
  type Service,
} from '@lp-faas/testing/scripted-platform';
import { until } from '@lp-faas/testing/until';
import { COMMAND, type Ended, environmentOf, lpFaas, type ShellOptions, start } from './support/shell.js';

/** Runs `lp-faas invoke` against a platform with these replies. */
async function invoke(
  replies: Partial<Record<Service, Reply>>,
  args: readonly string[] = [],
  { env, ...options }: ShellOptions = {},
): Promise<Ended & { bodies: unknown[]; platform: ScriptedPlatform }> {
  await using platform = await ScriptedPlatform.start(replies);
  const ended = await lpFaas(['invoke', ...args], {
    ...options,
    env: { ...environmentOf(platform), ...env },
  });
  const requests = platform.arrived.filter(({ service }) => service === 'invocation');
  return { ...ended, platform, bodies: requests.map(({ body }) => JSON.parse(body || 'null')) };
}

const answer =
  (text: string): Reply =>
  (response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(text);

describe('standard output', () => {
  test('has the result and nothing else, as it came', async () => {
    const { code, stdout, stderr } = await invoke({
      invocation: answer('{"id":9007199254740993,"b":1,"a":1e400}'),
    });
    expect([code, stdout]).toEqual([0, '{"id":9007199254740993,"b":1,"a":1e400}\n']);
    expect(stderr).toMatch(/^The function ran: 200 from 127\.0\.0\.1:\d+, after \d+ ms$/m);
  });

  test('has the result indented with --output pretty', async () => {
    const { stdout } = await invoke({ invocation: answer('{"id":9007199254740993}') }, [
      '--output',
      'pretty',
    ]);
    expect(stdout).toBe('{\n  "id": 9007199254740993\n}\n');
  });

  test('has the whole outcome as one JSON object with --output json', async () => {
    const { stdout } = await invoke({ invocation: answer('{"id":9007199254740993}') }, ['--output=json']);
    expect(stdout).toContain('"result":{"id":9007199254740993}}');
    expect(JSON.parse(stdout)).toEqual({
      outcome: 'success',
      delivery: 'executed',
      errorMessage: '',
      statusCode: 200,
      requestId: expect.stringMatching(/^[\w-]{36}$/),
      attempts: 1,
      durationMs: expect.any(Number),
      resultFile: '',
      result: { id: expect.any(Number) },
    });
  });

  test('has the outcome of a failure with --output json, and else nothing', async () => {
    const replies = { invocation: json(404, {}) };
    expect((await invoke(replies)).stdout).toBe('');
    const { stdout } = await invoke(replies, ['--output', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: 'function-not-found',
      delivery: 'rejected',
      statusCode: 404,
      result: null,
    });
  });

  test('has the outcome of wrong options with --output json', async () => {
    const { code, stdout } = await invoke({}, ['--output', 'json', '--retries', '99']);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'invalid-options', delivery: 'not-sent' });
  });

  test('does not have a secret that stands in place of a path', async () => {
    const options = ['--output', 'json', '--payload-file', `./${CREDENTIALS.clientSecret}`];
    const { stdout, stderr } = await invoke({}, options);
    expect(JSON.parse(stdout).errorMessage).toContain('payload-file does not exist: there is no ./***');
    expect(stdout + stderr).not.toContain(CREDENTIALS.clientSecret);
  });

  test('that is a full disk is an error that says that the function ran', async () => {
    const { code, stderr } = await invoke({}, [], { stdoutFile: '/dev/full' });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^The result could not be written to standard output: no space left on device \(ENOSPC\)\. The function ran: do not repeat the call for the result alone\.$/m,
    );
  });

  test('that is a full disk does not change the exit code of a call that did not run', async () => {
    const replies = { invocation: json(404, {}) };
    const { code, stderr } = await invoke(replies, ['--output', 'json'], { stdoutFile: '/dev/full' });
    expect(code).toBe(3);
    expect(stderr).toMatch(
      /^The result could not be written to standard output: no space left on device \(ENOSPC\)\.$/m,
    );
  });

  test('has the version with --version, and a full disk fails it', async () => {
    expect(await lpFaas(['--version'])).toEqual({ code: 0, stdout: `${VERSION}\n`, stderr: '' });
    expect((await lpFaas(['--version'], { stdoutFile: '/dev/full' })).code).toBe(1);
  });

  test('that no one reads ends the command without a stack trace', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: json(200, 'x'.repeat(1_000_000)) });
    const command = `"${process.execPath}" "${COMMAND}" invoke | head -c 1; echo "$\{PIPESTATUS[0]}"`;
    const { stdout, stderr } = await start('bash', ['-c', command], { env: environmentOf(platform) });
    expect(stdout).toBe('"1\n');
    expect(stderr).not.toMatch(/ at |EPIPE/);
  });
});

describe('the exit code', () => {
  test.each<[string, number, Partial<Record<Service, Reply>>, string[]]>([
    ['the function ran', 0, {}, []],
    ['the function failed', 1, { invocation: json(901, {}) }, []],
    [
      'the function failed, which does not count',
      0,
      { invocation: json(901, {}) },
      ['--fail-on', 'platform'],
    ],
    ['the result is not as expected', 1, {}, ['--expect', '{"greeting":"bye"}']],
    ['an option is wrong', 2, {}, ['--timeout', 'soon']],
    ['the gateway rejected it', 3, { invocation: json(404, {}) }, []],
    ['the credentials were rejected', 3, { token: json(401, { error: 'invalid_client' }) }, []],
    ['the Domain API is down', 3, { domain: json(503, {}) }, ['--retries', '0']],
    ['the connection broke', 4, { invocation: FAULTS['a reset connection'] as Reply }, []],
    ['the gateway failed', 4, { invocation: json(500, {}) }, []],
    ['time ran out', 4, { invocation: FAULTS['no answer at all'] as Reply }, ['--attempt-timeout', '300ms']],
  ])('%s: %i', async (_, expected, replies, args) => {
    expect((await invoke(replies, args)).code).toBe(expected);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('after %s it is %i, and the log says whether the function ran', async (signal, code) => {
    await using platform = await ScriptedPlatform.start({ invocation: FAULTS['no answer at all'] as Reply });
    const onStart: ShellOptions['onStart'] = (child) => {
      void until(() => platform.count('invocation') > 0).then(() => child.kill(signal));
    };
    const ended = await lpFaas(['invoke'], { env: environmentOf(platform), onStart });
    expect(ended.code).toBe(code);
    expect(ended.stderr).toContain('Did the function run? unknown, it may have run.');
  });

  test('after SIGINT it is 130 also while standard input is read, and nothing is sent', async () => {
    await using platform = await ScriptedPlatform.start();
    const onStart: ShellOptions['onStart'] = (child) => {
      // Longer than a pipe holds: all of it is written when the command reads.
      child.stdin?.write(' '.repeat(1_000_000), () => child.kill('SIGINT'));
    };
    const options = { env: environmentOf(platform), onStart, keepsStdinOpen: true };
    const ended = await lpFaas(['invoke', '--payload-file', '-'], options);
    expect(ended.code).toBe(130);
    expect(ended.stderr).toContain('Did the function run? no, nothing was sent.');
    expect(platform.arrived).toEqual([]);
  });

  test('after a second signal it is that of this signal, at once, whatever the command waits for', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lp-faas-cli-'));
    const pipe = join(folder, 'secret');
    await start('mkfifo', [pipe]);
    const ended = await lpFaas(['check', '--client-secret-file', pipe], {
      onStart: (child) => {
        // Opens when the command reads from it, which then waits for a secret.
        void open(pipe, 'w').then((writer) => {
          // Again and again: two that arrive together are one.
          const killing = setInterval(() => child.kill('SIGTERM'), 20);
          child.on('close', () => {
            clearInterval(killing);
            void writer.close();
          });
        });
      },
    });
    rmSync(folder, { recursive: true });
    // A shell shows it as 143.
    expect(ended.code).toBe('SIGTERM');
  });
});

describe('what is sent', () => {
  test('a payload comes from an option, a file or standard input, and is sent as it is', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lp-faas-cli-'));
    writeFileSync(join(folder, 'payload.json'), '{"from": "file"}');
    const given = [
      await invoke({}, ['--payload', '{"from": "option"}']),
      await invoke({}, ['--payload-file', 'payload.json'], { cwd: folder }),
      await invoke({}, ['--payload-file', '-'], { stdin: '{"from": "standard input"}\n' }),
      await invoke({}, ['--payload', '-1']),
      await invoke({}, [], { env: { LP_PAYLOAD: '{"from": "environment"}' } }),
      await invoke({}, ['--payload', '2'], { env: { LP_PAYLOAD_FILE: 'missing.json' } }),
    ];
    rmSync(folder, { recursive: true });
    expect(given.map(({ bodies: [body] }) => (body as { payload: unknown }).payload)).toEqual([
      { from: 'option' },
      { from: 'file' },
      { from: 'standard input' },
      -1,
      { from: 'environment' },
      2,
    ]);
  });

  test('each --header adds one', async () => {
    const { bodies } = await invoke({}, ['--header', 'lang: de', '--header=topic: a: b']);
    expect(bodies).toMatchObject([
      {
        headers: [
          { key: 'lang', value: 'de' },
          { key: 'topic', value: 'a: b' },
        ],
      },
    ]);
  });

  test('a function that an argument names sets the event of the environment aside', async () => {
    const { code, platform } = await invoke({}, ['--lambda-uuid', LAMBDA], {
      env: { LP_LAMBDA_UUID: '', LP_EVENT_ID: 'some_event', LP_SKILL_ID: '7' },
    });
    expect(code).toBe(0);
    expect(platform.arrived.at(-1)?.url).toContain(LAMBDA);
  });

  test.each([
    ['no UTF-8', Buffer.from([0x22, 0xff, 0x22]), /standard input is not UTF-8/],
    ['no JSON', 'S3cret payload', /--payload \(LP_PAYLOAD\) is not valid JSON \(line 1, column 1\)/],
  ])('standard input with %s is refused, and nothing is sent', async (_, stdin, message) => {
    const { code, stderr, platform } = await invoke({}, ['--payload-file', '-'], { stdin });
    expect([code, platform.arrived]).toEqual([2, []]);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('S3cret');
  });
});

describe('standard error', () => {
  test('names every wrong option with its variable, and says that nothing was sent', async () => {
    const { code, stderr, platform } = await invoke({}, ['--timeout', 'soon', '--retries', '99'], {
      env: { LP_LAMBDA_UUID: '' },
    });
    expect(code).toBe(2);
    expect(stderr.trim().split('\n')).toEqual([
      '--timeout (LP_TIMEOUT) must be a duration of at most 24h, such as 500ms, 30s, 2m or 1h.',
      '--retries (LP_RETRIES) must be a whole number from 0 to 9.',
      '--lambda-uuid (LP_LAMBDA_UUID) is missing: set --lambda-uuid or --event-id.',
      'Nothing was sent. See lp-faas invoke --help.',
    ]);
    expect(platform.arrived).toEqual([]);
  });

  test('names a wrong --output, and operands that no command takes', async () => {
    expect((await invoke({}, ['--output', 'yaml'])).stderr).toBe(
      'lp-faas: --output must be raw, pretty or json.\n',
    );
    expect((await invoke({}, ['payload.json'])).stderr).toBe(
      'lp-faas: invoke takes options alone: begin each with two dashes. See lp-faas invoke --help.\n',
    );
    expect((await invoke({}, ['--payload-file', '-'], { env: { LP_PAYLOAD: '1' } })).code).toBe(0);
    expect((await invoke({}, ['--payload', '1', '--payload-file', '-'])).stderr).toBe(
      'lp-faas: --payload-file cannot be combined with --payload.\n',
    );
  });

  test('shows how the result differs from the expected one', async () => {
    const { stderr } = await invoke({}, ['--expect', '{"greeting":"bye"}']);
    expect(stderr).toContain(
      '- expected\n+ result\n\n  {\n-   "greeting": "bye"\n+   "greeting": "hello"\n  }\n',
    );
    expect(stderr).toContain(
      'expectation-failed: The function ran, but not as expected: $.greeting is "hello", expected "bye".',
    );
    expect(stderr).toMatch(/^Did the function run\? yes\. Request id: \S+\.$/m);
  });

  test('that no one reads does not end the command', async () => {
    const { code, stdout } = await invoke({}, ['--verbose'], { onStart: (child) => child.stderr?.destroy() });
    expect([code, stdout]).toEqual([0, '{"greeting":"hello"}\n']);
  });

  test('has the stack of an error that is a bug, which is not an error of usage', async () => {
    const bug = "process.cwd = () => { throw new Error('a bug'); };";
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(bug)}` };
    const { code, stdout, stderr, platform } = await invoke({}, [], { env });
    expect([code, stdout, platform.arrived]).toEqual([1, '', []]);
    expect(stderr).toMatch(/^Error: a bug\n {4}at /m);
  });

  test('is empty with --quiet when all went well', async () => {
    expect((await invoke({}, ['--quiet'])).stderr).toBe('');
  });

  test('has the error alone with --quiet', async () => {
    const { stderr } = await invoke({ invocation: json(404, {}) }, ['-q']);
    expect(stderr).toMatch(
      /^function-not-found: .*\nDid the function run\? no, the gateway rejected it\. Request id: \S+\.\n$/,
    );
  });

  test('has inputs and each request with --verbose, and no secret, token or payload in any form', async () => {
    const { stdout, stderr, platform } = await invoke(
      {},
      ['--verbose', '--payload', '{"card":"payload-canary"}'],
      {
        env: { LP_HEADERS: 'x-customer: header-canary' },
      },
    );
    expect(stderr).toContain('account-id: ');
    expect(stderr).toMatch(/POST .*\/invoke: 200 after \d+ ms/);
    const { clientSecret } = CREDENTIALS;
    const [, claims = '', signature = ''] = platform.token.split('.');
    for (const secret of [
      clientSecret,
      platform.token,
      claims,
      signature,
      'payload-canary',
      'header-canary',
    ]) {
      expect(stdout + stderr).not.toContain(secret);
    }
  });

  test('shows what controls a terminal as text', async () => {
    const { stderr } = await invoke({
      invocation: json(901, { errorMsg: 'red \u001b[31m and \u202e back' }),
    });
    expect(stderr).not.toMatch(/\p{Cf}|(?!\n)\p{Cc}/u);
  });
});

describe('the client secret', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lp-faas-cli-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('comes from a file, without the line break at its end', async () => {
    const file = join(folder, 'secret');
    writeFileSync(file, `${CREDENTIALS.clientSecret}\n`);
    const { code, platform } = await invoke({}, ['--client-secret-file', file], {
      env: { LP_CLIENT_SECRET: 'wrong' },
    });
    expect(code).toBe(0);
    const token = platform.arrived.find(({ service }) => service === 'token');
    expect(new URLSearchParams(token?.body).get('client_secret')).toBe(CREDENTIALS.clientSecret);
  });

  test('comes from a pipe, as of a password manager', async () => {
    await using platform = await ScriptedPlatform.start();
    const { LP_CLIENT_SECRET: _, ...env } = environmentOf(platform);
    const command = `"${process.execPath}" "${COMMAND}" invoke --client-secret-file <(echo ${CREDENTIALS.clientSecret})`;
    expect(await start('bash', ['-c', command], { env })).toMatchObject({ code: 0 });
  });

  test('that no one gave is named', async () => {
    const { code, stderr } = await invoke({}, [], { env: { LP_CLIENT_SECRET: '' } });
    expect(code).toBe(2);
    expect(stderr).toContain('The client secret (LP_CLIENT_SECRET) is missing');
  });

  test('in a file that does not exist is named', async () => {
    const { code, stderr } = await invoke({}, ['--client-secret-file', join(folder, 'none')]);
    expect([code, stderr]).toEqual([
      2,
      'lp-faas: --client-secret-file cannot be read: no such file or directory (ENOENT).\n',
    ]);
  });

  test.each([
    ['--client-secret', 'canary-0815'],
    ['--client-secret=canary-0815'],
    ['--clientSecret', 'canary-0815'],
  ])('is refused among the arguments, and not repeated: %s', async (...args) => {
    const { code, stderr, platform } = await invoke({}, args);
    expect([code, platform.arrived]).toEqual([2, []]);
    expect(stderr).toMatch(
      /every user of this machine can read the arguments.*LP_CLIENT_SECRET.*--client-secret-file/s,
    );
    expect(stderr).not.toContain('canary');
  });

  test('is asked for on a terminal, which does not show it', async () => {
    await using platform = await ScriptedPlatform.start();
    const { LP_CLIENT_SECRET: _, ...env } = environmentOf(platform);
    const command = `${process.execPath} ${COMMAND} invoke`;
    const { stdout } = await start('script', ['-qefc', command, '/dev/null'], {
      env: { ...env, TERM: 'xterm' },
      onStart: (child) => {
        // The end of the input would end the terminal before the answer is there.
        child.stdout?.once('data', () => child.stdin?.write(`${CREDENTIALS.clientSecret}\r`));
      },
      keepsStdinOpen: true,
    });
    expect(stdout).toContain('Client secret: ');
    expect(stdout).toContain('{"greeting":"hello"}');
    expect(stdout).not.toContain(CREDENTIALS.clientSecret);
  });

  test('that is not entered is named, on a line of its own', async () => {
    const command = `${process.execPath} ${COMMAND} check`;
    const { code, stdout } = await start('script', ['-qefc', command, '/dev/null'], {
      env: { TERM: 'xterm' },
      onStart: (child) => {
        child.stdout?.once('data', () => child.stdin?.write('\u0003'));
      },
      keepsStdinOpen: true,
    });
    expect(code).toBe(2);
    expect(stdout).toMatch(/\nlp-faas: No client secret was entered\.\r?\n$/);
  });

  test.each(['2>/dev/null', '</dev/null'])(
    'is not asked for where no one can read the question or answer it: %s',
    async (redirection) => {
      const command = `${process.execPath} ${COMMAND} invoke --output json ${redirection}`;
      const { code, stdout } = await start('script', ['-qefc', command, '/dev/null'], {
        env: { TERM: 'xterm' },
        keepsStdinOpen: true,
      });
      expect(code).toBe(2);
      expect(stdout).toContain('client-secret is missing');
    },
  );
});

test('a command that was started in a folder that is gone says so, with exit code 2', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lp-faas-cli-'));
  const script = 'cd "$1" && rmdir "$1" && exec "$2" "$3" invoke';
  const ended = await start('sh', ['-c', script, 'sh', folder, process.execPath, COMMAND]);
  expect(ended).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'lp-faas: The current folder does not exist any more: change to one that does. Nothing was sent.\n',
  });
});
