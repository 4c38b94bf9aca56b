import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '@lp-faas/sandbox';
import { InstalledNodeRed } from './support/installed.js';
import { type FlowNode, PACKAGE, VERSIONS } from './support/node-red.js';

const NAMES = readdirSync(join(PACKAGE, 'examples')).map((file) => file.replace(/\.json$/, ''));

function example(name: string): FlowNode[] {
  return JSON.parse(readFileSync(join(PACKAGE, 'examples', `${name}.json`), 'utf8')) as FlowNode[];
}

test('there are the five examples, each explained by a comment and with the public account of the sandbox', () => {
  expect(NAMES.sort()).toEqual([
    'Catch and retry',
    'Event fan-out',
    'HTTP endpoint',
    'Hello function',
    'Sandbox',
  ]);
  for (const name of NAMES) {
    const flow = example(name);
    const comment = flow.find(({ type }) => type === 'comment');
    expect(String(comment?.['info']).length).toBeGreaterThan(100);
    const account = flow.find(({ type }) => type === 'liveperson-functions-account');
    expect(account).toMatchObject({ credentials: { clientSecret: 'sandbox-secret' } });
  }
});

describe.each(VERSIONS)('in a Node-RED %i, against the sandbox, the example', (version) => {
  let nodeRed: InstalledNodeRed;
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSandbox({ functions: join(PACKAGE, '../../examples/functions') });
    nodeRed = await InstalledNodeRed.start({ version });
  });
  afterAll(async () => {
    await nodeRed?.[Symbol.asyncDispose]();
    await sandbox?.close();
  });

  /** As it is but for the port, and with its debug nodes on the console as well. */
  const deploy = async (name: string): Promise<void> => {
    const flow = example(name).map((node) => {
      if (node.type === 'liveperson-functions-account') return { ...node, domainApi: sandbox.url };
      return node.type === 'debug' ? { ...node, console: true } : node;
    });
    await nodeRed.deploy(flow);
  };
  const press = async (button: string): Promise<void> => {
    expect((await nodeRed.admin('POST', `/inject/${button}`, {})).status).toBe(200);
  };
  const fault = async (body: object): Promise<void> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${sandbox.url}/_sandbox/faults`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    expect(answer.status).toBeLessThan(300);
  };

  test('"Hello function" greets', async () => {
    await deploy('Hello function');
    await press('lp-hello-inject');
    await nodeRed.printed(/\[debug:greeting\][^[]*Ada/);
  });

  test('"HTTP endpoint" answers a request with the result, and a failure with its code', async () => {
    await deploy('HTTP endpoint');
    const ask = () =>
      fetch(`${nodeRed.url}/hello`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"name":"Grace"}',
      });
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('Grace');
    await fault({ service: 'faasGW', times: 1, action: { type: 'answer', status: 403 } });
    const refused = await ask();
    expect(refused.status).toBe(502);
    expect(await refused.json()).toEqual({ error: 'forbidden' });
  });

  test('"Catch and retry" sends what was refused for now again', async () => {
    await deploy('Catch and retry');
    await fault({ service: 'faasGW', times: 1, action: { type: 'answer', status: 408 } });
    await press('lp-retry-inject');
    await nodeRed.printed(/\[debug:greeting\][^[]*Ada/);
  });

  test('"Event fan-out" makes a message of each result', async () => {
    await deploy('Event fan-out');
    await press('lp-event-inject');
    await nodeRed.printed(/\[debug:one result\][\s\S]*0b7ad0c8-5b1c-4d0e-8f6a-3c1f5f0e7a11/);
  });

  test('"Sandbox" greets, shows a failure, and greets all', async () => {
    await deploy('Sandbox');
    await press('lp-sandbox-inject');
    await nodeRed.printed(/\[debug:result\][^[]*Ada/);
    await press('lp-sandbox-inject-2');
    await nodeRed.printed(/\[debug:why it failed\][\s\S]*function-failed/);
    await press('lp-sandbox-inject-3');
    await nodeRed.printed(/\[debug:result\][\s\S]*Ada[\s\S]*Grace[\s\S]*Edsger/);
  });
});

/** Says where the two listen, as the demo prints it. */
async function addresses(demo: ReturnType<typeof spawn>): Promise<{ nodeRed: string; sandbox: string }> {
  let printed = '';
  demo.stdout?.on('data', (part: Buffer) => {
    printed += part;
    demo.emit('printed');
  });
  while (!printed.includes('Ctrl+C')) await once(demo, 'printed');
  const [, nodeRed = ''] = /Node-RED: {2}(http\S+)/.exec(printed) ?? [];
  const [, sandbox = ''] = /Sandbox: {3}(http\S+)/.exec(printed) ?? [];
  return { nodeRed, sandbox };
}

// The demo runs the newest Node-RED.
if (VERSIONS.some((version) => version === 5)) {
  test('the demo has the hello flow ready in a real Node-RED, and Ctrl+C leaves nothing of it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lp-faas-demo-test-'));
    const demo = spawn(process.execPath, [join(PACKAGE, '../../scripts/demo/node-red.mjs')], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '', TMPDIR: folder },
    });
    const ended = once(demo, 'exit');
    try {
      const { nodeRed, sandbox } = await addresses(demo);
      expect((await fetch(`${nodeRed}/inject/lp-hello-inject`, { method: 'POST' })).status).toBe(200);
      expect((await fetch(`${sandbox}/_sandbox/requests`)).status).toBe(200);
      expect(readdirSync(folder)).toContainEqual(expect.stringMatching(/^lp-faas-demo-/));
      demo.kill('SIGINT');
      expect((await ended)[0]).toBe(0);
      expect(readdirSync(folder).filter((name) => name.startsWith('lp-faas'))).toEqual([]);
      await expect(fetch(nodeRed)).rejects.toThrow();
      await expect(fetch(sandbox)).rejects.toThrow();
    } finally {
      demo.kill('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
