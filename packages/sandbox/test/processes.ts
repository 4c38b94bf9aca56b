import { readFileSync } from 'node:fs';

/** On Linux an exited process stays in the process table until its parent, or a substitute of it, reaps it. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return /^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

export const isRunning = (pid: number): boolean => exists(pid) && !isZombie(pid);

const MAX_WAIT_MS = 20_000;

/** Resolves once the condition holds. Rejects after 20 seconds. */
export async function waitUntil(condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + MAX_WAIT_MS;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`The condition did not hold in time: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Resolves once all of these processes have exited. */
export async function untilExited(...pids: readonly number[]): Promise<void> {
  await waitUntil(() => !pids.some(isRunning));
}

/** Resolves once this process's own child has exited and Node has emitted its `exit`. */
export async function untilReaped(pid: number): Promise<void> {
  await waitUntil(() => !exists(pid));
}
