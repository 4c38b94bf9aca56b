import { hash, randomUUID } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { FunctionsClient, UndiciTransport } from '@lp-faas/core';
import { findInputFile, readJob, runJob, Secrets } from '@lp-faas/job';
import { HttpClientTransport } from '../../packages/action/build/http/http-client-transport.js';
import { LAMBDA, options, PAYLOAD } from './input.mjs';

const TRANSPORTS = { undici: UndiciTransport, runner: HttpClientTransport };

const SECRET = 'secret-secret';

const NO_LOG = () => undefined;
const log = {
  info: NO_LOG,
  detail: NO_LOG,
  details: NO_LOG,
  debug: NO_LOG,
  startGroup: NO_LOG,
  endGroup: NO_LOG,
};

/** A job's files: one folder that holds its payloads and its results. */
function filesIn(folder) {
  const folders = { base: folder, within: [folder], baseName: 'here', withinName: 'the folder' };
  return {
    resultFolder: 'the folder',
    find: (name) => findInputFile(name, folders),
    place: (name) => ({ value: join(folder, name) }),
    newResultFile: (extension) => join(folder, `${randomUUID()}.${extension}`),
    announceResultFile: () => undefined,
  };
}

function givenInputs(port, concurrency) {
  const inputs = {
    'account-id': '12345678',
    'client-id': 'benchmark',
    'client-secret': SECRET,
    'lambda-uuid': LAMBDA,
    'domain-api': `http://localhost:${port}`,
    'payloads-file': 'payloads.jsonl',
    concurrency: String(concurrency),
  };
  return { input: (name) => inputs[name] ?? '', inputNames: () => Object.keys(inputs) };
}

/** A batch of the Action and the command line, from its inputs to its outcome: check, invocations and records. */
async function runBatch({ port, folder, concurrency, newTransport }) {
  const given = givenInputs(port, concurrency);
  const files = filesIn(folder);
  const { signal } = new AbortController();
  const job = await readJob(given, files, signal);
  const secrets = new Secrets(() => undefined);
  secrets.add(SECRET);
  const outcome = await runJob(job, given, { log, files, secrets, signal, newTransport });
  return JSON.parse(outcome.resultJson).succeeded;
}

/** The same payloads through the library's `invokeAll`, without a record. */
async function invokeAll({ port, count, concurrency, newTransport }) {
  await using client = new FunctionsClient({ ...options(port, 'http'), transport: newTransport() });
  const inputs = Array.from({ length: count }, () => ({ lambdaUuid: LAMBDA, payload: PAYLOAD }));
  let done = 0;
  for await (const { status } of client.invokeAll(inputs, { concurrency }))
    done += status === 'fulfilled' ? 1 : 0;
  return done;
}

/** Looks at the memory each time that a part of the lines has been sent. */
function lookingTransport(transport, linesPerPart, looks) {
  let sent = 0;
  return {
    send: (request) => {
      sent += 1;
      if (sent % linesPerPart === 0) {
        globalThis.gc();
        looks.push(process.memoryUsage().rss);
      }
      return transport.send(request);
    },
    whenFree: (origin, work) => transport.whenFree?.(origin, work),
    close: () => transport.close(),
  };
}

/** Payloads that differ, as those of a real batch do. */
function writePayloads(folder, count) {
  const path = join(folder, 'payloads.jsonl');
  const file = openSync(path, 'w');
  const LINES = 10_000;
  for (let at = 0; at < count; at += LINES) {
    const lines = Array.from({ length: Math.min(LINES, count - at) }, (_, i) =>
      JSON.stringify({ id: at + i, ...PAYLOAD }),
    );
    writeSync(file, `${lines.join('\n')}\n`);
  }
  closeSync(file);
  return path;
}

const bareCheck = (path) => {
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line === '') continue;
    JSON.parse(line);
    hash('sha256', line);
  }
};

async function measured(work) {
  const [cpu, startedAt] = [process.cpuUsage(), performance.now()];
  const done = await work();
  const ms = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpu);
  return { ms, cpuUs: user + system, done };
}

/** One way to invoke once per line, over one of the two transports. */
export async function create({ port, way, transport }) {
  const folder = mkdtempSync(join(tmpdir(), 'lp-faas-benchmark-batch-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const newTransport = () => new TRANSPORTS[transport]();
  const job = (concurrency, given = newTransport) =>
    runBatch({ port, folder, concurrency, newTransport: given });
  return {
    async batch({ count, concurrency }) {
      writePayloads(folder, count);
      const library = () => invokeAll({ port, count, concurrency, newTransport });
      const { done, ...took } = await measured(way === 'job' ? () => job(concurrency) : library);
      return { ...took, failed: count - done };
    },
    /** The memory after each part of a batch. */
    async memory({ count, concurrency, parts }) {
      writePayloads(folder, count);
      const looks = [];
      const done = await job(concurrency, () => lookingTransport(newTransport(), count / parts, looks));
      return { looks, failed: count - done };
    },
    /** The check of every line, or only what no check can do without. */
    async plan({ count, isBare }) {
      const path = writePayloads(folder, count);
      const given = givenInputs(port, 1);
      const check = () => readJob(given, filesIn(folder), new AbortController().signal);
      return await measured(() => (isBare ? bareCheck(path) : check()));
    },
  };
}
