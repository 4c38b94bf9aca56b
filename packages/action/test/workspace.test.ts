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
const setOutput = (name: string, value: string): void => {
  outputs[name] = value;
};
const runner = { setOutput } as unknown as Runner;
writeFileSync(join(folder, 'payload.json'), '{}');

test('a file of a step is found in the workspace, or in the runner’s temporary folder when it has one', () => {
  const elsewhere = join(folder, 'elsewhere');
  const found = (environment: NodeJS.ProcessEnv) =>
    workspaceFiles(runner, environment).find(join(folder, 'payload.json'));
  const value = join(folder, 'payload.json');
  expect(found({ GITHUB_WORKSPACE: folder })).toEqual({ value });
  expect(found({ GITHUB_WORKSPACE: dirname(import.meta.dirname), RUNNER_TEMP: folder })).toEqual({ value });
  expect(found({ GITHUB_WORKSPACE: dirname(import.meta.dirname), RUNNER_TEMP: '' })).toEqual({
    problem: expect.stringContaining('RUNNER_TEMP'),
  });
  expect(workspaceFiles(runner, { GITHUB_WORKSPACE: elsewhere }).find('payload.json')).toEqual({
    problem: 'does not exist (it is looked for in the workspace)',
  });
});

test('result files lie in the runner’s temporary folder, each under a name of its own, and are announced as an output', () => {
  const files = workspaceFiles(runner, { RUNNER_TEMP: folder });
  const [one, other] = [files.newResultFile('jsonl'), files.newResultFile('jsonl')];
  expect(dirname(one)).toBe(join(folder, 'lp-faas-invoke'));
  expect(one).not.toBe(other);
  files.announceResultFile(one);
  expect(outputs).toEqual({ 'result-file': one });
});

test('an input that is not JSON, and a secret that is missing, come with what helps in a workflow', () => {
  expect(withAdvice({ input: 'payload', problem: 'is not JSON', kind: 'not-json' }).problem).toContain(
    'toJSON(',
  );
  expect(withAdvice({ input: 'client-secret', problem: 'is missing', kind: 'secret-missing' })).toEqual({
    input: 'client-secret',
    problem: 'is missing (workflows of forks and of Dependabot get no secrets)',
  });
  expect(withAdvice({ input: 'region', problem: 'is wrong' })).toEqual({
    input: 'region',
    problem: 'is wrong',
  });
});
