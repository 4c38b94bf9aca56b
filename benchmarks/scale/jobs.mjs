/**
 * Twenty jobs at once, each a process of its own: `lp-faas batch` with fifty lines, at a platform that allows fifty
 * invocations a second. Alone, with a shared cache, and with one that is killed in the middle. Needs redis-server.
 *
 *   node benchmarks/scale/jobs.mjs
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { LAMBDA } from '../contenders/input.mjs';
import { startPlatform } from '../processes.mjs';

const COMMAND = fileURLToPath(new URL('../../packages/cli/bin/lp-faas.js', import.meta.url));
const [JOBS, LINES, PER_SECOND] = [20, 50, 50];

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

async function startRedis() {
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of child.stdout) if (String(line).includes('Ready to accept')) break;
  return { url: `redis://127.0.0.1:${port}`, end: () => child.kill('SIGKILL') };
}

async function runJob(number, folder, env) {
  const files = [
    '--payloads-file',
    join(folder, 'payloads.jsonl'),
    '--result-file',
    join(folder, `${number}.jsonl`),
  ];
  const args = [COMMAND, 'batch', '--quiet', '--timeout', '5m', ...files];
  const child = spawn(process.execPath, args, { env: { PATH: process.env.PATH, ...env }, stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  return code;
}

async function measure(name, { hasCache = false, isKilled = false }) {
  const folder = mkdtempSync(join(tmpdir(), 'lp-faas-jobs-'));
  writeFileSync(join(folder, 'payloads.jsonl'), Array.from({ length: LINES }, (_, n) => `${n}\n`).join(''));
  const platform = await startPlatform({ perSecond: PER_SECOND, worksMs: 20 });
  const redis = hasCache ? await startRedis() : undefined;
  const env = {
    ...{
      LP_ACCOUNT_ID: '12345678',
      LP_CLIENT_ID: 'benchmark',
      LP_CLIENT_SECRET: 'secret',
      LP_LAMBDA_UUID: LAMBDA,
    },
    ...{ LP_DOMAIN_API: `http://127.0.0.1:${platform.port}`, LP_SHARED_CACHE: redis?.url ?? '' },
  };
  const startedAt = performance.now();
  const jobs = Array.from({ length: JOBS }, (_, number) => runJob(number, folder, env));
  if (isKilled) {
    while ((await platform.counts()).invocation < (JOBS * LINES) / 3)
      await new Promise((go) => setTimeout(go, 100));
    redis.end();
  }
  const codes = await Promise.all(jobs);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  const { token, invocation, refused } = await platform.counts();
  redis?.end();
  await platform.stop();
  rmSync(folder, { recursive: true });
  const failed = codes.filter((code) => code !== 0).length;
  console.log(`| ${[name, token, invocation, refused, failed, seconds].join(' | ')} |`);
}

console.log('| jobs | token requests | invocations | refused with 429 | failed jobs | seconds |');
console.log('| --- | --- | --- | --- | --- | --- |');
await measure('each on its own', {});
await measure('with a shared cache', { hasCache: true });
await measure('with one that is killed after a third', { hasCache: true, isKilled: true });
