import { fork } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));

/** The next message of a process; its end is an error. */
function reply(child) {
  return new Promise((resolve, reject) => {
    const onExit = (code) => reject(new Error(`${child.spawnargs.slice(1).join(' ')} ended with ${code}`));
    child.once('exit', onExit);
    child.once('message', (message) => {
      child.off('exit', onExit);
      if (message.error) reject(new Error(message.error));
      else resolve(message);
    });
  });
}

/** The services in a process of their own; `options` are those of platform.mjs. */
export async function startPlatform(options = {}) {
  const child = fork(path('platform.mjs'), [JSON.stringify(options)]);
  const { port } = await reply(child);
  return {
    port,
    async counts() {
      child.send('counts');
      return (await reply(child)).counts;
    },
    async stop() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

/** What a contender needs beside its file. */
const NEEDS = {
  'liveperson-client': { execArgv: ['--require', path('lead-to-loopback.cjs')] },
};

/** A way to invoke, in a process of its own. `run(work)` answers what one piece of work took. */
export async function startContender(name, port, options = {}) {
  const { env = {}, execArgv: more = [], ...rest } = options;
  const execArgv = [...(NEEDS[name]?.execArgv ?? []), ...more];
  const child = fork(path('contender.mjs'), [name, String(port), JSON.stringify(rest)], {
    execArgv,
    env: { ...process.env, LEAD_TO_PORT: String(port), ...env },
  });
  await reply(child);
  return {
    name,
    async run(work) {
      child.send(work);
      const answer = await reply(child);
      // What fails is fast, and would be measured as such.
      if (answer.failed > 0) throw new Error(`${name}: ${answer.failed} of ${work.count} failed`);
      return answer;
    },
    async stop() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
