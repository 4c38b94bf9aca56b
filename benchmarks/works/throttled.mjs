import { startContender, startPlatform } from '../processes.mjs';

const [PER_SECOND, AT_ONCE] = [200, 20];

/** Many invocations at a platform that allows 200 a second and 20 at once, and answers 429 beyond. */
export async function throttled({ count = 10_000 } = {}) {
  // What the bucket holds at the beginning comes on top of what it fills with.
  const idealMs = ((count - PER_SECOND) / PER_SECOND) * 1000;
  const values = [];
  for (const name of ['core', 'liveperson-client']) {
    const platform = await startPlatform({ perSecond: PER_SECOND, atOnce: AT_ONCE, worksMs: 50 });
    const contender = await startContender(name, platform.port);
    const { ms, done } = await contender.run({
      method: 'all',
      count,
      concurrency: 50,
      longestMs: 1.5 * idealMs,
    });
    const { refused, twice } = await platform.counts();
    await contender.stop();
    await platform.stop();
    const note = `${done} of ${count} done, ${twice} run twice, ${refused} requests wasted, ${(ms / 1000).toFixed(1)} s`;
    values.push({ name, median: (done / count) * (idealMs / ms), spread: 0, note });
  }
  return [
    {
      work: `share of what the platform allows, ${count} invocations at 200 a second`,
      unit: '',
      more: 'better',
      values,
      wanted: [{ value: 'core', atLeast: 0.9 }],
    },
  ];
}
