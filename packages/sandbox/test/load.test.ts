import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { untilExited } from './processes.js';
import { folderWith, functionFiles, V1, V2 } from './support.js';

const BOTH = `async function lambda(input, callback) {
  const result = [input.payload, process.pid];
  callback?.(null, result);
  return result;
}`;

/** A sandbox in a process of its own, so that only its memory is measured. Every 40th request is on V1, where each starts a process. */
const SCRIPT = `
  import { startSandbox } from ${JSON.stringify(new URL('../dist/index.js', import.meta.url).href)};
  const sandbox = await startSandbox({ functions: process.argv[1] });
  const post = (path, headers, body) => fetch(sandbox.url + path, { method: 'POST', headers, body });
  const { clientId, clientSecret } = sandbox;
  const form = () => new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret });
  const calls = {};
  for (const { account, uuid } of sandbox.functions) {
    const answer = await post('/sentinel/api/account/' + account + '/app/token', {}, form());
    const { access_token } = await answer.json();
    calls[account] = ['/api/account/' + account + '/lambdas/' + uuid + '/invoke?v=1', { authorization: 'Bearer ' + access_token }];
  }
  const results = [];
  async function run(count) {
    let next = 0;
    const worker = async () => {
      while (next < count) {
        const payload = next++;
        const [path, headers] = calls[payload % 40 === 0 ? '${V1}' : '${V2}'];
        const answer = await post(path, headers, JSON.stringify({ timestamp: 0, payload }));
        results.push([answer.status, payload, await answer.json()]);
      }
    };
    await Promise.all(Array.from({ length: 50 }, worker));
  }
  const heap = async () => {
    for (let i = 0; i < 3; i += 1) { await new Promise((resolve) => setTimeout(resolve, 50)); gc(); }
    return process.memoryUsage().heapUsed / 1e6;
  };
  await run(400);
  const before = await heap();
  results.length = 0;
  await run(2000);
  const wrong = results.filter(([status, payload, [echo]]) => status !== 200 || payload !== echo);
  const pids = [...new Set(results.map(([,, [, pid]]) => pid))];
  const facts = { answers: results.length, wrong: wrong.length, distinct: new Set(results.map(([, payload]) => payload)).size };
  results.length = 0;
  const grown = (await heap()) - before;
  const executions = Object.values(sandbox.executions()).sort((a, b) => a - b);
  await sandbox.close();
  console.log(JSON.stringify({ ...facts, grown, executions, pids }));
`;

interface Facts {
  readonly answers: number;
  readonly wrong: number;
  readonly distinct: number;
  readonly grown: number;
  readonly executions: readonly number[];
  readonly pids: readonly number[];
}

test('2,000 invocations, 50 at a time, each run exactly once and leave no process and no memory behind', async () => {
  const functions = await folderWith(functionFiles({ both: BOTH }));
  const args = ['--expose-gc', '--input-type=module', '-e', SCRIPT, functions];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const { pids, grown, ...facts } = JSON.parse(await text(child.stdout)) as Facts;
  expect(facts).toEqual({ answers: 2000, wrong: 0, distinct: 2000, executions: [60, 2340] });
  // The journal keeps 2,000 more requests. Leaked bodies and reports would be many times larger.
  expect(grown).toBeLessThan(5);
  await untilExited(...pids);
}, 180_000);
