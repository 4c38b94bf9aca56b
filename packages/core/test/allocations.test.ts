import { execFile } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInThisContext } from 'node:vm';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { LAMBDA, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { FunctionsClient } from '../src/index.js';
import { type TransportRequest, type TransportResponse, UndiciTransport } from '../src/transport/index.js';

const folder = join(import.meta.dirname, '..');
const SPACE = 256;
/** Without compilers, whose own allocations differ from run to run. */
const INTERPRETED = ['--no-opt', '--no-sparkplug', '--no-maglev'];
const FLAGS = [
  '--expose-gc',
  ...INTERPRETED,
  `--min-semi-space-size=${SPACE}`,
  `--max-semi-space-size=${SPACE}`,
];

/** Bytes that a warm invocation may allocate, by Node's major version: 2 % above the measured value. */
const MAX_BYTES: Readonly<Record<string, number>> = { 20: 13_030, 22: 11_210, 24: 10_860 };

/** V8 counts allocations deterministically: the numbers do not depend on the load of the machine. */
describe('memory of a warm invocation', () => {
  let measured: { readonly bytes: number; readonly objects: number };
  beforeAll(async () => {
    const args = [...FLAGS, 'test/support/warm-calls.mjs'];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder });
    measured = JSON.parse(stdout);
  });

  test('a warm invocation stays within its allocation budget', () => {
    const [major = ''] = process.versions.node.split('.');
    expect(measured.bytes).toBeGreaterThan(1000);
    expect(measured.bytes).toBeLessThan(MAX_BYTES[major] ?? 13_030);
  });

  test('a thousand warm invocations leave no object behind', () => {
    expect(measured.objects).toBe(0);
  });
});

test('a warm call through the library’s own transport makes no AbortController', async () => {
  await using platform = await ScriptedPlatform.start();
  await using client = new FunctionsClient(platform.options);
  await client.invoke({ lambdaUuid: LAMBDA });
  const { AbortController: Real } = globalThis;
  let made = 0;
  globalThis.AbortController = class extends Real {
    constructor() {
      super();
      made += 1;
    }
  };
  try {
    await client.invoke({ lambdaUuid: LAMBDA });
  } finally {
    globalThis.AbortController = Real;
  }
  expect(made).toBe(0);
});

test('a transport that extends the library’s own sends every request itself', async () => {
  await using platform = await ScriptedPlatform.start();
  const sent: AbortSignal[] = [];
  class OwnTransport extends UndiciTransport {
    override send(request: TransportRequest): Promise<TransportResponse> {
      sent.push(request.signal);
      return super.send(request);
    }
  }
  const transport = new OwnTransport();
  await using client = new FunctionsClient({ ...platform.options, transport });
  await client.invoke({ lambdaUuid: LAMBDA });
  await transport.close();
  // Two hosts, a token and the invocation.
  expect(sent.map((signal) => signal instanceof AbortSignal)).toEqual([true, true, true, true]);
});

test('a response has fast properties in V8, so that it is cheap to create and to collect', async () => {
  setFlagsFromString('--allow-natives-syntax');
  const hasFastProperties = runInThisContext('(object) => %HasFastProperties(object)');
  await using platform = await ScriptedPlatform.start();
  const transport = new UndiciTransport();
  const { signal } = new AbortController();
  const url = new URL(platform.url);
  const response = await transport.send({ method: 'POST', url, headers: {}, signal, maxResponseBytes: 100 });
  await transport.close();
  expect(hasFastProperties(response)).toBe(true);
  expect(hasFastProperties(Object.create(null))).toBe(false);
});
