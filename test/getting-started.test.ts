import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { refreshCli } from '../scripts/build-cli.mjs';
import {
  assertTools,
  BLOCKS,
  onlyBlock,
  onPort,
  PAGE,
  ROOT,
  runScript,
  STEPS,
  startAsDocumented,
  stopSandboxes,
  walk,
} from './support/documented-steps.js';

const readJson = (path: string): unknown => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));

/** Without the times, which differ, and in one line where the guide breaks a long line of JSON. */
const comparable = (text: string): string => text.replace(/\b\d{10}\b/g, 'SECONDS').replace(/,\n/g, ',');

let port: string;
let printed: string[];

beforeAll(async () => {
  await assertTools();
  port = await startAsDocumented();
  printed = await walk(port);
}, 90_000);

afterAll(stopSandboxes);

describe('the steps of docs/getting-started.md', () => {
  test.each(STEPS.map((step, index) => ({ ...step, index })))(
    'step $index of the guide prints what the guide shows',
    ({ shown, index }) => {
      expect(comparable(printed[index] ?? 'nothing')).toBe(comparable(onPort(shown, port)));
    },
  );

  test('the steps of the guide find a gateway and a token service', () => {
    expect(printed).toContain(`gateway: fninvocations.localhost:${port}\ntoken service: 127.0.0.1:${port}`);
  });

  test('the steps of the guide obtain a token for the account that expires after an hour', () => {
    const claims = printed.find((output) => output.includes('exp:')) ?? '';
    const seconds = (name: string): number => Number(new RegExp(`${name}: (\\d+)`).exec(claims)?.[1]);
    expect(claims).toContain("aud: '87654321'");
    expect(seconds('exp') - seconds('iat')).toBe(3600);
    expect(Math.abs(seconds('iat') - Date.now() / 1000)).toBeLessThan(60);
  });

  test('the steps of the guide invoke a function on V1 and one on V2', () => {
    expect(printed.filter((output) => output === '{"greeting":"Hello Ada"}\nstatus 200')).toHaveLength(2);
  });

  test('the steps of the guide show a function that fails with status 901', () => {
    expect(printed.filter((output) => output.endsWith('\nstatus 901'))).toHaveLength(1);
  });
});

describe('docs/getting-started.md', () => {
  test('every code block of the guide is covered by a test', () => {
    expect(new Set(BLOCKS.map(({ language }) => language))).toEqual(
      new Set(['bash', 'sh', 'text', 'yaml', 'js']),
    );
    const [start, own, ...others] = BLOCKS.filter(({ language }) => language === 'bash');
    // test/registry.test.ts starts it from a registry.
    expect(start?.text).toBe('npx @lp-faas/sandbox\n');
    expect([own?.text, others]).toEqual([expect.stringContaining('npx @lp-faas/cli check'), []]);
    expect(readJson('package.json')).toMatchObject({ scripts: { demo: expect.any(String) } });
  });

  test('the guide takes three steps, as the README and the errors say', () => {
    expect([...PAGE.matchAll(/^## Step (\d): /gm)].map(([, number]) => number)).toEqual(['1', '2', '3']);
    for (const path of ['README.md', 'docs/errors.md', 'docs/getting-started.md']) {
      const text = readFileSync(join(ROOT, path), 'utf8');
      const counts = [...text.matchAll(/\b(two|three|four|five|six|seven)\s+steps\b/gi)];
      expect([path, counts.map(([, count]) => count)]).toEqual([path, counts.map(() => 'three')]);
    }
  });

  test('the values to replace are refused as they stand, and nothing is sent', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lp-faas-guide-'));
    try {
      const command = join(ROOT, 'packages/cli/bin/lp-faas.js');
      const npx = `#!/bin/sh\n[ "$1" = "@lp-faas/cli" ] || exit 99\nshift\n"${process.execPath}" "${command}" "$@" 2>&1\necho "exit code $?"\n`;
      writeFileSync(join(folder, 'npx'), npx, { mode: 0o755 });
      await refreshCli();
      const env = { PATH: `${folder}:${process.env['PATH']}`, LP_CLIENT_SECRET: 'typed-at-a-terminal' };
      const script = onlyBlock('bash', 'npx @lp-faas/cli');
      const { stdout } = spawnSync('bash', ['-c', script], { cwd: folder, env, encoding: 'utf8' });
      expect(stdout.match(/exit code \d/g)).toEqual(['exit code 2', 'exit code 2']);
      expect(stdout).toContain('--account-id');
      expect(stdout).toContain('--lambda-uuid');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('the guide lists the hosts that the library uses for each region', async () => {
    const rows = [...PAGE.matchAll(/^\| `(\w+)` +\| `([\w.]+)` +\| `([\w.]+)` +\|$/gm)].map((row) =>
      row.slice(1, 4),
    );
    const output = await runScript(`
      import { DomainResolver } from '@lp-faas/core';
      const rows = ['us', 'emea', 'apac'].map(async (region) => {
        const resolver = new DomainResolver({ accountId: '12345678', region });
        const domains = await Promise.all(['faasGW', 'sentinel'].map((name) => resolver.resolve(name)));
        return [region, ...domains.map(({ host }) => host)];
      });
      console.log(JSON.stringify(await Promise.all(rows)));
    `);
    expect(rows).toEqual(JSON.parse(output));
  });

  test('shows library code that gets the same result', async () => {
    const output = await runScript(onlyBlock('js'), {
      LP_DOMAIN_API: `http://127.0.0.1:${port}`,
      LP_ACCOUNT_ID: '87654321',
      LP_CLIENT_ID: 'sandbox-client',
      LP_CLIENT_SECRET: 'sandbox-secret',
      LP_LAMBDA_UUID: '5d2f9c34-8a7e-4b61-9c0d-e4a1b7f3d222',
    });
    expect(output).toBe("{ greeting: 'Hello Ada' }");
  });

  test('the guide links only to existing files', () => {
    const links = [...PAGE.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path = '']) => path);
    expect(links).toContain('set-up-liveperson.md');
    for (const path of links) expect(readFileSync(join(ROOT, 'docs', path), 'utf8')).not.toBe('');
  });
});

test('the app installation requests only what an invocation needs', () => {
  expect(readJson('examples/app-installation.json')).toEqual({
    client_name: expect.any(String),
    description: expect.any(String),
    grant_types: ['client_credentials'],
    response_types: ['token'],
    scope: 'faas.lambda.invoke',
  });
});
