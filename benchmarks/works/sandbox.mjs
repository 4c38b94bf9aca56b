import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { request } from 'undici';
import { inTurn, summary } from '../rounds.mjs';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const SANDBOX = path('../../packages/sandbox/bin/lp-faas-sandbox.js');
const FUNCTIONS = path('../../examples/functions');

const BODY = JSON.stringify({ timestamp: 0, headers: [], payload: { name: 'Ada' } });

/** Milliseconds until the first line, or until the end of a process that prints none. */
async function time({ args, isReady }) {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(child, 'close');
  await (isReady ? once(child.stdout, 'data') : ended);
  const ms = performance.now() - startedAt;
  child.kill();
  await ended;
  return ms;
}

/** A started sandbox whose functions are invoked with a token of its own. */
async function startSandbox(...options) {
  const args = [SANDBOX, '--functions', FUNCTIONS, '--port', '0', '--ready-json', ...options];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = await once(child.stdout, 'data');
  const { url, functions } = JSON.parse(String(line));
  const post = async (path, headers, body) => {
    const answer = await request(`${url}${path}`, { method: 'POST', headers, body });
    const text = await answer.body.text();
    if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}: ${text}`);
    return text;
  };
  const contender = async (name, account, functionName, query = '') => {
    const form = 'grant_type=client_credentials&client_id=sandbox-client&client_secret=sandbox-secret';
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const issued = await post(`/sentinel/api/account/${account}/app/token?v=2.0`, type, form);
    const { uuid } = functions.find((one) => one.name === functionName);
    const headers = {
      authorization: `Bearer ${JSON.parse(issued).access_token}`,
      'content-type': 'application/json',
      'lp-eventsource': 'benchmark',
    };
    return { name, run: () => post(`/api/account/${account}/lambdas/${uuid}/invoke${query}`, headers, BODY) };
  };
  return { child, contender };
}

/** A route of fastify in a process of its own that parses the same body and answers as much. */
async function startRoute() {
  const child = fork(path('../contenders/fastify-route.mjs'));
  const [{ port }] = await once(child, 'message');
  const headers = { 'content-type': 'application/json' };
  const run = async () => {
    const answer = await request(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body: BODY });
    await answer.body.text();
  };
  return { child, name: 'a bare fastify route', run };
}

/** Milliseconds of so many calls, one after the other. */
async function each({ run, count = 1 }) {
  const startedAt = performance.now();
  for (let call = 0; call < count; call += 1) await run();
  return (performance.now() - startedAt) / count;
}

const valuesOf = (results) => [...results].map(([name, all]) => ({ name, ...summary(all) }));

/** A warm invocation on V2 beside a route of fastify. */
async function warmOnes(rounds) {
  const { child, contender } = await startSandbox();
  const route = await startRoute();
  const warm = await contender('a warm V2 invocation', '87654321', 'hello-v2');
  const both = [warm, route].map((one) => ({ ...one, count: 100 }));
  await inTurn(both, 5, each);
  const values = valuesOf(await inTurn(both, rounds, each));
  for (const one of [child, route.child]) one.kill();
  return values;
}

/** As long as it takes at most until the process of the next invocation, which the sandbox starts ahead, is ready. */
const PAUSE_MS = 200;

/** An invocation on V1 beside a process of Node: in a process that starts then, and in one that was started ahead. */
async function newProcesses(rounds) {
  const sandboxes = [await startSandbox('--keep-warm', '0'), await startSandbox()];
  const names = ['a cold V1 invocation', 'a V1 invocation started ahead'];
  const all = await Promise.all(
    sandboxes.map(({ contender }, at) =>
      contender(names[at], '12345678', 'hello-v1', '?v=1&externalSystem=x'),
    ),
  );
  all.push({ name: 'node -e 0', run: () => time({ args: ['-e', '0'], isReady: false }) });
  const afterPause = (one) => delay(PAUSE_MS).then(() => each(one));
  await inTurn(all, 3, afterPause);
  const values = valuesOf(await inTurn(all, rounds, afterPause));
  for (const { child } of sandboxes) child.kill();
  return values;
}

/** The sandbox from the start of its command until it is ready, and its invocations. */
export async function sandbox({ rounds = 11 } = {}) {
  const start = [SANDBOX, '--functions', FUNCTIONS, '--port', '0', '--ready-json'];
  const all = [
    { name: 'node -e 0', args: ['-e', '0'], isReady: false },
    { name: 'lp-faas-sandbox', args: start, isReady: true },
  ];
  await inTurn(all, 1, time);
  const results = await inTurn(all, rounds, time);
  return [
    {
      work: 'the sandbox, start of the command until it is ready',
      unit: 'ms',
      more: 'worse',
      values: valuesOf(results),
      wanted: [{ ratio: ['lp-faas-sandbox', 'node -e 0'] }],
    },
    {
      work: 'the sandbox, a warm invocation on V2',
      unit: 'ms',
      more: 'worse',
      values: await warmOnes(rounds),
      wanted: [{ ratio: ['a warm V2 invocation', 'a bare fastify route'] }],
    },
    {
      work: 'the sandbox, an invocation on V1, each in a new process',
      unit: 'ms',
      more: 'worse',
      values: await newProcesses(rounds),
      wanted: [
        { ratio: ['a cold V1 invocation', 'node -e 0'] },
        { ratio: ['a V1 invocation started ahead', 'node -e 0'] },
      ],
    },
  ];
}
