import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { lateEventLines, requestLines } from '../dist/cli/request-lines.js';
import type { CompletedRequest, LateEvent } from '../dist/index.js';
import { untilExited, waitUntil } from './processes.js';
import {
  addCleanup,
  folderWith,
  functionFiles,
  invoke,
  sandboxWith,
  send,
  tokenFor,
  V1,
  V2,
} from './support.js';

const plain = (_style: string, text: string) => text;

/** A sandbox with one function, and what the terminal would show of it. */
async function watched(code: string) {
  const folder = await folderWith(functionFiles({ it: code }));
  const completed: CompletedRequest[] = [];
  const late: LateEvent[] = [];
  const sandbox = await sandboxWith({
    functions: folder,
    onRequest: (request) => completed.push(request),
    onLateEvent: (event) => late.push(event),
  });
  const terminal = async () => {
    await waitUntil(() => completed.some(({ invocation }) => invocation !== undefined));
    const lines = completed.filter(({ invocation }) => invocation !== undefined);
    return lines.flatMap((request) => requestLines(request, { paint: plain, columns: undefined })).join('\n');
  };
  return { sandbox, late, terminal, record: () => sandbox.requests().at(-1) };
}

const GET = (module: string) =>
  `await new Promise((done, fail) => require('node:${module}').get('${module}://nowhere.invalid/contacts?key=s3cret', done).on('error', fail))`;
/** Calls back on V1 and returns on V2. */
const ANSWERS = `const answer = (result, callback) => { callback?.(null, result); return result; };`;

