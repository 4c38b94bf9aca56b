import { startContender, startPlatform } from '../processes.mjs';

const [PER_SECOND, AT_ONCE] = [200, 20];

/** A limiter that changes twice: seconds, and invocations a second from then on. */
const CHANGES = [
  { fromMs: 20_000, perSecond: 100 },
  { fromMs: 40_000, perSecond: 300 },
];

/** Milliseconds in which a client could have all done that knows the limits. */
function idealMs(count, changes) {
  // What the bucket holds at the beginning comes on top of what it fills with.
  let left = count - PER_SECOND;
  let [from, rate] = [0, PER_SECOND];
  for (const { fromMs, perSecond } of changes) {
    const done = ((fromMs - from) * rate) / 1000;
    if (done >= left) break;
    left -= done;
    [from, rate] = [fromMs, perSecond];
  }
  return from + (left / rate) * 1000;
}

async function shareOf(name, count, laterRates) {
  const ideal = idealMs(count, laterRates);
  const platform = await startPlatform({ perSecond: PER_SECOND, laterRates, atOnce: AT_ONCE, worksMs: 50 });
  const contender = await startContender(name, platform.port);
  const { ms, done } = await contender.run({
    method: 'all',
    count,
    concurrency: 50,
    longestMs: 1.5 * ideal,
  });
  const { refused, twice } = await platform.counts();
  await contender.stop();
  await platform.stop();
  const note = `${done} of ${count} done, ${twice} run twice, ${refused} requests wasted, ${(ms / 1000).toFixed(1)} s`;
  return { name, median: (done / count) * (ideal / ms), spread: 0, note };
}

/** Many invocations at a platform that allows 200 a second and 20 at once, and answers 429 beyond. */
export async function throttled({ count = 10_000 } = {}) {
  const steady = [await shareOf('core', count, []), await shareOf('liveperson-client', count, [])];
  const changing = [await shareOf('core', 10_000, CHANGES)];
  return [
    {
      work: `share of what the platform allows, ${count} invocations at 200 a second`,
      unit: '',
      more: 'better',
      values: steady,
      wanted: [{ value: 'core', atLeast: 0.96 }],
    },
    {
      work: 'share of what the platform allows while it changes: 200 a second, then 100, then 300',
      unit: '',
      more: 'better',
      values: changing,
      wanted: [{ value: 'core', atLeast: 0.9 }],
    },
  ];
}
