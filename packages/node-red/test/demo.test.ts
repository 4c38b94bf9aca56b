import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { PACKAGE } from './support/node-red.js';
import { within } from './support/waiting.js';

/** The addresses of Node-RED and sandbox, as the demo prints them. */
async function addresses(demo: ReturnType<typeof spawn>): Promise<{ nodeRed: string; sandbox: string }> {
  let printed = '';
  demo.stdout?.on('data', (part: Buffer) => {
    printed += part;
    demo.emit('printed');
  });
  const ready = async (): Promise<void> => {
    while (!printed.includes('Ctrl+C')) await once(demo, 'printed');
  };
  await within(ready(), () => `the demo to be ready. It printed:\n${printed}`);
  const [, nodeRed = ''] = /Node-RED: {2}(http\S+)/.exec(printed) ?? [];
  const [, sandbox = ''] = /Sandbox: {3}(http\S+)/.exec(printed) ?? [];
  return { nodeRed, sandbox };
}

test.each([
  ['Ctrl+C', 'SIGINT'],
  ['a request to end', 'SIGTERM'],
] as const)(
  'the demo starts Node-RED with the hello flow, and %s removes everything it started',
  async (name, signal) => {
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
      demo.kill(signal);
      const [status] = await within(ended, () => `the demo to end after ${name}`);
      expect(status).toBe(0);
      expect(readdirSync(folder).filter((entry) => entry.startsWith('lp-faas'))).toEqual([]);
      await expect(fetch(nodeRed)).rejects.toThrow();
      await expect(fetch(sandbox)).rejects.toThrow();
    } finally {
      if (demo.exitCode === null) demo.kill('SIGINT');
      await within(ended, () => 'the demo to end after Ctrl+C').catch(() => demo.kill('SIGKILL'));
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
