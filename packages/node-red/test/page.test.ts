import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '@lp-faas/sandbox';
import { type Definition, definitionsIn } from './support/definitions.js';
import { listener, watcher } from './support/flows.js';
import { Arrivals, type FlowNode, PACKAGE, TestRuntime, VERSIONS } from './support/node-red.js';

const page = readFileSync(join(PACKAGE, '../../docs/node-red.md'), 'utf8');
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, text = '']) => text);
const [flow = [], sent, failed, ...others] = blocks('json').map((text) => JSON.parse(text));

/** The rows of the table of a node type, keyed by their first column. */
function table(type: string): Map<string, readonly string[]> {
  const [, lines = ''] = new RegExp(`, \`${type}\`[.:][^|]*\\n((?:\\|.*\\n)+)`).exec(page) ?? [];
  const rows = lines.trim().split('\n').slice(2);
  const cells = rows.map((row) =>
    row
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  );
  return new Map(cells.map(([name = '', ...others]) => [name.replaceAll('`', ''), others]));
}

/** A value in the notation of the page. */
const written = (value: unknown): string => (value === '' ? '' : `\`${String(value)}\``);

describe.each(['account', 'invoke'])('the table of the %s node', (name) => {
  const type = `liveperson-functions-${name}`;
  const [definition] = definitionsIn(readFileSync(join(PACKAGE, 'src', `${type}.html`), 'utf8'));
  const { defaults, credentials } = definition as Definition;
  const isTypeOf = (property: string) => property.endsWith('Type') && property.slice(0, -4) in defaults;
  const rows = table(type);

  test('lists every property, and no other', () => {
    const properties = Object.keys(defaults).filter((property) => !isTypeOf(property));
    expect([...rows.keys()].sort()).toEqual([...properties, ...credentials].sort());
  });

  test('shows the default of every property, and its type', () => {
    for (const [property, cells] of rows) {
      expect([property, cells.at(-1)]).toEqual([property, written(defaults[property]?.value ?? '')]);
      const typed = defaults[`${property}Type`]?.value;
      if (typed !== undefined) expect([property, cells[0]]).toEqual([property, written(typed)]);
    }
  });
});

test('every block of docs/node-red.md is covered by a test', () => {
  expect(others).toEqual([]);
  expect(blocks('\\w+')).toHaveLength(4);
  // test/registry.test.ts installs it.
  expect(blocks('sh')).toEqual(['npm install @lp-faas/node-red-liveperson-functions\n']);
});

interface Caught {
  readonly error: { readonly message: string; readonly stack: string; readonly cause: object };
  readonly livepersonFunctions: object;
}

/** Values that differ from one invocation to the next. */
const VOLATILE = new Set(['_msgid', 'requestId', 'durationMs', 'host', 'id']);

const lasting = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (key, part) => (VOLATILE.has(key) ? 'volatile' : part));

describe.each(VERSIONS)('the flow of docs/node-red.md on Node-RED %i', (version) => {
  const runtime = new TestRuntime(version);
  const before = { ...process.env };
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ functions: join(PACKAGE, '../../examples/functions') });
  });
  afterEach(() => {
    process.env = { ...before };
    return runtime.close();
  });
  afterAll(() => sandbox.close());

  /** Deploys the flow, in an environment with its variables. */
  const start = async (lambdaUuid: string) => {
    Object.assign(process.env, {
      ...{ LP_ACCOUNT_ID: '12345678', LP_DOMAIN_API: sandbox.url, LP_LAMBDA_UUID: lambdaUuid },
      ...{ LP_CLIENT_ID: sandbox.clientId, LP_CLIENT_SECRET: sandbox.clientSecret },
    });
    const shown = flow as (FlowNode & { credentials?: object })[];
    const stored = Object.fromEntries(shown.map(({ id, credentials }) => [id, credentials ?? {}]));
    // The runtime of the tests has no inject and debug nodes.
    const nodes = shown.map(({ credentials: _, ...node }) =>
      /^(?:inject|debug)$/.test(node.type) ? { ...node, type: 'helper' } : node,
    );
    const { wires: _, ...rest } = watcher('catch', 'caught');
    const place = { z: 'lp-first-tab' };
    const watching = [
      { ...rest, ...place, wires: [['caught']] },
      { ...listener('caught'), ...place },
    ];
    await runtime.deploy([...nodes, ...watching] as FlowNode[], stored);
    return [new Arrivals(runtime.node('lp-first-debug')), new Arrivals(runtime.node('caught'))] as const;
  };

  test('sends the message that the page shows', async () => {
    const [out] = await start('0b7ad0c8-5b1c-4d0e-8f6a-3c1f5f0e7a11');
    runtime.send('lp-first-invoke', { payload: { name: 'Ada' }, topic: 'kept' });
    expect(lasting((await out.first(1))[0])).toEqual(lasting(sent));
  });

  test('sends the error that the page shows to Catch nodes', async () => {
    const [, caught] = await start('11111111-1111-4111-8111-111111111111');
    runtime.send('lp-first-invoke', { payload: { name: 'Ada' } });
    const [message] = await caught.first(1);
    const { livepersonFunctions, ...rest } = lasting(message) as Caught;
    const { stack, ...error } = rest.error;
    const text = error.message.replace(new URL(sandbox.url).host, '127.0.0.1:8787');
    expect({ ...rest, error: { ...error, message: text } }).toEqual(lasting(failed));
    // Not on the page: it repeats what is there.
    expect([stack, livepersonFunctions]).toEqual([error.message, expect.objectContaining(error.cause)]);
  });
});
