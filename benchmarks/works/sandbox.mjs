import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { inTurn, summary } from '../rounds.mjs';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const SANDBOX = path('../../packages/sandbox/bin/lp-faas-sandbox.js');
const FUNCTIONS = path('../../examples/functions');

/** Milliseconds until the first line, or until the end of a process that prints none. */
async function time({ args, isReady }) {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(child, 'close');
  await (isReady ? once(child.stdout, 'data') : ended);
  const ms = performance.now() - startedAt;
  child.kill();
  await ended;
  return ms;
}

/** The sandbox from the start of its command until it is ready. */
export async function sandbox({ rounds = 11 } = {}) {
  const start = [SANDBOX, '--functions', FUNCTIONS, '--port', '0', '--ready-json'];
  const all = [
    { name: 'node -e 0', args: ['-e', '0'], isReady: false },
    { name: 'lp-faas-sandbox', args: start, isReady: true },
  ];
  await inTurn(all, 1, time);
  const results = await inTurn(all, rounds, time);
  return [
    {
      work: 'the sandbox, start of the command until it is ready',
      unit: 'ms',
      more: 'worse',
      values: all.map(({ name }) => ({ name, ...summary(results.get(name)) })),
      wanted: [{ ratio: ['lp-faas-sandbox', 'node -e 0'] }],
    },
  ];
}
