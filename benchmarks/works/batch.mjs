import { startContender, startPlatform } from '../processes.mjs';
import { inTurn, summary } from '../rounds.mjs';

const CONCURRENCY = 100;

/** By the transport: that of the command line, and the runner's own client. */
const PAIRS = {
  undici: ['lp-faas batch', 'invokeAll'],
  runner: ["the Action's batch", "invokeAll with the runner's client"],
};

/** How many lines one round has, and what the engine takes to know the code. */
const COUNTS = { undici: { count: 5000, warmUp: 60_000 }, runner: { count: 1500, warmUp: 12_000 } };

async function pair(platform, transport, rounds) {
  const [job, library] = PAIRS[transport];
  const { count, warmUp } = COUNTS[transport];
  const start = async (name, way) => ({
    ...(await startContender('batch', platform.port, { way, transport })),
    name,
  });
  const contenders = [await start(job, 'job'), await start(library, 'invokeAll')];
  const run = (lines) => (contender) =>
    contender.run({ method: 'batch', count: lines, concurrency: CONCURRENCY });
  await inTurn(contenders, 1, run(warmUp));
  const results = await inTurn(contenders, rounds, run(count));
  for (const contender of contenders) await contender.stop();
  const of = (value) => [...results].map(([name, all]) => ({ name, ...summary(all.map(value)) }));
  return {
    perSecond: of(({ ms }) => (count / ms) * 1000),
    cpuUs: of(({ cpuUs }) => cpuUs / count),
  };
}

/** The check of every line before the first one is sent, beside JSON.parse and SHA-256 of the same lines. */
async function planning(platform, count, rounds) {
  const start = async (name, isBare) => ({
    ...(await startContender('batch', platform.port, { way: 'job', transport: 'undici' })),
    name,
    isBare,
  });
  const contenders = [await start('the check', false), await start('JSON.parse and SHA-256', true)];
  const run = ({ run: plan, isBare }) => plan({ method: 'plan', count, isBare });
  await inTurn(contenders, 2, run);
  const results = await inTurn(contenders, rounds, run);
  for (const contender of contenders) await contender.stop();
  return [...results].map(([name, all]) => ({ name, ...summary(all.map(({ cpuUs }) => cpuUs / count)) }));
}

const PARTS = 20;

/** Resident memory at the end of a long batch, beside that after its first tenth. */
async function memory(platform, count) {
  const options = { way: 'job', transport: 'undici', execArgv: ['--expose-gc'] };
  const contender = await startContender('batch', platform.port, options);
  const { looks } = await contender.run({
    method: 'memory',
    count,
    concurrency: CONCURRENCY,
    parts: PARTS,
  });
  await contender.stop();
  const first = looks[PARTS / 10 - 1];
  const last = looks.at(-1);
  const inMb = (bytes) => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
  return {
    name: 'lp-faas batch',
    median: last / first,
    spread: 0,
    note: `${inMb(first)}, then ${inMb(last)}`,
  };
}

/** A batch from a file to its records, beside the library's `invokeAll` with the same transport and no record. */
export async function batch({ rounds = 15, lines = 1_000_000 } = {}) {
  const platform = await startPlatform();
  const undici = await pair(platform, 'undici', rounds);
  const runner = await pair(platform, 'runner', rounds);
  const checked = await planning(platform, lines / 5, Math.ceil(rounds / 2));
  const resident = await memory(platform, lines);
  await platform.stop();
  return [
    {
      work: `lines a second of a batch, ${CONCURRENCY} at once`,
      unit: '/s',
      more: 'better',
      values: [...undici.perSecond, ...runner.perSecond],
      wanted: Object.values(PAIRS).map((ratio) => ({ ratio, atLeast: 0.85 })),
    },
    {
      work: 'CPU per line of a batch',
      unit: 'µs',
      more: 'worse',
      values: [...undici.cpuUs, ...runner.cpuUs],
      wanted: Object.values(PAIRS).map((ratio) => ({ ratio })),
    },
    {
      work: 'CPU per line that is checked before a batch',
      unit: 'µs',
      more: 'worse',
      values: checked,
      wanted: [{ ratio: ['the check', 'JSON.parse and SHA-256'], atMost: 1.3 }],
    },
    {
      work: `resident memory at the end of a batch of ${lines.toLocaleString('en-US')} lines / after the first tenth`,
      unit: '×',
      more: 'worse',
      values: [resident],
      wanted: [{ value: 'lp-faas batch', atMost: 1.1 }],
    },
  ];
}
