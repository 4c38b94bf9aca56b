import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { type Sandbox, startSandbox } from '@lp-faas/sandbox';
import { FakeRunner, type Step } from '@lp-faas/testing/fake-runner';
import { OUTPUT_NAMES } from '../../src/report/outputs.js';

export const SECRET = 'S3cret-canary+/=';
export const V1 = '12345678';
export const V2 = '87654321';

/** Functions on v1 pass the result to a callback, on v2 they return it; these do both. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  greet: 'return { greeting: "Hello " + input.payload.name, headers: input.headers };',
  fail: 'throw new Error("no order\\n::error::fired ##[add-mask]deploy");',
  echo: 'return input.payload;',
  nothing: 'return undefined;',
  large: 'return "x".repeat(1000000);',
};

const EVENT_OF: Readonly<Record<string, string>> = { greet: 'greeting_wanted' };

/** A sandbox with a few functions, and a runner that runs the committed bundle on it. */
export class Bench implements AsyncDisposable {
  readonly runner = new FakeRunner();
  readonly sandbox: Sandbox;
  readonly #folder: string;

  private constructor(sandbox: Sandbox, folder: string) {
    this.sandbox = sandbox;
    this.#folder = folder;
  }

  static async start(): Promise<Bench> {
    const folder = mkdtempSync(join(tmpdir(), 'lp-faas-action-'));
    for (const [name, body] of Object.entries(FUNCTIONS)) writeFunction(folder, name, body);
    return new Bench(await startSandbox({ functions: folder, clientSecret: SECRET }), folder);
  }

  uuidOf(name: string, account = V1): string {
    const { functions } = this.sandbox;
    return functions.find((item) => item.name === name && item.account === account)?.uuid ?? '';
  }

  executionsOf(name: string, account = V1): number {
    return this.sandbox.executions()[this.uuidOf(name, account)] ?? 0;
  }

  /** The inputs that invoke one function. */
  inputs(name: string, account = V1): Record<string, string> {
    return {
      'account-id': account,
      'client-id': this.sandbox.clientId,
      'client-secret': SECRET,
      'lambda-uuid': this.uuidOf(name, account),
      'domain-api': this.sandbox.url,
    };
  }

  step(
    name: string,
    inputs: Record<string, string> = {},
    account = V1,
    environment: NodeJS.ProcessEnv = {},
  ): Promise<Step> {
    return this.runner.run({ ...this.inputs(name, account), ...inputs }, environment);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.sandbox.close();
    this.runner[Symbol.dispose]();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function writeFunction(folder: string, name: string, body: string): void {
  mkdirSync(join(folder, 'functions', name), { recursive: true });
  const index = `async function lambda(input, callback) {
  const result = await (async () => { ${body} })();
  if (callback) callback(null, result);
  return result;
}\n`;
  writeFileSync(join(folder, 'functions', name, 'index.js'), index);
  const config = { event: EVENT_OF[name] ?? 'No Event' };
  writeFileSync(join(folder, 'functions', name, 'config.json'), JSON.stringify(config));
}

/** Checks what holds for every step: no secret is shown, no foreign command runs, every output is set. */
export function expectClean({ raw, log, outputs, summary }: Step): void {
  const withoutMasks = raw.replace(/^::add-mask::.*$/gm, '');
  for (const view of [withoutMasks, log.text, JSON.stringify(outputs), summary]) {
    expect(view).not.toContain(SECRET);
    expect(view).not.toContain(encodeURIComponent(SECRET));
    expect(view).not.toMatch(/eyJ[\w-]+\.eyJ/);
  }
  const allowed = ['add-mask', 'error', 'warning', 'group', 'endgroup', 'debug'];
  expect(log.commands.map(({ name }) => name).filter((name) => !allowed.includes(name))).toEqual([]);
  expect(Object.keys(outputs).sort()).toEqual([...OUTPUT_NAMES].sort());
}
