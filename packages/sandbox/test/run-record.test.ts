import { beforeAll, describe, expect, test } from '@jest/globals';
import { SandboxClient } from '../dist/client.js';
import type { RequestRecord, Sandbox } from '../dist/index.js';
import { Journal } from '../dist/journal.js';
import { run } from './cli-support.js';
import { folderWith, functionFiles, invoke, sandboxWith, send, tokenFor, uuidOf, V1, V2 } from './support.js';

const FUNCTIONS = {
  logs: "async function lambda() { console.info('got', { a: 1 }); console.error('e'); }",
  throws: "async function lambda() {\n  console.warn('before');\n  throw new Error('my own text');\n}",
  broken: 'function lambda( {',
  tells: 'async function lambda({ payload }) { console.log(payload, [payload]); throw new Error(payload); }',
};

let sandbox: Sandbox;
let client: SandboxClient;

beforeAll(async () => {
  sandbox = await sandboxWith({ functions: await folderWith(functionFiles(FUNCTIONS)) });
  client = new SandboxClient(`${sandbox.url}/`);
});

const lastRecord = async (): Promise<RequestRecord | undefined> => (await client.requests()).at(-1);

describe('the record of a request says why', () => {
  test('what a function logged is in the record, also when it succeeded', async () => {
    await invoke(sandbox, V2, 'logs');
    expect(await lastRecord()).toMatchObject({
      status: 200,
      error: null,
      logs: [
        { level: 'Info', message: 'got', extras: ['{ a: 1 }'], timestamp: expect.any(Number) },
        { level: 'Error', message: 'e', extras: [] },
      ],
    });
    expect(sandbox.requests()).toEqual(await client.requests());
  });

  test('the error of a function is in the record with its position, although V2 does not send it', async () => {
    const { text } = await invoke(sandbox, V2, 'throws');
    expect(text).not.toContain('my own text');
    expect(await lastRecord()).toMatchObject({
      status: 901,
      logs: [{ level: 'Warn', message: 'before' }],
      error: {
        kind: 'threw',
        message: 'my own text',
        details: expect.stringMatching(/^Error: my own text\n.*throws.index\.js:3:9/),
      },
    });
  });

  test('a function that does not load has an error in the record', async () => {
    await invoke(sandbox, V2, 'broken');
    expect(await lastRecord()).toMatchObject({
      error: { kind: 'runtime-error', message: expect.any(String) },
    });
  });

  test('a request without a function has neither', async () => {
    await send(`${sandbox.url}/nothing`);
    expect(await lastRecord()).toMatchObject({ status: 404, logs: [], error: null });
  });

  test('tokens and the secrets of the sandbox are hidden in log and error', async () => {
    const token = await tokenFor(sandbox, V1);
    for (const secret of [token, 'sandbox-secret', 'sandbox-password', encodeURIComponent(`${token}==`)]) {
      await invoke(sandbox, V2, 'tells', `=${secret}=`);
      const { text } = await send(`${sandbox.url}/_sandbox/requests`);
      expect(text).not.toContain(secret);
      expect((await lastRecord())?.error?.message).toContain('REDACTED');
    }
  });

  test('the journal keeps the logs of the last 1,000 requests that ran a function', () => {
    const journal = new Journal();
    const request = {
      method: 'GET',
      path: '/',
      service: null,
      account: null,
      lambdaUuid: null,
      eventId: null,
    };
    const logs = [{ level: 'Info' as const, message: 'm', extras: [], timestamp: 1 }];
    for (let i = 0; i < 1001; i += 1) {
      const outcome = { kind: 'returned' as const, json: '1' };
      journal.arrive({ ...request, requestId: null, fault: null }).addReport({ outcome, logs, refused: [] });
    }
    const lengths = journal.requests().map((record) => record.logs.length);
    expect([lengths.length, lengths.indexOf(1), lengths.lastIndexOf(0)]).toEqual([1001, 1, 0]);
  });
});

describe('SandboxClient', () => {
  test('the client controls a sandbox in another process', async () => {
    const folder = await folderWith(functionFiles(FUNCTIONS));
    const module = new URL('../dist/client.js', import.meta.url).href;
    const code = `import { SandboxClient } from '${module}';
const client = new SandboxClient();
await client.addFault({ times: 1, action: { type: 'answer', status: 503 } });
const { status } = await fetch(new URL('/api/account/1/service/faasGW/baseURI.json', process.env.LP_DOMAIN_API));
console.log(status, (await client.requests()).at(-1).fault);`;
    const command = [process.execPath, '--input-type=module', '-e', code];
    const { out } = await run('exec', '--functions', folder, '--', ...command).ended;
    expect(out).toBe('503 answer\n');
  });

  test('faults, latency, counts, tokens and reset work as in code', async () => {
    const id = await client.addFault({ path: '/never', action: { type: 'reset' } });
    expect(await client.faults()).toEqual(sandbox.faults.list());
    await client.clearFaults(id);
    await client.addFault({ path: '/never', action: { type: 'reset' } });
    await client.clearFaults();
    expect(sandbox.faults.list()).toEqual([]);
    await client.reset();
    expect(await client.requests()).toEqual([]);
    await invoke(sandbox, V2, 'logs');
    const uuid = uuidOf(sandbox, V2, 'logs');
    expect([await client.executions(), await client.executions(V2), await client.executions(V1)]).toEqual([
      { [uuid]: 1 },
      { [uuid]: 1 },
      {},
    ]);
    await client.setLatency(20);
    await send(`${sandbox.url}/nothing`);
    expect((await lastRecord())?.durationMs).toBeGreaterThanOrEqual(19);
    await client.setLatency(0);
    const token = await tokenFor(sandbox, V1);
    await client.revokeTokens();
    const headers = { authorization: `Bearer ${token}` };
    const path = `/api/account/${V1}/events/x/isImplemented?v=1`;
    expect((await send(sandbox.url + path, { headers })).status).toBe(401);
  });

  test('what the sandbox refuses is an error with its reason', async () => {
    const wrong = client.addFault({ action: { type: 'explode' } } as never);
    await expect(wrong).rejects.toMatchObject({
      name: 'SandboxError',
      message: expect.stringMatching(/action/),
    });
    await expect(client.clearFaults('99')).rejects.toThrow('There is no fault with this id');
    expect(() => new SandboxClient('')).toThrow('LP_DOMAIN_API');
  });
});
