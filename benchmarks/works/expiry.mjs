import { startContender, startPlatform } from '../processes.mjs';
import { inTurn, summary } from '../rounds.mjs';

const COUNT = 10_000;

/** What a token service takes, so that the request outlasts the start of ten thousand calls. */
const TOKEN_MS = 200;

/** Many callers at a token's expiry: requests, and the longest wait beside that for one request that all share. */
export async function expiry({ rounds = 11 } = {}) {
  const platform = await startPlatform({ tokenSeconds: 3, tokenMs: TOKEN_MS });
  const { run, stop } = await startContender('expiry', platform.port);
  const contenders = [
    { name: 'core', method: 'expiry' },
    { name: 'one promise for all', method: 'shared' },
  ];
  const one = ({ method }) => run({ method, count: COUNT });
  await inTurn(contenders, 3, one);
  const looks = await inTurn(contenders, rounds, one);
  await stop();
  await platform.stop();
  return [
    {
      work: `token requests of ${COUNT} callers at the token's expiry`,
      unit: '',
      more: 'worse',
      values: [{ name: 'core', ...summary(looks.get('core').map(({ requests }) => requests)) }],
      wanted: [{ value: 'core', atMost: 1 }],
    },
    {
      work: `the longest wait of ${COUNT} callers at the token's expiry`,
      unit: 'ms',
      more: 'worse',
      values: [...looks].map(([name, all]) => ({ name, ...summary(all.map(({ longestMs }) => longestMs)) })),
      wanted: [{ ratio: ['core', 'one promise for all'], atMost: 1.2 }],
    },
  ];
}
