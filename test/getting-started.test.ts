import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  assertTools,
  BLOCKS,
  onHost,
  onlyBlock,
  PAGE,
  ROOT,
  runScript,
  STEPS,
  startAsDocumented,
  stopSandboxes,
  walk,
} from './support/documented-steps.js';

const readJson = (path: string): unknown => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));

/** Timestamps in seconds differ from run to run. */
const withoutTimes = (text: string): string => text.replace(/\b\d{10}\b/g, 'SECONDS');

let host: string;
let printed: string[];

beforeAll(async () => {
  await assertTools();
  host = await startAsDocumented();
  printed = await walk(host);
}, 90_000);

afterAll(stopSandboxes);

describe('the steps of docs/getting-started.md', () => {
  test.each(STEPS.map((step, index) => ({ ...step, index })))(
    'step $index of the guide prints what the guide shows',
    ({ shown, index }) => {
      expect(withoutTimes(printed[index] ?? 'nothing')).toBe(withoutTimes(onHost(shown, host)));
    },
  );

  test('the steps of the guide find a gateway and a token service', () => {
    expect(printed).toContain(`gateway: ${host}, token service: ${host}`);
  });

  test('the steps of the guide obtain a token for the account that expires after an hour', () => {
    const claims = printed.find((output) => output.includes('exp:')) ?? '';
    const seconds = (name: string): number => Number(new RegExp(`${name}: (\\d+)`).exec(claims)?.[1]);
    expect(claims).toContain("aud: '12345678'");
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
    const commands = onlyBlock('bash').trim().split('\n');
    expect(commands).toEqual([
      'npm run demo',
      'node packages/sandbox/bin/lp-faas-sandbox.js --functions examples/functions',
    ]);
    expect(readJson('package.json')).toMatchObject({ scripts: { demo: expect.any(String) } });
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
    const output = await runScript(onHost(onlyBlock('js'), host), { LP_CLIENT_SECRET: 'sandbox-secret' });
    expect(output).toBe("{ greeting: 'Hello Ada' }");
  });

  test('the guide links only to existing files', () => {
    const links = [...PAGE.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path = '']) => path);
    expect(links).toContain('../examples/app-installation.json');
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
