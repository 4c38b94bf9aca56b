import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { freePort } from '@lp-faas/testing/free-port';
import { ROOT } from './repository.js';

interface PaletteEntry {
  readonly name: string;
  readonly version: string;
  readonly nodes: readonly {
    readonly types: readonly string[];
    readonly enabled: boolean;
    readonly err?: unknown;
  }[];
}

/** Starts a new Node-RED, installs a package as its palette manager does, and returns what it then has of it. */
export async function installByPalette(
  module: string,
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<PaletteEntry> {
  const from = createRequire(join(ROOT, 'packages/node-red/package.json'));
  const red = join(dirname(from.resolve('node-red-5/package.json')), 'red.js');
  const port = await freePort();
  const child = spawn(process.execPath, [red, '--userDir', folder, '--port', String(port)], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const over = new Promise((resolve) => child.once('exit', resolve));
  try {
    await new Promise<void>((resolve, reject) => {
      over.then(() => reject(new Error('Node-RED ended before it had started')));
      child.stdout.on('data', (part: Buffer) => part.includes('Started flows') && resolve());
    });
    const response = await fetch(`http://127.0.0.1:${port}/nodes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ module }),
    });
    if (!response.ok) throw new Error(`Node-RED answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as PaletteEntry;
  } finally {
    child.kill();
    await over;
  }
}
