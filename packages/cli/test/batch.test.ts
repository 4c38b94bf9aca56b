import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { json, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { until } from '@lp-faas/testing/until';
import { COMMAND, environmentOf, lpFaas, type ShellOptions, start } from './support/shell.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lp-faas-batch-'));
  writeFileSync(join(folder, 'orders.jsonl'), [1, 2, 3, 4].map((order) => `{"order":${order}}\n`).join(''));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const orderOf = ({ body }: { body: string }): number => Number(/"order":(\d+)/.exec(body)?.[1]);

const BATCH = [
  'batch',
  '--payloads-file',
  'orders.jsonl',
  '--result-file',
  'results.jsonl',
  '--concurrency',
  '1',
];

/** The status of each order; the others succeed. */
const answers =
  (statuses: Record<number, number>): Reply =>
  (response, request) =>
    json(statuses[orderOf(request)] ?? 200, { done: true })(response, request);

async function batch(platform: ScriptedPlatform, more: readonly string[] = [], options: ShellOptions = {}) {
  return await lpFaas([...BATCH, ...more], { cwd: folder, env: environmentOf(platform), ...options });
}

const records = (name = 'results.jsonl'): Record<string, unknown>[] =>
  readFileSync(join(folder, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

const ran = (platform: ScriptedPlatform): number[] =>
  platform.arrived.filter(({ service }) => service === 'invocation').map(orderOf);

describe('lp-faas batch', () => {
  test('invokes once per line, writes the result-file, and shows the counts', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: answers({}) });
    const { code, stdout, stderr } = await batch(platform);
    expect([code, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({ lines: 4, succeeded: 4 })]);
    expect(stderr).toContain('All 4 lines succeeded');
    expect(records().filter(({ outcome }) => outcome === 'success')).toHaveLength(4);
  });

  test.each<[string, Record<number, number>, number]>([
    ['1 when a line ran and failed', { 2: 901 }, 1],
    ['3 when a line did not run, although others ran', { 4: 404 }, 3],
    ['1 when a line ran and failed and another did not run', { 2: 901, 4: 404 }, 1],
    ['4 when a line may have run, whatever else failed', { 1: 901, 2: 500, 4: 404 }, 4],
  ])('the exit code is that of the worst line: %s', async (_, statuses, code) => {
    await using platform = await ScriptedPlatform.start({ invocation: answers(statuses) });
    expect((await batch(platform)).code).toBe(code);
  });

  test('resumes after kill -9, and runs no line twice', async () => {
    await using platform = await ScriptedPlatform.start();
    platform.set('invocation', (response, request) => {
      if (orderOf(request) !== 3) answers({})(response, request);
    });
    const onStart: ShellOptions['onStart'] = (child) => {
      void until(() => ran(platform).includes(3)).then(() => child.kill('SIGKILL'));
    };
    expect((await batch(platform, [], { onStart })).code).toBe('SIGKILL');
    platform.set('invocation', answers({}));
    const resume = ['--resume-file', 'results.jsonl', '--result-file'];
    const base = BATCH.filter((word) => word !== '--result-file' && word !== 'results.jsonl');
    const again = await lpFaas([...base, ...resume, 'two.jsonl'], {
      cwd: folder,
      env: environmentOf(platform),
    });
    // Line 3 may have run, so it is left; line 4 was never sent.
    expect([again.code, ran(platform)]).toEqual([4, [1, 2, 3, 4]]);
    expect(again.stderr).toMatch(/--resume to accept-unknown|resume to unknown/);
    const accept = [
      '--resume-file',
      'two.jsonl',
      '--resume',
      'accept-unknown',
      '--result-file',
      'three.jsonl',
    ];
    const settled = await lpFaas([...base, ...accept], { cwd: folder, env: environmentOf(platform) });
    expect([settled.code, ran(platform)]).toEqual([0, [1, 2, 3, 4]]);
  });

  test('needs to know where its results go, and replaces no file', async () => {
    await using platform = await ScriptedPlatform.start();
    const without = await lpFaas(['batch', '--payloads-file', 'orders.jsonl'], {
      cwd: folder,
      env: environmentOf(platform),
    });
    expect([without.code, without.stderr]).toEqual([
      2,
      'lp-faas: batch needs --result-file. See lp-faas batch --help.\n',
    ]);
    writeFileSync(join(folder, 'results.jsonl'), 'precious');
    const over = await batch(platform);
    expect([over.code, over.stderr]).toEqual([3, expect.stringContaining('EEXIST')]);
    expect(readFileSync(join(folder, 'results.jsonl'), 'utf8')).toBe('precious');
    expect(ran(platform)).toEqual([]);
    const nowhere = await lpFaas(
      ['batch', '--payloads-file', 'orders.jsonl', '--result-file', 'none/results.jsonl'],
      { cwd: folder, env: environmentOf(platform) },
    );
    expect([nowhere.code, nowhere.stderr]).toEqual([
      3,
      expect.stringContaining('Nothing was sent. Check the folder of --result-file.'),
    ]);
  });

  test('writes a test case for each line with --junit', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: answers({ 2: 901 }) });
    await batch(platform, ['--junit', 'junit.xml']);
    const xml = readFileSync(join(folder, 'junit.xml'), 'utf8');
    expect(xml).toContain('tests="4" failures="1" errors="0"');
  });
});

