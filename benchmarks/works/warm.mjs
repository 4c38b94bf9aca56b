import { startContender, startPlatform } from '../processes.mjs';
import { inTurn, summary } from '../rounds.mjs';

const NAMES = ['limit', 'core', 'core-runner-transport', 'liveperson-client'];
const CONCURRENCY = 50;

/** What the engine takes to know the code: until there each round is faster than the one before. */
const WARM_UP = { limit: 60_000, core: 60_000, 'core-runner-transport': 24_000, 'liveperson-client': 24_000 };
/** How much of a round each makes: none is left to run for ten times as long as the others. */
const SHARE = { 'core-runner-transport': 0.3, 'liveperson-client': 0.3 };

/** Warm invocations, 50 at once, and what they cost in CPU. */
export async function warm({ rounds = 21, count = 5000 } = {}) {
  const platform = await startPlatform();
  const contenders = [];
  for (const name of NAMES) contenders.push(await startContender(name, platform.port));
  for (const contender of contenders) await measured(contender, WARM_UP[contender.name]);
  const results = await inTurn(contenders, rounds, (contender) =>
    measured(contender, count * (SHARE[contender.name] ?? 1)),
  );
  for (const contender of contenders) await contender.stop();
  await platform.stop();
  const of = (key) => NAMES.map((name) => ({ name, ...summary(results.get(name).map((one) => one[key])) }));
  return [
    {
      work: `warm invocations a second, ${CONCURRENCY} at once`,
      unit: '/s',
      more: 'better',
      values: of('perSecond'),
      wanted: [
        { ratio: ['core', 'limit'], atLeast: 1.05 },
        { ratio: ['core', 'liveperson-client'], atLeast: 5 },
        { ratio: ['limit', 'liveperson-client'] },
      ],
    },
    {
      work: 'CPU per warm invocation',
      unit: 'µs',
      more: 'worse',
      values: of('cpuUs'),
      wanted: [{ ratio: ['core', 'limit'], atMost: 0.95 }],
    },
  ];
}

async function measured(contender, count) {
  const { ms, cpuUs } = await contender.run({ count, concurrency: CONCURRENCY });
  return { perSecond: (count / ms) * 1000, cpuUs: cpuUs / count };
}
