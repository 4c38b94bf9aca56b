import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { root } from '../steps.mjs';

/** Starts the sandbox's command line on a free port with the example functions; answers when it listens. */
export async function startSandbox() {
  const cli = join(root, 'packages/sandbox/bin/lp-faas-sandbox.js');
  const args = [cli, '--port', '0', '--functions', join(root, 'examples/functions'), '--ready-json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  const [line] = await Promise.race([
    once(createInterface(child.stdout), 'line'),
    once(child, 'exit').then(() => []),
  ]);
  if (line === undefined) throw new Error(`The sandbox did not start: ${complaints}`);
  const stop = async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  };
  return { ...JSON.parse(line), stop };
}
