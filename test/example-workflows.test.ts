import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '@lp-faas/sandbox';
import { ROOT, read } from './support/repository.js';
import { findProblems, isThisAction } from './support/workflow-rules.js';
import { type Context, lint, runSteps, type Source, stepsOf, workflowFiles } from './support/workflows.js';

const EXAMPLES = workflowFiles('examples/workflows');
const HELLO = '0b7ad0c8-5b1c-4d0e-8f6a-3c1f5f0e7a11';

const named = (name: string): Source => EXAMPLES.find(({ path }) => path.endsWith(`/${name}.yml`)) as Source;

/** What a repository sets up for its workflows, here for the sandbox. */
const settings = (sandbox: Sandbox, more: [string, string][] = []): Context =>
  new Map([
    ['vars.LP_ACCOUNT_ID', '12345678'],
    ['vars.LP_CLIENT_ID', sandbox.clientId],
    ['secrets.LP_CLIENT_SECRET', sandbox.clientSecret],
    ['secrets.lp-client-secret', sandbox.clientSecret],
    ...more,
  ]);

/** Runs the steps of an example that are not for failures, and not other people's actions. */
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

describe('the example workflows', () => {
  test('are the six that the README names', () => {
    const links = [...read('README.md').matchAll(/\]\((examples\/workflows\/[\w-]+\.yml)\)/g)];
    expect(links.map(([, path]) => path).sort()).toEqual(EXAMPLES.map(({ path }) => path).sort());
    expect(EXAMPLES).toHaveLength(6);
  });

  test('pass actionlint', () => {
    expect(lint(EXAMPLES)).toEqual([]);
  });

  test.each(EXAMPLES)('$path keeps the rules on rights, pins, secrets and time', (source) => {
    expect(findProblems(source)).toEqual([]);
  });
});

describe('against the sandbox', () => {
  test('the smoke test checks the way, invokes once and says how long it took', async () => {
    const { printed, executions } = await run('smoke-test-after-deploy');
    expect(printed).toMatch(/^The function answered after \d+ ms\n$/);
    expect(executions).toBe(1);
  });

  test('the nightly job invokes the functions of the event', async () => {
    const { printed, executions } = await run('nightly-job-by-event');
    expect(printed).toContain(`The functions returned [{"uuid":"${HELLO}"`);
    expect(executions).toBe(1);
  });

  test('the backfill invokes once per line', async () => {
    const { printed, executions } = await run('batch-backfill');
    expect(executions).toBe(4);
    expect(JSON.parse(printed)).toMatchObject({ succeeded: 4 });
  });

  test('the reusable workflow invokes what its caller names', async () => {
    const inputs: [string, string][] = [
      ['inputs.lambda-uuid', HELLO],
      ['inputs.payload', '{"name": "Ada"}'],
    ];
    expect((await run('reusable-invoke', inputs)).executions).toBe(1);
  });
});
