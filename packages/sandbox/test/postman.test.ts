import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../dist/index.js';
import { folderWith, sandboxWith, uuidOf, V1, V2 } from './support.js';

const require = createRequire(import.meta.url);
const NEWMAN = join(dirname(require.resolve('newman/package.json')), 'bin/newman.js');
const examples = fileURLToPath(new URL('../../../examples/', import.meta.url));
const file = (name: string) => join(examples, 'postman', name);
const COLLECTION = file('liveperson-functions.postman_collection.json');
const ENVIRONMENTS = ['sandbox', 'my-account'].map((name) => file(`${name}.postman_environment.json`));

interface Execution {
  readonly item: { readonly name: string };
  readonly response?: { readonly code: number; readonly stream: { readonly data: number[] } };
  readonly assertions?: readonly { readonly error?: { readonly message: string } }[];
}

let sandbox: Sandbox;
const runs = new Map<string, Awaited<ReturnType<typeof runCollection>>>();

beforeAll(async () => {
  sandbox = await sandboxWith({ functions: join(examples, 'functions') });
  const variables = { ...variablesFor(V1, 'hello-v1'), ...variablesFor(V2, 'hello-v2') };
  const all = { ...variables, unchanged: {}, 'wrong secret': { clientSecret: 'wrong' } };
  // All at once: each run loads a large program.
  await Promise.all(
    Object.entries(all).map(async ([name, values]) => runs.set(name, await runCollection(values))),
  );
});

function variablesFor(accountId: string, name: string) {
  const uuid = uuidOf(sandbox, accountId, name);
  const eventId = sandbox.functions.find((item) => item.uuid === uuid)?.event ?? '';
  return { [accountId]: { accountId, lambdaUuid: uuid, eventId } };
}

function runNamed(name: string) {
  const run = runs.get(name);
  if (!run) throw new Error(`There is no run ${name}`);
  return run;
}

/** Runs the collection with newman. The variables override those of the sandbox environment. */
async function runCollection(variables: Readonly<Record<string, string>>) {
  const report = join(await folderWith({}), 'report.json');
  const own = { domainApi: sandbox.url, ...variables };
  const args = [
    ...[NEWMAN, 'run', COLLECTION, '--environment', ENVIRONMENTS[0] ?? ''],
    ...Object.entries(own).flatMap(([key, value]) => ['--env-var', `${key}=${value}`]),
    ...['--reporters', 'json', '--reporter-json-export', report],
  ];
  const code = await new Promise<number>((resolve) => {
    execFile(process.execPath, args, (error) => resolve(error ? 1 : 0));
  });
  const { run } = JSON.parse(await readFile(report, 'utf8')) as {
    run: { executions: readonly Execution[] };
  };
  const answers = run.executions.map(({ item, response, assertions = [] }) => ({
    name: item.name,
    status: response?.code,
    text: Buffer.from(response?.stream.data ?? []).toString(),
    failures: assertions.flatMap(({ error }) => (error ? [error.message] : [])),
  }));
  return { code, answers };
}

describe('the Postman collection', () => {
  test.each([
    [V1, 'hello-v1'],
    [V2, 'hello-v2'],
  ])('the Postman collection passes all steps on account %s', (accountId, name) => {
    const uuid = uuidOf(sandbox, accountId, name);
    const { code, answers } = runNamed(accountId);
    expect(answers.map(({ name: step, status, failures }) => [step, status, failures])).toEqual([
      ['1 Domains', 200, []],
      ['2 Token', 200, []],
      ['3 Invoke a function', 200, []],
      ['4 Is the event implemented?', 200, []],
      ['5 Invoke an event', 200, []],
    ]);
    expect(code).toBe(0);
    expect(answers[2]?.text).toBe('{"greeting":"Hello Ada"}');
    expect(answers[3]?.text).toBe('{"implemented":true}');
    expect(JSON.parse(answers[4]?.text ?? '')).toMatchObject([{ uuid, result: { greeting: 'Hello Ada' } }]);
  });

  test('the Postman collection works with the sandbox environment unchanged', () => {
    const { code, answers } = runNamed('unchanged');
    expect([code, answers[2]?.text]).toEqual([0, '{"greeting":"Hello Ada"}']);
  });

  test('the Postman collection fails with a wrong secret, and sends it only in the body', () => {
    const { code, answers } = runNamed('wrong secret');
    expect([code, answers[1]?.status]).toEqual([1, 400]);
    expect(JSON.stringify(sandbox.requests())).not.toContain('client_secret');
  });

  test('both Postman environments define every variable and contain no real secret', async () => {
    const collection = await readFile(COLLECTION, 'utf8');
    const { variable } = JSON.parse(collection) as { variable: { key: string }[] };
    const used = new Set([...collection.matchAll(/\{\{([\w]+)\}\}/g)].map(([, name = '']) => name));
    for (const path of ENVIRONMENTS) {
      const { values } = JSON.parse(await readFile(path, 'utf8')) as {
        values: { key: string; value: string; type: string }[];
      };
      const known = [...variable, ...values].map(({ key }) => key);
      expect([...used].filter((name) => !known.includes(name))).toEqual([]);
      const secret = values.find(({ key }) => key === 'clientSecret');
      expect([['sandbox-secret', ''].includes(secret?.value ?? 'none'), secret?.type]).toEqual([
        true,
        'secret',
      ]);
    }
  });
});
