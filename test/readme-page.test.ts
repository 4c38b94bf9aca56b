import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { startSandbox } from '@lp-faas/sandbox';
import { parse } from 'yaml';
import { refreshCli } from '../scripts/build-cli.mjs';
import { blocksOf } from './support/pages.js';
import { ROOT, read } from './support/repository.js';
import { runSteps, shownWorkflows, stepsOf } from './support/workflows.js';

const PAGE = 'README.md';
const page = read(PAGE);
const BLOCKS = blocksOf(PAGE);
const FAILING = '9e4b6a70-1f3d-4c58-b2a9-7d60c5e8f333';

/** What differs from run to run: the port, the duration and the request id. */
const lasting = (text: string): string =>
  text
    .replace(/127\.0\.0\.1:\d+/g, 'HOST')
    .replace(/after \d+ ms/g, 'after N ms')
    .replace(/Request id: [0-9a-f-]{36}/g, 'Request id: ID');

/** Runs a script in the clone, as the README says, with both streams in the order of a terminal. */
function terminal(script: string) {
  const env = { PATH: `${join(process.execPath, '..')}:${process.env['PATH']}` };
  const { status, stdout } = spawnSync('bash', ['-c', `${script} 2>&1`], {
    cwd: ROOT,
    env,
    encoding: 'utf8',
  });
  return { status, printed: lasting(stdout.trimEnd()) };
}

beforeAll(refreshCli);

describe('README.md', () => {
  test('has no block that no test runs', () => {
    const kinds = BLOCKS.map(({ language, shown }) =>
      shown === undefined ? language : `${language} and text`,
    );
    expect(kinds).toEqual(['mermaid', 'yaml', 'sh', 'sh and text', 'text', 'yaml']);
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    expect(BLOCKS[2]?.text.trim().split('\n').slice(1)).toEqual(['cd lp-faas-invoke', 'npm run demo']);
    expect(scripts).toMatchObject({ demo: expect.any(String), 'demo:node-red': expect.any(String) });
  });

  test('its quick start prints the result of the function', async () => {
    await using sandbox = await startSandbox({ functions: join(ROOT, 'examples/functions') });
    const settings = new Map([
      ['vars.LP_ACCOUNT_ID', '12345678'],
      ['vars.LP_CLIENT_ID', sandbox.clientId],
      ['vars.LP_LAMBDA_UUID', '0b7ad0c8-5b1c-4d0e-8f6a-3c1f5f0e7a11'],
      ['secrets.LP_CLIENT_SECRET', sandbox.clientSecret],
    ]);
    const printed = await runSteps(shownWorkflows(PAGE).flatMap(stepsOf), sandbox.url, settings);
    expect(printed).toBe('{"greeting":"Hello Ada"}\n');
  });

  test('the call from a terminal prints what the README shows', () => {
    const [block] = BLOCKS.filter(({ language, shown }) => language === 'sh' && shown !== undefined);
    const { status, printed } = terminal(block?.text.trimEnd() ?? '');
    expect(status).toBe(0);
    // Both streams: their order between each other is the terminal's.
    expect(printed.split('\n').sort()).toEqual(
      lasting(block?.shown ?? '')
        .split('\n')
        .sort(),
    );
  });

  test('the failure that the README shows is that of the sandbox', () => {
    const [call] = BLOCKS.filter(({ shown, language }) => language === 'sh' && shown !== undefined);
    const script = call?.text.trimEnd().replace(/--lambda-uuid .*$/s, `--lambda-uuid ${FAILING}`) ?? '';
    const { status, printed } = terminal(script);
    // The README breaks a long line.
    const inOneLine = (text: string): string => text.replaceAll('\n', ' ');
    const shown = lasting(BLOCKS[4]?.text.trimEnd() ?? '');
    expect([status, inOneLine(printed)]).toEqual([1, inOneLine(shown)]);
  });

  test('the table by task has every input of the action, once', () => {
    const { inputs } = parse(read('action.yml')) as { inputs: Record<string, unknown> };
    const [, table = ''] = /## The inputs by task\n(.*?)\n## /s.exec(page) ?? [];
    const rows = table
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .slice(1);
    const named = rows.flatMap((row) => [...row.matchAll(/`([\w-]+)(?:: \w+)?`/g)].map(([, name]) => name));
    expect(named.sort()).toEqual(Object.keys(inputs).sort());
  });

  test('the file for Dependabot updates the actions, as that of this repository does', () => {
    const shown = parse(BLOCKS[5]?.text ?? '') as { version: number; updates: Record<string, unknown>[] };
    const own = parse(read('.github/dependabot.yml')) as typeof shown;
    const actions = own.updates.find((update) => update['package-ecosystem'] === 'github-actions') ?? {};
    expect(shown.version).toBe(own.version);
    expect(Object.keys(actions)).toEqual(expect.arrayContaining(Object.keys(shown.updates[0] ?? {})));
    expect(shown.updates[0]?.['package-ecosystem']).toBe('github-actions');
  });

  test('links to every page of docs/', () => {
    const pages = readdirSync(join(ROOT, 'docs')).filter((name) => /\.(?:md|yaml)$/.test(name));
    // For maintainers: contributing links to it.
    const missing = pages.filter((name) => name !== 'releasing.md' && !page.includes(`docs/${name}`));
    expect(missing).toEqual([]);
  });

  test('says plainly what it is not, and what was never tried', () => {
    const status = page.replace(/\s+/g, ' ');
    expect(status).toContain('not affiliated with LivePerson');
    expect(status).toContain("proven against LivePerson's own client");
    expect(status).toContain('never been used with a real account');
  });
});
