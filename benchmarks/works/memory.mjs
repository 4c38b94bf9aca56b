import { startContender, startPlatform } from '../processes.mjs';

const PARTS = 20;

/** For a line through the 18 parts after the first tenth: 16 degrees of freedom. */
const STUDENT_T = 2.12;

/** Memory over many invocations while the token is renewed every two seconds. */
export async function memory({ count = 300_000 } = {}) {
  const platform = await startPlatform({ tokenSeconds: 2 });
  const contender = await startContender('core', platform.port, { execArgv: ['--expose-gc'] });
  const { looks, failed } = await contender.run({ method: 'memory', count, parts: PARTS });
  const { token } = await platform.counts();
  await contender.stop();
  await platform.stop();
  const settled = looks.slice(PARTS / 10);
  const [first, last] = [settled[0], settled.at(-1)];
  const [objects, heap] = ['objects', 'heapUsed'].map((key) =>
    growth(
      settled.map((look) => look[key]),
      count,
    ),
  );
  const note = `${count} invocations, ${token} tokens, ${failed} failed`;
  return [
    {
      work: 'resident memory at the end, beside that after the first tenth',
      unit: '×',
      more: 'worse',
      values: [{ name: 'core', median: last.rss / first.rss, spread: 0, note }],
      wanted: [{ value: 'core', atMost: 1.1 }],
    },
    {
      work: 'objects that a thousand invocations leave behind',
      unit: '',
      more: 'worse',
      values: [
        {
          name: 'core',
          median: objects.slope,
          spread: objects.uncertainty,
          note: `and ${heap.slope.toFixed(0)} ± ${heap.uncertainty.toFixed(0)} bytes, V8's own code included`,
        },
      ],
      wanted: [{ value: 'core', atMost: 0.2 }],
    },
  ];
}

/** By least squares: what a thousand invocations add, and the half of its 95 % interval. */
function growth(values, count) {
  const n = values.length;
  const middle = (n - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const across = values.reduce((sum, _, i) => sum + (i - middle) ** 2, 0);
  const slope = values.reduce((sum, value, i) => sum + (i - middle) * (value - mean), 0) / across;
  const off = values.reduce((sum, value, i) => sum + (value - mean - slope * (i - middle)) ** 2, 0);
  const perThousand = (PARTS / count) * 1000;
  const uncertainty = STUDENT_T * Math.sqrt(off / (n - 2) / across);
  return { slope: slope * perThousand, uncertainty: uncertainty * perThousand };
}