test('a terminal shows the progress of a batch in one line, with its pace', async () => {
  const held: (() => void)[] = [];
  await using platform = await ScriptedPlatform.start();
  platform.set('invocation', (response, request) => {
    if (orderOf(request) < 3) answers({})(response, request);
    else held.push(() => answers({})(response, request));
  });
  const command = `stty cols 120; ${[process.execPath, COMMAND, ...BATCH].join(' ')}`;
  const { stdout } = await start('script', ['-qefc', command, '/dev/null'], {
    ...{ cwd: folder, env: { ...environmentOf(platform), TERM: 'xterm' } },
    onStart: (child) => {
      let text = '';
      child.stdout?.on('data', (part: Buffer) => {
        text += part.toString();
        // The third order waits until its progress was shown.
        if (text.includes('2 of 4 lines')) for (const answer of held.splice(0)) answer();
      });
    },
  });
  expect(stdout).toMatch(/\[K2 of 4 lines: 2 succeeded, 0 failed; [\d.]+ lines\/s, [\w .]+ left/);
  // The line of progress is gone at the end.
  expect(stdout).toMatch(/\[KAll 4 lines succeeded[^\n]*\r\n\{[^\n]*\}\r\n$/);
});

describe('lp-faas merge', () => {
  test('makes one result-file out of those of all shards', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: answers({ 3: 901 }) });
    const env = environmentOf(platform);
    const base = ['batch', '--payloads-file', 'orders.jsonl'];
    for (const part of [1, 2]) {
      await lpFaas([...base, '--shard', `${part}/2`, '--result-file', `${part}.jsonl`], { cwd: folder, env });
    }
    expect(ran(platform).sort()).toEqual([1, 2, 3, 4]);
    const missing = await lpFaas(['merge', '1.jsonl', '--result-file', 'all.jsonl'], { cwd: folder });
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('shard 2/2 is missing')]);
    const merged = await lpFaas(['merge', '1.jsonl', '2.jsonl', '--result-file', 'all.jsonl'], {
      cwd: folder,
    });
    expect([merged.code, JSON.parse(merged.stdout)]).toEqual([
      1,
      expect.objectContaining({ lines: 4, done: 3, failed: 1 }),
    ]);
    expect(records('all.jsonl')[0]).toEqual(expect.not.objectContaining({ shard: expect.anything() }));
    const passed = await lpFaas(
      ['merge', '1.jsonl', '2.jsonl', '--result-file', 'two.jsonl', '--fail-on', 'platform'],
      { cwd: folder },
    );
    expect(passed.code).toBe(0);
  });

  test.each(['fifo', 'missing.jsonl', '.'])(
    'refuses at once what is not a regular file: %s',
    async (name) => {
      await start('mkfifo', [join(folder, 'fifo')]);
      const { code, stderr } = await lpFaas(['merge', name, '--result-file', 'all.jsonl'], { cwd: folder });
      expect([code, stderr]).toEqual([
        2,
        expect.stringMatching(
          /^lp-faas: Result-file 1 (?:must be a regular file|does not exist).*\. Nothing was merged\.\n$/,
        ),
      ]);
    },
  );

  test('refuses an unknown --fail-on', async () => {
    const args = ['merge', '1.jsonl', '--result-file', 'all.jsonl', '--fail-on', 'sometimes'];
    const { code, stderr } = await lpFaas(args, { cwd: folder });
    expect([code, stderr]).toEqual([2, 'lp-faas: --fail-on must be one of any, platform, never.\n']);
  });

  test('needs files', async () => {
    const { code, stderr } = await lpFaas(['merge', '--result-file', 'all.jsonl'], { cwd: folder });
    expect([code, stderr]).toEqual([
      2,
      'lp-faas: merge needs the result-files of all shards. See lp-faas merge --help.\n',
    ]);
  });
});

describe('lp-faas check', () => {
  test('fails with 3 when a step fails', async () => {
    await using platform = await ScriptedPlatform.start({ token: json(401, { error: 'invalid_client' }) });
    expect((await lpFaas(['check'], { env: environmentOf(platform) })).code).toBe(3);
  });

  test('writes what the platform answered with --report, and no value of it', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: json(200, { implemented: false }) });
    const { code, stderr } = await lpFaas(['check', '--report', 'platform.json'], {
      cwd: folder,
      env: environmentOf(platform),
    });
    expect(code).toBe(0);
    // Several services answered, so that it names none.
    expect(stderr).toMatch(/^Functions can be invoked, after \d+ ms$/m);
    const text = readFileSync(join(folder, 'platform.json'), 'utf8');
    expect(text).toMatch(/^\{\n {2}"format": 1,\n/);
    expect(JSON.parse(text)).toMatchObject({ format: 1, exchanges: expect.any(Array) });
    for (const value of [
      platform.options.accountId,
      platform.token,
      platform.options.credentials.clientSecret,
    ]) {
      expect(text).not.toContain(value);
    }
  });

  test('says that the report was lost when it cannot be written', async () => {
    await using platform = await ScriptedPlatform.start();
    const { code, stderr } = await lpFaas(['check', '--report', 'missing/platform.json'], {
      cwd: folder,
      env: environmentOf(platform),
    });
    expect([code === 0, stderr]).toEqual([false, expect.stringContaining('the report could not be written')]);
    expect(existsSync(join(folder, 'missing'))).toBe(false);
  });
});