describe('refused calls', () => {
  test.each([
    ['fetch', "await fetch('http://nowhere.invalid/contacts?key=s3cret')"],
    ['http.get', GET('http')],
    ['https.get', GET('https')],
  ])('a function that catches the error of an unreachable host leaves a record: %s', async (what, call) => {
    const { sandbox, record, terminal } = await watched(
      `${ANSWERS} async function lambda(input, callback) { try { ${call} } catch {} return answer('fine', callback); }`,
    );
    for (const account of [V1, V2]) {
      expect(await invoke(sandbox, account, 'it')).toMatchObject({ status: 200, text: '"fine"' });
      const url = `${what.startsWith('https') ? 'https' : 'http'}://nowhere.invalid/contacts`;
      expect(record()?.refused).toEqual([
        { call: `GET ${url}`, reason: expect.stringContaining('nowhere.invalid cannot be reached') },
      ]);
      expect(await terminal()).toContain(`refused  GET ${url}: nowhere.invalid cannot be reached`);
    }
    expect(JSON.stringify(sandbox.requests())).not.toContain('s3cret');
  });

  test('a refused call names the port, and hides what looks like a token in the path', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await waitUntil(() => server.listening);
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const url = `http://127.0.0.1:${port}/hooks/T0K3NT0K3NT0K3NT0K3NT0K3N/6d0372f3-524c-4fe9-a9a4-bf0157c9deac`;
    const { sandbox, record } = await watched(
      `async function lambda() { await fetch('${url}').catch(() => {}); await new Promise((done) => require('node:http').get('${url}').on('error', done)); }`,
    );
    await invoke(sandbox, V2, 'it');
    const call = `GET http://127.0.0.1:${port}/hooks/…/6d0372f3-524c-4fe9-a9a4-bf0157c9deac`;
    expect(record()?.refused.map((refused) => refused.call)).toEqual([call, call]);
  });

  test('a call that a server answers, whatever its status, is not recorded as refused', async () => {
    const server = createServer((_request, response) => response.writeHead(500).end()).listen(0, '127.0.0.1');
    addCleanup(async () => void server.close());
    await waitUntil(() => server.listening);
    const { port } = server.address() as AddressInfo;
    const { sandbox, record } = await watched(
      `async function lambda() { return (await fetch('http://127.0.0.1:${port}/', { headers: { connection: 'close' } })).status; }`,
    );
    expect(await invoke(sandbox, V2, 'it')).toMatchObject({ status: 200, text: '500' });
    expect(record()?.refused).toEqual([]);
  });

  test('the record of an event lists the refused calls of all its functions', async () => {
    const call = (host: string) =>
      `async function lambda() { await fetch('http://${host}/').catch(() => {}); }`;
    const functions = await folderWith({
      ...functionFiles({ one: call('one.invalid'), two: call('two.invalid') }),
      'functions/one/config.json': '{"event":"both"}',
      'functions/two/config.json': '{"event":"both"}',
    });
    const sandbox = await sandboxWith({ functions });
    await send(`${sandbox.url}/api/account/${V2}/events/both/invoke`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await tokenFor(sandbox, V2)}`, 'content-type': 'application/json' },
      body: '{"timestamp":0,"headers":[],"payload":{}}',
    });
    expect(
      sandbox
        .requests()
        .at(-1)
        ?.refused.map(({ call: text }) => text),
    ).toEqual(['GET http://one.invalid/', 'GET http://two.invalid/']);
  });

  test('a fetch that failed shows its cause in the terminal', async () => {
    const { sandbox, terminal } = await watched(
      "async function lambda() { await fetch('http://nowhere.invalid/'); }",
    );
    await invoke(sandbox, V2, 'it');
    expect(await terminal()).toMatch(
      /TypeError: fetch failed\n +caused by Error: getaddrinfo \w+ nowhere\.invalid/,
    );
  });

  test('the causes of an error are shown down to the first, also those without a message of their own', async () => {
    const { sandbox, terminal } = await watched(
      `async function lambda() {
        const many = new AggregateError([new Error('first address'), new Error('second address')], '');
        throw new Error('outer', { cause: new Error('middle', { cause: many }) });
      }`,
    );
    await invoke(sandbox, V2, 'it');
    expect(await terminal()).toMatch(
      /Error: outer\n +caused by Error: middle\n +caused by AggregateError: first address; second address\n/,
    );
  });
});

describe('after the answer', () => {
  const THROWS_LATE = {
    'at once': "function lambda(input, callback) { callback(null, 'fine'); throw new Error('late'); }",
    'in its promise':
      "async function lambda(input, callback) { callback(null, 'fine'); throw new Error('late'); }",
    'in a timer':
      "function lambda(input, callback) { callback(null, 'fine'); setTimeout(() => { throw new Error('late'); }, 20); }",
    'after a request':
      "async function lambda(input, callback) { callback(null, 'fine'); await fetch('http://nowhere.invalid/'); }",
  };
  test.each(Object.entries(THROWS_LATE))(
    'V1: an error after the callback is reported: %s',
    async (when, code) => {
      const { sandbox, late, record } = await watched(code);
      expect(await invoke(sandbox, V1, 'it')).toMatchObject({ status: 200, text: '"fine"' });
      await waitUntil(() => late.some(({ event }) => event.type === 'late-error'));
      const message = when === 'after a request' ? 'fetch failed' : 'late';
      expect(record()?.lateError).toBe(message);
      const lines = late.flatMap((event) => lateEventLines(event, plain)).join('\n');
      expect(lines).toMatch(new RegExp(`it after its answer to request \\d+\n +threw\n +\\w+: ${message}`));
      expect(record()?.refused).toHaveLength(when === 'after a request' ? 1 : 0);
    },
  );

  test('V2: an error in a timer after the answer is reported, and the next call gets a new process', async () => {
    const code = `async function lambda() { setTimeout(() => { throw new Error('late'); }, 20); return process.pid; }`;
    const { sandbox, late, record } = await watched(code);
    const { text: first } = await invoke(sandbox, V2, 'it');
    await waitUntil(() => late.length > 0);
    expect(record()).toMatchObject({ lateError: 'late', status: 200 });
    const { status, text: second } = await invoke(sandbox, V2, 'it');
    expect([status, second === first]).toEqual([200, false]);
  });

  test('V1: a process whose function waits for nothing is killed at its answer, which is the fastest end', async () => {
    const marker = join(await folderWith({}), 'ended-by-itself');
    const { sandbox } = await watched(
      `function lambda(input, callback) {
        process.on('exit', () => require('node:fs').writeFileSync('${marker}', ''));
        if (input.payload.waits) setTimeout(() => {}, 20);
        callback(null, process.pid);
      }`,
    );
    const markerAfter = async (waits: boolean) => {
      const { text } = await invoke(sandbox, V1, 'it', { waits });
      await untilExited(Number(text));
      return existsSync(marker);
    };
    expect(await markerAfter(false)).toBe(false);
    expect(await markerAfter(true)).toBe(true);
  });

  test('V1: what a function does after its callback is carried out, as on the platform', async () => {
    const arrived: string[] = [];
    const server = createServer((request, response) => {
      arrived.push(request.url ?? '');
      response.end();
    }).listen(0, '127.0.0.1');
    addCleanup(async () => void server.close());
    await waitUntil(() => server.listening);
    const { port } = server.address() as AddressInfo;
    const { sandbox } = await watched(
      `async function lambda(input, callback) {
        callback(null, 'accepted');
        await new Promise((done) => setTimeout(done, 50));
        await fetch('http://127.0.0.1:${port}/later');
      }`,
    );
    expect(await invoke(sandbox, V1, 'it')).toMatchObject({ status: 200, text: '"accepted"' });
    await waitUntil(() => arrived.length > 0);
    expect(arrived).toEqual(['/later']);
  });
});
