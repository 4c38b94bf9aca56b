import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { INPUT_HELP, INPUTS, type InputName } from '@lp-faas/job';
import { parse } from 'yaml';
import { OUTPUT_NAMES } from '../src/report/outputs.js';

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

/** The rows of the table of docs/action.md under a heading: the cells, without their backticks. */
function tableOf(heading: string): string[][] {
  const section = read('docs/action.md').split(`\n## ${heading}\n`)[1]?.split(/\n#/)[0] ?? '';
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
  test('the inputs of action.yml are those of the code, with the same defaults', () => {
    const declared = Object.entries(metadata.inputs).map(([name, input]) => [name, input.default ?? '']);
    const coded = Object.entries(INPUTS).map(([name, rule]) => [name, rule.default]);
    expect(declared).toEqual(coded);
  });

  test('the descriptions of action.yml are those of the one table, with what workflows need besides', () => {
    const declared = Object.entries(metadata.inputs).map(([name, { description }]) => [name, description]);
    const words = Object.entries(INPUT_HELP).map(([name, { description, inWorkflows }]) => [
      name,
      inWorkflows === undefined ? description : `${description} ${inWorkflows}`,
    ]);
    expect(declared).toEqual(words);
  });

  test('the inputs of docs/action.md are those of action.yml, with the same defaults and descriptions', () => {
    const declared = Object.entries(metadata.inputs).map(
      ([name, { required, default: text, description }]) => [
        name,
        required ? 'required' : (text ?? ''),
        description.replaceAll('`', ''),
      ],
    );
    expect(tableOf('Inputs')).toEqual(declared);
  });

  test('every default is accepted by the parser of its input', () => {
    for (const rule of Object.values(INPUTS)) expect(rule.parse(rule.default)).toHaveProperty('value');
  });
});

const PAGES = readdirSync(join(root, 'docs'))
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/${name}`);

/** Every step of a YAML block of the documents, in a whole workflow or alone. */
function shownSteps(): { place: string; given: Readonly<Record<string, unknown>> }[] {
  const pages = ['README.md', ...PAGES];
  return pages.flatMap((page) => {
    const blocks = [...read(page).matchAll(/^```ya?ml\n(.*?)^```$/gms)].map(([, yaml = '']) => parse(yaml));
    const steps = blocks.flatMap((block) => {
      const { jobs = {} } = block as { jobs?: Record<string, { steps: ShownStep[] }> };
      return Array.isArray(block) ? (block as ShownStep[]) : Object.values(jobs).flatMap((job) => job.steps);
    });
    const ours = steps.filter(({ uses }) => uses?.includes('lp-faas-invoke'));
    return ours.map((step, index) => ({ place: `${page}, step ${index + 1}`, given: step.with ?? {} }));
  });
}

interface ShownStep {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

describe('the steps that documents show', () => {
  test('the steps that documents show are found', () => {
    expect(shownSteps().map(({ place }) => place)).toEqual(
      expect.arrayContaining([
        'README.md, step 1',
        'docs/action.md, step 1',
        'docs/getting-started.md, step 1',
      ]),
    );
  });

  test.each(shownSteps())(
    'a shown step sets valid inputs that exist, and all required ones: $place',
    ({ given }) => {
      const names = Object.keys(given);
      const required = Object.entries(metadata.inputs).filter(([, input]) => input.required);
      expect(names).toEqual(expect.arrayContaining(required.map(([name]) => name)));
      const targets = names.filter((name) => ['lambda-uuid', 'event-id'].includes(name));
      expect(targets).toHaveLength(given['mode'] === 'check' ? 0 : 1);
      for (const [name, value] of Object.entries(given)) {
        const rule = INPUTS[name as InputName];
        expect([name, rule?.parse(String(value))]).toEqual([name, { value: expect.anything() }]);
      }
    },
  );
});

describe('the outputs', () => {
  test('the outputs of action.yml are those of the code', () => {
    expect(Object.keys(metadata.outputs)).toEqual([...OUTPUT_NAMES]);
  });

  test('the outputs of docs/action.md are those of action.yml, with the same descriptions', () => {
    const declared = Object.entries(metadata.outputs).map(([name, { description }]) => [name, description]);
    expect(tableOf('Outputs')).toEqual(declared);
  });
});

test('action.yml has what GitHub requires: Node 24, an existing main file, a name, a description and branding', () => {
  expect(metadata.runs.using).toBe('node24');
  expect(existsSync(join(root, metadata.runs.main))).toBe(true);
  expect(metadata.name).not.toBe('');
  expect(metadata.description.length).toBeLessThan(125);
  expect(['white', 'black', 'yellow', 'blue', 'green', 'orange', 'red', 'purple', 'gray-dark']).toContain(
    metadata.branding.color,
  );
});
