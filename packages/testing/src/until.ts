/** Lets everything that is ready go on. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Waits until something holds; gives up after five seconds, so that a broken rule ends its test. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const givesUpAt = performance.now() + 5000;
  while (!(await holds())) {
    if (performance.now() > givesUpAt) throw new Error(`It never came to hold that ${holds}`);
    await turn();
  }
}
