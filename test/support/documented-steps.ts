import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const ROOT = join(import.meta.dirname, '../..');
export const PAGE = readFileSync(join(ROOT, 'docs/getting-started.md'), 'utf8');

/** The address that the page shows; a test has the sandbox on any free port. */
const SHOWN_HOST = '127.0.0.1:8787';

/** What marks the end of one block's output. */
const MARK = '\x1e';

export interface Block {
  readonly language: string;
  readonly text: string;
}

/** The page's fenced blocks, in their order. */
export const BLOCKS: readonly Block[] = [...PAGE.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(
  ([, language = '', text = '']) => ({ language, text }),
);

/** One `sh` block, and the output that the page shows below it. */
export interface Step {
  readonly code: string;
  readonly shown: string;
}

export const STEPS: readonly Step[] = BLOCKS.flatMap(({ language, text }, index) => {
  if (language !== 'sh') return [];
  const next = BLOCKS[index + 1];
  return [{ code: text, shown: next?.language === 'text' ? next.text.trim() : '' }];
});

/** The page's only block of a language. */
export function onlyBlock(language: string): string {
  const [block, ...others] = BLOCKS.filter((candidate) => candidate.language === language);
  if (block === undefined || others.length > 0) {
    throw new Error(`The page needs exactly one ${language} block, not ${others.length}`);
  }
  return block.text;
}

export const onHost = (text: string, host: string): string => text.replaceAll(SHOWN_HOST, host);

/** The walk needs both; without them it would be a walk that nobody took. */
export async function assertTools(): Promise<void> {
  for (const tool of ['bash', 'curl']) {
    await run(tool, ['--version']).catch((error: unknown) => {
      throw new Error(`docs/getting-started.md is walked with ${tool}: install it to run this test.`, {
        cause: error,
      });
    });
  }
}

const running: (() => Promise<void>)[] = [];

/** Stops every sandbox that was started here. */
export async function stopSandboxes(): Promise<void> {
  for (const stop of running.splice(0)) await stop();
}

/** Starts the sandbox with the command line of the page, on any free port; answers its host and port. */
export async function startAsDocumented(): Promise<string> {
  const [command] = /^node .*lp-faas-sandbox.*$/m.exec(onlyBlock('bash')) ?? [];
  if (command === undefined) throw new Error('The page does not say how to start the sandbox');
  const args = [...command.split(' ').slice(1), '--port', '0', '--ready-json'];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  running.push(async () => {
    child.kill();
    await ended;
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    complaint += part;
  });
  const line = once(createInterface(child.stdout), 'line');
  const first: unknown[] = await Promise.race([line, ended.then(() => [])]);
  if (first.length === 0) throw new Error(`The sandbox did not start: ${complaint}`);
  const { url } = JSON.parse(String(first[0])) as { url: string };
  return new URL(url).host;
}

/** This machine's commands with the Node of the tests, and nothing else: no proxy, no variable of a step. */
const environment = (): NodeJS.ProcessEnv => ({
  PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
});

/** Types all steps into one bash, where what a step sets is there for the next; answers what each printed. */
export async function walk(host: string): Promise<string[]> {
  const script = onHost(STEPS.map(({ code }) => `${code}printf '${MARK}'\n`).join(''), host);
  const options = { cwd: ROOT, env: environment(), timeout: 60_000 };
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script], options);
  return stdout.split(MARK).map((output) => output.trim());
}

/** Runs a script that uses `@lp-faas/core`, where that import is at home; answers what it printed. */
export async function runScript(code: string, variables: NodeJS.ProcessEnv = {}): Promise<string> {
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: join(ROOT, 'packages/core'),
    env: { ...environment(), ...variables },
    timeout: 30_000,
  });
  return stdout.trim();
}
