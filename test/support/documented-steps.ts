import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const ROOT = join(import.meta.dirname, '../..');
export const PAGE = readFileSync(join(ROOT, 'docs/getting-started.md'), 'utf8');

/** The port that the page shows; in tests, the sandbox listens on any free one. */
const SHOWN_PORT = ':8787';

/** Marks the end of the output of a block. */
const MARK = '\x1e';

export interface Block {
  readonly language: string;
  readonly text: string;
}

/** The fenced blocks of the page, in order. */
export const BLOCKS: readonly Block[] = [...PAGE.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(
  ([, language = '', text = '']) => ({ language, text }),
);

/** An `sh` block, and the output that the page shows below it. */
export interface Step {
  readonly code: string;
  readonly shown: string;
}

export const STEPS: readonly Step[] = BLOCKS.flatMap(({ language, text }, index) => {
  if (language !== 'sh') return [];
  const next = BLOCKS[index + 1];
  return [{ code: text, shown: next?.language === 'text' ? next.text.trim() : '' }];
});

/** Returns the only block of a language that contains a text. */
export function onlyBlock(language: string, part = ''): string {
  const [block, ...others] = BLOCKS.filter(
    (candidate) => candidate.language === language && candidate.text.includes(part),
  );
  if (block === undefined || others.length > 0) {
    throw new Error(`The page needs exactly one ${language} block with ${part}, not ${others.length}`);
  }
  return block.text;
}

export const onPort = (text: string, port: string): string => text.replaceAll(SHOWN_PORT, `:${port}`);

/** Throws without bash and curl, so that the steps are never skipped silently. */
export async function assertTools(): Promise<void> {
  for (const tool of ['bash', 'curl']) {
    await run(tool, ['--version']).catch((error: unknown) => {
      throw new Error(`The steps of docs/getting-started.md need ${tool}: install it to run this test.`, {
        cause: error,
      });
    });
  }
}

const running: (() => Promise<void>)[] = [];

/** Stops every sandbox that this module has started. */
export async function stopSandboxes(): Promise<void> {
  for (const stop of running.splice(0)) await stop();
}

/** Starts the sandbox as the page says for a clone, on any free port; returns the port. */
export async function startAsDocumented(): Promise<string> {
  const [, command] = /`node (.*lp-faas-sandbox\S* [^`]*)`/.exec(PAGE) ?? [];
  if (command === undefined) throw new Error('The page does not say how to start the sandbox');
  const args = [...command.split(' '), '--port', '0', '--ready-json'];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  running.push(async () => {
    child.kill();
    await ended;
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    errors += part;
  });
  const line = once(createInterface(child.stdout), 'line');
  const first: unknown[] = await Promise.race([line, ended.then(() => [])]);
  if (first.length === 0) throw new Error(`The sandbox did not start: ${errors}`);
  const { url } = JSON.parse(String(first[0])) as { url: string };
  return new URL(url).port;
}

/** An environment with PATH only, so that no proxy or other variable takes effect. */
const environment = (): NodeJS.ProcessEnv => ({
  PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
});

/** Runs all steps in one bash, so that variables stay set; returns the output of each. */
export async function walk(port: string): Promise<string[]> {
  const script = onPort(STEPS.map(({ code }) => `${code}printf '${MARK}'\n`).join(''), port);
  const options = { cwd: ROOT, env: environment(), timeout: 60_000 };
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script], options);
  return stdout.split(MARK).map((output) => output.trim());
}

/** Runs a script that imports `@lp-faas/core`; returns its output. */
export async function runScript(code: string, variables: NodeJS.ProcessEnv = {}): Promise<string> {
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: join(ROOT, 'packages/core'),
    env: { ...environment(), ...variables },
    timeout: 30_000,
  });
  return stdout.trim();
}
