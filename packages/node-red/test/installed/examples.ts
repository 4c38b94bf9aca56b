import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '@lp-faas/sandbox';
import type { InstalledStage } from '../support/installed-stage.js';
import { type FlowNode, PACKAGE } from '../support/node-red.js';

const NAMES = readdirSync(join(PACKAGE, 'examples')).map((file) => file.replace(/\.json$/, ''));

function example(name: string): FlowNode[] {
  return JSON.parse(readFileSync(join(PACKAGE, 'examples', `${name}.json`), 'utf8')) as FlowNode[];
}

export function exampleTests(stage: InstalledStage): void {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSandbox({ functions: join(PACKAGE, '../../examples/functions') });
  });
  afterAll(() => sandbox?.close());

  /** Deploys an example with the sandbox's address in its account; its debug nodes print to the console as well. */
  const deploy = async (name: string): Promise<void> => {
    const flow = example(name).map((node) => {
      if (node.type === 'liveperson-functions-account') return { ...node, domainApi: sandbox.url };
      return node.type === 'debug' ? { ...node, console: true } : node;
    });
    await stage.nodeRed.deploy(flow, 'full', stage.as('writer'));
  };
  const press = async (button: string): Promise<void> => {
    const { status } = await stage.nodeRed.admin('POST', `/inject/${button}`, {}, stage.as('writer'));
    expect(status).toBe(200);
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

  test('there are five examples, each with a comment that explains it and the public account of the sandbox', () => {
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

  test('the example "Hello function" greets', async () => {
    await deploy('Hello function');
    await press('lp-hello-inject');
    await stage.nodeRed.printed(/\[debug:greeting\][^[]*Ada/);
  });

  test('the flow of docs/node-red.md greets', async () => {
    const page = readFileSync(join(PACKAGE, '../../docs/node-red.md'), 'utf8');
    const [, flow = ''] = /^```json\n(\[.*?)^```$/ms.exec(page) ?? [];
    // In place of the variables, which test/page.test.ts sets.
    const values = {
      LP_ACCOUNT_ID: '12345678',
      LP_DOMAIN_API: sandbox.url,
      LP_CLIENT_ID: sandbox.clientId,
      LP_CLIENT_SECRET: sandbox.clientSecret,
    };
    const filled = flow.replace(/\$\{(\w+)\}/g, (_, name: keyof typeof values) => values[name]);
    const nodes = (JSON.parse(filled) as FlowNode[]).map((node) => {
      if (node['lambdaUuid'] === 'LP_LAMBDA_UUID')
        return { ...node, lambdaUuid: '0b7ad0c8-5b1c-4d0e-8f6a-3c1f5f0e7a11', lambdaUuidType: 'str' };
      return node.type === 'debug' ? { ...node, name: 'of the page', console: true } : node;
    });
    await stage.nodeRed.deploy(nodes, 'full', stage.as('writer'));
    await press('lp-first-inject');
    await stage.nodeRed.printed(/\[debug:of the page\][^[]*Ada/);
  });

  test('the example "HTTP endpoint" answers with the result, or with the code of the error', async () => {
    await deploy('HTTP endpoint');
    const ask = () =>
      stage.nodeRed.request('/hello', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"name":"Grace"}',
      });
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('Grace');
    // For the replay with a new token, too, which there is only when the new token is another one.
    await fault({ service: 'faasGW', times: 2, action: { type: 'answer', status: 403 } });
    const refused = await ask();
    await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
    expect(refused.status).toBe(502);
    expect(JSON.parse(refused.text)).toEqual({ error: 'forbidden' });
  });

  test('the example "Catch and retry" retries a message that the platform rejected at first', async () => {
    await deploy('Catch and retry');
    await fault({ service: 'faasGW', times: 1, action: { type: 'answer', status: 408 } });
    await press('lp-retry-inject');
    await stage.nodeRed.printed(/\[debug:greeting\][^[]*Ada/);
  });

  test('the example "Event fan-out" sends one message for each result', async () => {
    await deploy('Event fan-out');
    await press('lp-event-inject');
    await stage.nodeRed.printed(/\[debug:one result\][\s\S]*0b7ad0c8-5b1c-4d0e-8f6a-3c1f5f0e7a11/);
  });

  test('the example "Sandbox" greets, shows a failure of a function, and greets every element of an array', async () => {
    await deploy('Sandbox');
    await press('lp-sandbox-inject');
    await stage.nodeRed.printed(/\[debug:result\][^[]*Ada/);
    await press('lp-sandbox-inject-2');
    await stage.nodeRed.printed(/\[debug:why it failed\][\s\S]*function-failed/);
    await press('lp-sandbox-inject-3');
    await stage.nodeRed.printed(/\[debug:result\][\s\S]*Ada[\s\S]*Grace[\s\S]*Edsger/);
  });
}
