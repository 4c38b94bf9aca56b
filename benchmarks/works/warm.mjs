import { startContender, startPlatform } from '../processes.mjs';
import { inTurn, summary } from '../rounds.mjs';

const NAMES = ['limit', 'core', 'core-runner-transport', 'liveperson-client'];
const COUNT = { 'liveperson-client': 1500 };

/** Warm invocations, 50 at once, and what they cost in CPU. */
export async function warm({ rounds = 5, count = 15_000 } = {}) {
  const platform = await startPlatform();
  const contenders = [];
  for (const name of NAMES) contenders.push(await startContender(name, platform.port));
  const work = ({ name }) => ({ count: Math.min(count, COUNT[name] ?? count), concurrency: 50 });
  for (const contender of contenders) await contender.run(work(contender));
  const results = await inTurn(contenders, rounds, async (contender) => {
    const { count: n } = work(contender);
    const { ms, cpuUs, failed } = await contender.run(work(contender));
    if (failed > 0) throw new Error(`${contender.name}: ${failed} of ${n} failed`);
    return { perSecond: (n / ms) * 1000, cpuUs: cpuUs / n };
  });
  for (const contender of contenders) await contender.stop();
  await platform.stop();
  const of = (key) => NAMES.map((name) => ({ name, ...summary(results.get(name).map((one) => one[key])) }));
  return [
    {
      work: 'warm invocations a second, 50 at once',
      unit: '/s',
      more: 'better',
      values: of('perSecond'),
      wanted: [
        { ratio: ['core', 'limit'], atLeast: 0.8 },
        { ratio: ['core', 'liveperson-client'], atLeast: 5 },
      ],
    },
    {
      work: 'CPU per warm invocation',
      unit: 'µs',
      more: 'worse',
      values: of('cpuUs'),
      wanted: [{ ratio: ['core', 'limit'], atMost: 1.3 }],
    },
  ];
}
