import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { json, LAMBDA, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { CHANNELS } from '../src/index.js';

const run = promisify(execFile);
const folder = join(import.meta.dirname, '..');
const page = readFileSync(join(folder, '../../docs/observability.md'), 'utf8');
const [listener = '', storeListener = '', adapter = ''] = [...page.matchAll(/```js\n(.*?)```/gs)].map(
  ([, code]) => code,
);

/** Runs an unmodified example with one invocation that is sent twice; returns its standard output. */
async function outputOf(code: string, before: string, after: string, second = 200): Promise<string> {
  let requests = 0;
  const reply: Reply = (response, request) => {
    requests += 1;
    json(requests === 1 ? 408 : second, {})(response, request);
  };
  await using platform = await ScriptedPlatform.start({ invocation: reply });
  const script = `
    ${before}
    ${code}
    import { FunctionsClient } from '@lp-faas/core';
    const options = { retry: { baseDelayMs: 1 }, ...globalThis.moreOptions };
    const client = new FunctionsClient({ ...${JSON.stringify(platform.options)}, ...options });
    await client.invoke({ lambdaUuid: '${LAMBDA}' }).catch(() => undefined);
    await client.close();
    ${after}
  `;
  const args = ['--input-type=module', '--eval', script];
  return (await run(process.execPath, args, { cwd: folder })).stdout;
}

test('the listener in docs/observability.md prints each attempt', async () => {
  const output = await outputOf(listener, '', '');
  expect(output).toMatch(/^attempt 1 at \S+: 408 after \d+ ms\nattempt 2 at \S+: 200 after \d+ ms\n$/);
});

test('the listener in docs/observability.md prints each failure of the shared cache', async () => {
  const before = `
    const broken = async () => { throw Object.assign(new Error('canary'), { code: 'ECONNREFUSED' }); };
    globalThis.moreOptions = { tokenCache: { get: broken, set: broken } };
    console.warn = console.log;
  `;
  const output = await outputOf(storeListener, before, '');
  expect(output).toMatch(/^(shared cache: (get|set) failed ECONNREFUSED after \d+ ms\n){2,}$/);
});

const BEFORE = `
    import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
    import { trace as api } from '@opentelemetry/api';
    const exporter = new InMemorySpanExporter();
    api.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
`;
const AFTER = `
    console.log(JSON.stringify(exporter.getFinishedSpans().map((span) => ({
      name: span.name,
      id: span.spanContext().spanId,
      parent: span.parentSpanContext?.spanId,
      attributes: span.attributes,
    }))));
`;

/** The spans of an invocation that is refused once and then gets the second status. */
async function spansOf(second: number): Promise<Record<string, unknown>[]> {
  return JSON.parse(await outputOf(adapter, BEFORE, AFTER, second)) as Record<string, unknown>[];
}

test('the OpenTelemetry adapter in docs/observability.md creates spans for invocation, attempts, token and hosts', async () => {
  const spans = await spansOf(200);
  const named = (name: string) => spans.filter((span) => span['name'] === name);
  const [invocation] = named('invoke');
  expect(invocation?.['attributes']).toMatchObject({
    'faas.invoked_name': LAMBDA,
    'faas.invoked_provider': 'liveperson',
    'lp_faas.attempts': 2,
    'lp_faas.delivery': 'executed',
  });
  expect(named('POST')).toMatchObject([
    { parent: invocation?.['id'], attributes: { 'http.response.status_code': 408 } },
    {
      parent: invocation?.['id'],
      attributes: { 'http.response.status_code': 200, 'http.request.resend_count': 1 },
    },
  ]);
  expect(spans.map(({ name }) => name).sort()).toEqual([
    'POST',
    'POST',
    'domain',
    'domain',
    'invoke',
    'token',
  ]);
});

test('the OpenTelemetry adapter in docs/observability.md records the error of a failed invocation', async () => {
  const spans = await spansOf(901);
  const failed = spans.find(({ name }) => name === 'invoke');
  expect(failed?.['attributes']).toMatchObject({
    'error.type': 'function-failed',
    'lp_faas.delivery': 'executed',
    'lp_faas.attempts': 2,
  });
  const [attempt] = spans.filter(({ name }) => name === 'POST');
  expect(attempt?.['attributes']).toMatchObject({ 'server.address': expect.stringContaining('127.0.0.1:') });
});

test('docs/observability.md lists every channel', () => {
  const listed = [...page.matchAll(/^\| `(lp-faas:\w+)`/gm)].map(([, channel]) => channel);
  expect(listed).toEqual(Object.values(CHANNELS));
});
