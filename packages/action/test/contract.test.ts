import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { INPUTS } from '../src/inputs.js';
import { OUTPUT_NAMES } from '../src/outputs.js';

const root = join(import.meta.dirname, '../../..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');

interface Metadata {
  readonly name: string;
  readonly description: string;
  readonly branding: { readonly icon: string; readonly color: string };
  readonly inputs: Readonly<Record<string, { description: string; required?: boolean; default?: string }>>;
  readonly outputs: Readonly<Record<string, { description: string }>>;
  readonly runs: { readonly using: string; readonly main: string };
}

const metadata = parse(read('action.yml')) as Metadata;

/** The rows of the README's table under a heading: the cells, without their backticks. */
function tableOf(heading: string): string[][] {
  const section = read('README.md').split(`\n### ${heading}\n`)[1]?.split(/\n#/)[0] ?? '';
  const rows = section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2);
  return rows.map((row) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

describe('the inputs', () => {
  test('of action.yml are those of the code, with the same defaults', () => {
    const declared = Object.entries(metadata.inputs).map(([name, input]) => [name, input.default ?? '']);
    const coded = Object.entries(INPUTS).map(([name, rule]) => [name, rule.default]);
    expect(declared).toEqual(coded);
  });

  test('of the README are those of action.yml, with the same defaults and descriptions', () => {
    const declared = Object.entries(metadata.inputs).map(
      ([name, { required, default: text, description }]) => [
        name,
        required ? 'required' : (text ?? ''),
        description.replaceAll('`', ''),
      ],
    );
    expect(tableOf('Inputs')).toEqual(declared);
  });

  test('have defaults that their own rules accept', () => {
    for (const rule of Object.values(INPUTS)) expect(rule.parse(rule.default)).toHaveProperty('value');
  });
});

test("the README's workflow sets every required input and none that does not exist", () => {
  const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(read('README.md')) ?? [];
  const workflow = parse(yaml) as { jobs: Record<string, { steps: { uses?: string; with?: object }[] }> };
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
  const given = Object.keys(steps.find(({ uses }) => uses?.includes('lp-faas-invoke'))?.with ?? {});
  const required = Object.entries(metadata.inputs).filter(([, input]) => input.required);
  expect(given).toEqual(expect.arrayContaining(required.map(([name]) => name)));
  expect(given.filter((name) => !(name in metadata.inputs))).toEqual([]);
});

describe('the outputs', () => {
  test('of action.yml are those of the code', () => {
    expect(Object.keys(metadata.outputs)).toEqual([...OUTPUT_NAMES]);
  });

  test('of the README are those of action.yml, with the same descriptions', () => {
    const declared = Object.entries(metadata.outputs).map(([name, { description }]) => [name, description]);
    expect(tableOf('Outputs')).toEqual(declared);
  });
});

test('the runner finds the action: Node 24, a main file that is there, a name, a description, a brand', () => {
  expect(metadata.runs.using).toBe('node24');
  expect(existsSync(join(root, metadata.runs.main))).toBe(true);
  expect(metadata.name).not.toBe('');
  expect(metadata.description.length).toBeLessThan(125);
  expect(['white', 'black', 'yellow', 'blue', 'green', 'orange', 'red', 'purple', 'gray-dark']).toContain(
    metadata.branding.color,
  );
});
