import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '@lp-faas/sandbox';
import { parse } from 'yaml';
import { COMMAND, type Ended, start } from './support/shell.js';

const root = join(import.meta.dirname, '../../..');
const recipes = join(root, 'examples/ci');
const read = (name: string): string => readFileSync(join(recipes, name), 'utf8');
const SECRET = 'sandbox-secret';

let sandbox: Sandbox;
let folder: string;
beforeAll(async () => {
  sandbox = await startSandbox({ functions: join(root, 'examples/functions') });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lp-faas-recipe-'));
  mkdirSync(join(folder, 'bin'));
  mkdirSync(join(folder, 'examples/workflows'), { recursive: true });
  cpSync(join(root, 'examples/workflows/payloads.jsonl'), join(folder, 'examples/workflows/payloads.jsonl'));
  // In place of the package on npm: the command that is built here.
  const npx = `#!/bin/sh\n[ "$1 $2" = "--yes @lp-faas/cli@1" ] || exit 99\nshift 2\nexec "${process.execPath}" "${COMMAND}" "$@"\n`;
  writeFileSync(join(folder, 'bin/npx'), npx, { mode: 0o755 });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs what a CI would hand to its shell, with the variables that the recipe sets. */
async function shell(script: string, variables: Record<string, string>): Promise<Ended> {
  const env = {
    ...variables,
    PATH: `${join(folder, 'bin')}:${process.env['PATH']}`,
    LP_DOMAIN_API: sandbox.url,
  };
  return await start('sh', ['-ec', script], { env, cwd: folder });
}

async function expectSmokeTest(
  script: string,
  variables: Record<string, string>,
  report: string,
): Promise<void> {
  const passed = await shell(script, { ...variables, LP_CLIENT_SECRET: SECRET });
  expect(passed).toMatchObject({ code: 0, stdout: '{"greeting":"Hello Ada"}\n' });
  expect(readFileSync(join(folder, report), 'utf8')).toContain('tests="1" failures="0" errors="0"');
  const failed = await shell(script, { ...variables, LP_CLIENT_SECRET: 'wrong' });
  expect(failed).toMatchObject({ code: 3, stdout: '' });
  expect(readFileSync(join(folder, report), 'utf8')).toContain('tests="1" failures="0" errors="1"');
}

describe('the recipes for other CIs', () => {
  test('are those that docs/cli.md links to', () => {
    const page = readFileSync(join(root, 'docs/cli.md'), 'utf8');
    const linked = [...page.matchAll(/\]\(\.\.\/examples\/ci\/([\w.-]+)\)/g)].map(([, name]) => name);
    expect(linked.sort()).toEqual(readdirSync(recipes).sort());
  });

  test('GitLab CI: the smoke test and the batch run as their scripts say', async () => {
    const pipeline = parse(read('gitlab-ci.yml'), { strict: true }) as {
      variables: Record<string, string>;
      'smoke-test': { script: string[]; artifacts: { reports: { junit: string } } };
      'nightly-batch': { script: string[]; artifacts: { when: string; paths: string[] } };
    };
    const { variables, 'smoke-test': smoke, 'nightly-batch': batch } = pipeline;
    await expectSmokeTest(smoke.script.join('\n'), variables, smoke.artifacts.reports.junit);
    const { code } = await shell(batch.script.join('\n'), { ...variables, LP_CLIENT_SECRET: SECRET });
    expect([code, batch.artifacts.when]).toEqual([0, 'always']);
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(batch.artifacts.paths));
  });

  test('Bitbucket Pipelines: the smoke test runs as its script says', async () => {
    const { pipelines } = parse(read('bitbucket-pipelines.yml'), { strict: true }) as {
      pipelines: { default: { step: { script: string[] } }[] };
    };
    const script = pipelines.default.flatMap(({ step }) => step.script).join('\n');
    await expectSmokeTest(script, {}, 'test-results/lp-faas.xml');
  });

  test('Azure Pipelines: the smoke test runs as its script says, and only the secret is passed on', async () => {
    const { variables, steps } = parse(read('azure-pipelines.yml'), { strict: true }) as {
      variables: Record<string, string>;
      steps: {
        script?: string;
        env?: Record<string, string>;
        task?: string;
        inputs?: Record<string, string>;
      }[];
    };
    const [invoke, publish] = steps;
    expect(invoke?.env).toEqual({ LP_CLIENT_SECRET: '$(lpClientSecret)' });
    await expectSmokeTest(invoke?.script ?? '', variables, publish?.inputs?.['testResultsFiles'] ?? '');
  });

  test('Jenkins: the smoke test runs as its script says', async () => {
    const file = read('Jenkinsfile');
    const variables = [...file.matchAll(/^ {4}(LP_\w+) = '([^']*)'$/gm)].map(([, name, value]) => [
      name,
      value,
    ]);
    const [, script = ''] = /sh '''\n(.*?)'''/s.exec(file) ?? [];
    const [, report = ''] = /junit '([^']+)'/.exec(file) ?? [];
    expect(file).toContain("LP_CLIENT_SECRET = credentials('");
    expect(file.split('{').length).toBe(file.split('}').length);
    // Groovy reads a backslash in a string: one at the end of a line must stay one for the shell.
    await expectSmokeTest(script, Object.fromEntries(variables), report);
  });

  test('cron: a night resumes what the night before left open', async () => {
    cpSync(join(recipes, 'nightly-batch.sh'), join(folder, 'nightly.sh'));
    writeFileSync(join(folder, 'secret'), SECRET);
    mkdirSync(join(folder, 'results'));
    const night = (variables: Record<string, string> = {}): Promise<Ended> =>
      shell('sh ./nightly.sh examples/workflows/payloads.jsonl secret results; exit $?', variables);
    const before = sandbox.executions()['0b7ad0c8-5b1c-4d0e-8f6a-3c1f5f0e7a11'] ?? 0;
    const wrong = await night({ LP_LAMBDA_UUID: '11111111-1111-4111-8111-111111111111' });
    expect([wrong.code, wrong.stderr]).toEqual([3, expect.stringContaining('exit code 3')]);
    rmSync(join(folder, 'results'), { recursive: true });
    mkdirSync(join(folder, 'results'));
    expect((await night()).code).toBe(0);
    const [first = ''] = readdirSync(join(folder, 'results'));
    // As after a kill in the night: two lines were never sent.
    const path = join(folder, 'results', first);
    const kept = readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => !/"line":[34],/.test(line));
    writeFileSync(join(folder, 'results/results-20000101T000000.jsonl'), kept.join('\n'));
    rmSync(path);
    expect((await night()).code).toBe(0);
    expect((sandbox.executions()['0b7ad0c8-5b1c-4d0e-8f6a-3c1f5f0e7a11'] ?? 0) - before).toBe(6);
  });
});
