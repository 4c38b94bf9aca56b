import { startContender, startPlatform } from '../processes.mjs';
import { inTurn, summary } from '../rounds.mjs';

const KINDS = ['bare node:http', 'invoke node', 'http request'];

/** What the engine takes to know the code. */
const WARM_UP = { count: 24_000, concurrency: 32 };

/** Messages a second through a node, and what one costs in CPU. */
export async function nodeRed({ rounds = 11, count = 2000, at = [1, 8, 32, 128] } = {}) {
  const platform = await startPlatform();
  const contenders = [];
  for (const kind of KINDS) {
    const contender = await startContender('node-red', platform.port, { kind });
    contenders.push({ ...contender, name: kind });
  }
  await inTurn(contenders, 1, (contender) => contender.run(WARM_UP));
  const results = [];
  for (const concurrency of at) {
    const work = { count: concurrency === 1 ? count / 4 : count, concurrency };
    const taken = await inTurn(contenders, rounds, async (contender) => {
      const { ms, cpuUs } = await contender.run(work);
      return { perSecond: (work.count / ms) * 1000, cpuUs: cpuUs / work.count };
    });
    results.push(...reported(taken, concurrency));
  }
  for (const contender of contenders) await contender.stop();
  await platform.stop();
  return results;
}

function reported(taken, concurrency) {
  const of = (key) => [...taken].map(([name, all]) => ({ name, ...summary(all.map((one) => one[key])) }));
  const isWanted = concurrency === 32;
  const pair = ['invoke node', 'http request'];
  return [
    {
      work: `Node-RED messages a second, ${concurrency} at once`,
      unit: '/s',
      more: 'better',
      values: of('perSecond'),
      wanted: isWanted
        ? [
            { ratio: pair, atLeast: 2 },
            { ratio: ['invoke node', 'bare node:http'], atLeast: 0.8 },
          ]
        : [],
    },
    ...(isWanted
      ? [
          {
            work: 'CPU per Node-RED message, 32 at once',
            unit: 'µs',
            more: 'worse',
            values: of('cpuUs'),
            wanted: [{ ratio: pair, atMost: 0.5 }, { ratio: ['invoke node', 'bare node:http'] }],
          },
        ]
      : []),
  ];
}
