/**
 * One contender in a process of its own: `node contender.mjs NAME PORT OPTIONS`. Does what messages say and
 * answers what it took: `{ count, concurrency }` for many of one kind, or what the contender has a method for.
 */
import process from 'node:process';

const [name, port, options] = process.argv.slice(2);
const { create } = await import(`./contenders/${name}.mjs`);
const contender = await create({ port: Number(port), ...JSON.parse(options) });

async function many({ count, concurrency }) {
  let left = count;
  let failed = 0;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      await contender.invoke().catch(() => {
        failed += 1;
      });
    }
  };
  const [cpu, startedAt] = [process.cpuUsage(), performance.now()];
  await Promise.all(Array.from({ length: concurrency }, worker));
  const ms = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpu);
  return { ms, cpuUs: user + system, failed };
}

process.on('message', async (work) => {
  try {
    const answer = work.method === undefined ? await many(work) : await contender[work.method](work);
    process.send(answer);
  } catch (error) {
    process.send({ error: String(error?.stack ?? error) });
  }
});
process.on('disconnect', () => process.exit());
process.send({ ready: true });
