import { startContender, startPlatform } from '../processes.mjs';

const PARTS = 20;

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
  const perCall = slope(settled.map(({ heapUsed }) => heapUsed)) / (count / PARTS);
  const note = `${count} invocations, ${token} tokens, ${failed} failed, heap ${perCall.toFixed(2)} bytes an invocation`;
  return [
    {
      work: 'resident memory at the end, beside that after the first tenth',
      unit: '×',
      more: 'worse',
      values: [{ name: 'core', median: last.rss / first.rss, spread: 0, note }],
      wanted: [{ value: 'core', atMost: 1.1 }],
    },
  ];
}

/** By least squares: what one more part adds. */
function slope(values) {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const top = values.reduce((sum, value, i) => sum + (i - middle) * (value - mean), 0);
  return top / values.reduce((sum, _, i) => sum + (i - middle) ** 2, 0);
}
