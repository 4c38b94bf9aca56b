/** Waits one turn of the event loop. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Waits until a condition holds; throws after some time (default: five seconds), so that a broken test ends. */
export async function until(holds: () => boolean | Promise<boolean>, maxMs = 5000): Promise<void> {
  const deadline = performance.now() + maxMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`Not true within ${maxMs / 1000} seconds: ${holds}`);
    await turn();
  }
}
