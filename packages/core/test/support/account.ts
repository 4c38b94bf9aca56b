import { TestClock } from '@lp-faas/testing/clock';
import { fixedWindow } from '@lp-faas/testing/throttling-server';
import type { Transport } from '../../src/index.js';

/** A platform with a rate limit in virtual time. */
export function account(perSecond: number) {
  const clock = new TestClock('virtual');
  const pass = (ms: number): Promise<void> => new Promise((resolve) => void clock.after(ms, resolve));
  const isAllowed = fixedWindow(perSecond)();
  const counts = { ran: 0, refused: 0 };
  const answer = (status: number, body: unknown) => ({ status, headers: {}, text: JSON.stringify(body) });
  const transport: Transport = {
    send: async ({ url }) => {
      await pass(20);
      if (url.pathname.startsWith('/sentinel/'))
        return answer(200, { access_token: 'token', expires_in: 3600 });
      const isOk = isAllowed(clock.now());
      counts[isOk ? 'ran' : 'refused'] += 1;
      return answer(isOk ? 200 : 429, {});
    },
    close: async () => undefined,
  };
  return { clock, transport, counts, run: <T>(work: Promise<T>): Promise<T> => clock.run(work) };
}
