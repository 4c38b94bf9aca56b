import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { withAdvice } from '../src/advice.js';
import type { Runner } from '../src/runner.js';
import { workspaceFiles } from '../src/workspace.js';

const folder = mkdtempSync(join(tmpdir(), 'lp-faas-workspace-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const outputs: Record<string, string> = {};
const setOutputs = (set: Readonly<Record<string, string>>): void => void Object.assign(outputs, set);
const runner = { setOutputs } as unknown as Runner;
writeFileSync(join(folder, 'payload.json'), '{}');

test('an input file is found in the workspace or in the runner’s temporary folder, and nowhere else', () => {
  const elsewhere = join(folder, 'elsewhere');
  const found = (environment: NodeJS.ProcessEnv) =>
    workspaceFiles(runner, environment).find(join(folder, 'payload.json'));
  const value = join(folder, 'payload.json');
  expect(found({ GITHUB_WORKSPACE: folder })).toEqual({ value });
  expect(found({ GITHUB_WORKSPACE: dirname(import.meta.dirname), RUNNER_TEMP: folder })).toEqual({ value });
  expect(found({ GITHUB_WORKSPACE: dirname(import.meta.dirname), RUNNER_TEMP: '' })).toEqual({
    problem: expect.stringContaining("the workspace or the runner's temporary folder (RUNNER_TEMP)"),
  });
  expect(workspaceFiles(runner, { GITHUB_WORKSPACE: elsewhere }).find('payload.json')).toEqual({
    problem: expect.stringMatching(
      /^does not exist: there is no payload\.json in the workspace, .*elsewhere$/,
    ),
    kind: 'file-missing',
  });
});

test('each result-file has a unique path in the runner’s temporary folder, and is announced as an output', () => {
  const files = workspaceFiles(runner, { RUNNER_TEMP: folder });
  const [one, other] = [files.newResultFile('jsonl'), files.newResultFile('jsonl')];
  expect(dirname(one)).toBe(join(folder, 'lp-faas-invoke'));
  expect(one).not.toBe(other);
  files.announceResultFile(one);
  expect(outputs).toEqual({ 'result-file': one });
});

test('all steps of a job share one folder for their result-files', () => {
  const [one, other] = [1, 2].map(() =>
    workspaceFiles(runner, { RUNNER_TEMP: folder }).newResultFile('json'),
  );
  expect(dirname(one ?? '')).toBe(join(folder, 'lp-faas-invoke'));
  expect(dirname(other ?? '')).toBe(join(folder, 'lp-faas-invoke'));
});

test('invalid JSON, a missing file and a missing secret come with advice for workflows', () => {
  expect(withAdvice({ input: 'payload', problem: 'is not JSON', kind: 'not-json' }).problem).toBe(
    `is not JSON; wrap dynamic values in toJSON(), for example {"message": \${{ toJSON(github.event.head_commit.message) }}}`,
  );
  expect(withAdvice({ input: 'client-secret', problem: 'is missing', kind: 'secret-missing' })).toEqual({
    input: 'client-secret',
    problem: 'is missing (workflows run for a fork or for Dependabot get no secrets)',
  });
  for (const [input, action] of [
    ['payload-file', 'checkout'],
    ['payloads-file', 'checkout'],
    ['resume-file', 'download-artifact'],
  ] as const) {
    expect(withAdvice({ input, problem: 'does not exist', kind: 'file-missing' })).toEqual({
      input,
      problem: `does not exist (did you forget actions/${action}?)`,
    });
  }
  expect(withAdvice({ input: 'region', problem: 'is wrong' })).toEqual({
    input: 'region',
    problem: 'is wrong',
  });
});
