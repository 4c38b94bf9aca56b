import { startContender, startPlatform } from '../processes.mjs';

const COUNT = 1000;

/** Requests by kind of a thousand cold calls at once. */
export async function cold() {
  const values = [];
  for (const name of ['core', 'liveperson-client']) {
    const platform = await startPlatform();
    const contender = await startContender(name, platform.port);
    await contender.run({ count: COUNT, concurrency: COUNT });
    const { domain, token, invocation, connections } = await platform.counts();
    await contender.stop();
    await platform.stop();
    const note = `${domain} for hosts, ${token} for tokens, ${invocation} invocations, ${connections} connections`;
    values.push({ name, median: domain + token + invocation, spread: 0, note });
  }
  return [
    {
      work: 'requests of 1000 cold calls at once',
      unit: '',
      more: 'worse',
      values,
      // One for each host, one for a token, and the invocations.
      wanted: [{ value: 'core', atMost: COUNT + 3 }],
    },
  ];
}
