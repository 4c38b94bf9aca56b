import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { INPUTS } from '@lp-faas/job';
import { type Sandbox, startSandbox } from '@lp-faas/sandbox';
import { parse } from 'yaml';
import { readCommandLine } from '../src/command-line.js';
import { helpOf } from '../src/help.js';
import { COMMANDS, OPTIONS, type Option, variableOf } from '../src/options.js';
import { COMMAND, lpFaas, start } from './support/shell.js';

const root = join(import.meta.dirname, '../../..');
const page = readFileSync(join(root, 'docs/cli.md'), 'utf8');
const readme = readFileSync(join(root, 'packages/cli/README.md'), 'utf8');
const blocks = (language: string, text = page): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, code = '']) => code);

/** A shell in which `lp-faas` is the command, and `npm` is not. */
async function shell(script: string, env: Record<string, string> = {}) {
  const cwd = mkdtempSync(join(tmpdir(), 'lp-faas-docs-'));
  const command = `lp-faas() { "${process.execPath}" "${COMMAND}" "$@"; }`;
  try {
    return await start('bash', ['-c', `${command}\n${script}`], { env, cwd });
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ functions: join(root, 'examples/functions'), port: 0 });
});
afterAll(() => sandbox.close());

describe('docs/cli.md', () => {
  test('the table of options is that of the command line', () => {
    const all = new Map<string, Option & { commands: string[] }>();
    for (const command of COMMANDS) {
      for (const option of OPTIONS[command].filter(({ name }) => name !== 'help')) {
        const known = all.get(option.name) ?? { ...option, commands: [] };
        all.set(option.name, { ...known, commands: [...known.commands, command] });
      }
    }
    const rows = [...all.values()].map((option) => [
      `\`--${option.name}\`<br>\`${variableOf(option)}\``,
      option.commands.join(', '),
      option.default === '' ? '' : `\`${option.default}\``,
      option.description,
    ]);
    const shown = page
      .split('## Options')[1]
      ?.split('\n')
      .filter((line) => line.startsWith('| `--'))
      .map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
    expect(shown).toEqual(rows);
  });

  test('every example runs against the sandbox', async () => {
    const examples = blocks('bash').filter((block) => !block.includes('vault'));
    expect(examples).toHaveLength(3);
    expect(examples.join()).toContain('http://127.0.0.1:8787');
    const script = examples.join('\n').replace('http://127.0.0.1:8787', sandbox.url);
    const { code, stdout, stderr } = await shell(`set -euo pipefail\n${script}`);
    expect([code, stderr.includes('Functions can be invoked')]).toEqual([0, true]);
    const lines = stdout.trim().split('\n').slice(1);
    expect(JSON.parse(lines.pop() ?? '')).toMatchObject({ lines: 2, succeeded: 2 });
    expect(lines).toEqual(['{"greeting":"Hello Ada"}', 'Hello Ada', '{"greeting":"Hello Bob"}']);
  });

  test('the client secret can come from a pipe', async () => {
    const [example = '', ...others] = blocks('bash').filter((block) => block.includes('vault'));
    expect([others, blocks('text')]).toEqual([[], []]);
    // Stands in for Vault's command, which needs a Vault.
    const vault = `vault() { [ "$*" = "kv get -field=clientSecret secret/liveperson" ] && echo sandbox-secret; }`;
    const { code, stdout } = await shell(`${vault}\n${example}`, {
      LP_DOMAIN_API: sandbox.url,
      LP_ACCOUNT_ID: '12345678',
      LP_CLIENT_ID: sandbox.clientId,
      LP_LAMBDA_UUID: '0b7ad0c8-5b1c-4d0e-8f6a-3c1f5f0e7a11',
    });
    expect([code, stdout]).toEqual([0, '{"greeting":"Hello World"}\n']);
  });

  test('the exit codes are those of the help', () => {
    const codes = [...page.matchAll(/^\| (\d) +\| (.*?)\.? +\|$/gm)].map(
      ([, code, text = '']) => `  ${code}  ${text}`,
    );
    expect(codes).toHaveLength(5);
    for (const line of codes.slice(1)) {
      const [meaning = ''] = line.split(/[:.]/);
      expect(helpOf('invoke').toLowerCase()).toContain(meaning.toLowerCase());
    }
  });
});

test('the example of the README runs against the sandbox', async () => {
  const examples = blocks('bash', readme);
  expect(examples).toHaveLength(1);
  const env = { LP_DOMAIN_API: sandbox.url };
  const { code, stdout } = await shell(`set -e\n${examples.join('\n')}`, env);
  expect([code, stdout.trim().split('\n').at(-1)]).toEqual([0, '{"greeting":"Hello Ada"}']);
});

describe('the inputs of action.yml', () => {
  const { inputs } = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as {
    inputs: Record<string, unknown>;
  };
  /** What only a workflow needs: a command is its own mode, and its result goes to standard output alone. */
  const OF_WORKFLOWS = ['client-secret', 'mask-result', 'mode', 'summary'];

  test('are options of a command, but for those that only a workflow needs', () => {
    const options = new Set(COMMANDS.flatMap((command) => OPTIONS[command].map(({ input }) => input)));
    expect(Object.keys(inputs).sort()).toEqual(Object.keys(INPUTS).sort());
    const missing = Object.keys(inputs).filter((name) => !options.has(name as keyof typeof INPUTS));
    expect(missing.sort()).toEqual(OF_WORKFLOWS);
  });
});

describe('the help', () => {
  test.each(COMMANDS)(
    'of %s shows every option on lines of 80 characters, and exit code 0',
    async (command) => {
      const { code, stdout, stderr } = await lpFaas([command, '--help']);
      expect([code, stderr]).toEqual([0, '']);
      for (const { name } of OPTIONS[command]) expect(stdout).toContain(`  --${name}`);
      const [, options = ''] = stdout.split('Options:\n');
      for (const line of options.split('\nExamples')[0]?.split('\n') ?? [])
        expect(line.length).toBeLessThanOrEqual(80);
    },
  );

  test.each(COMMANDS)('of %s has examples that the command accepts', (command) => {
    const [, examples = ''] = helpOf(command).split('Examples:\n');
    const lines = [...examples.matchAll(/lp-faas (.*?)(?:\)| \| .*)?$/gm)].map(([, line = '']) => line);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines.filter((one) => one.startsWith(command))) {
      const args = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '');
      expect(readCommandLine(args, {})).toMatchObject({ command });
    }
  });
});

describe('the completion', () => {
  const complete = async (words: readonly string[]): Promise<string[]> => {
    const script = `source <(lp-faas completion bash)
      COMP_WORDS=(lp-faas ${words.map((word) => `"${word}"`).join(' ')}); COMP_CWORD=${words.length}
      _lp_faas; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return (await shell(script)).stdout.trim().split('\n');
  };

  test('of bash completes commands, options and files', async () => {
    expect(await complete(['in'])).toEqual(['invoke']);
    expect(await complete(['check', '--acc'])).toEqual(['--account-id']);
    expect(await complete(['invoke', '--payload-file', '/etc/hostn'])).toEqual(['/etc/hostname']);
  });

  test.each(['zsh', 'fish'])('of %s names every command and option', async (name) => {
    const { code, stdout } = await lpFaas(['completion', name]);
    expect(code).toBe(0);
    for (const command of COMMANDS) {
      expect(stdout).toContain(command);
      for (const option of OPTIONS[command]) expect(stdout).toContain(option.name);
    }
  });

  test('of another shell is refused', async () => {
    const { code, stderr } = await lpFaas(['completion', 'tcsh']);
    expect([code, stderr]).toEqual([2, 'lp-faas: Name the shell: lp-faas completion bash, zsh or fish.\n']);
  });
});
