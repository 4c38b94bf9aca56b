import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { generate } from 'selfsigned';
import { LAMBDA } from '../contenders/input.mjs';
import { startLine } from '../delaying-proxy.mjs';
import { startContender, startPlatform } from '../processes.mjs';
import { inTurn, summary } from '../rounds.mjs';

const ROUND_TRIP_MS = 40;
const WORKS_MS = 5;

const CURL_STEPS = `
  call() { curl -sSf --cacert "$CA" --resolve "$1:$PORT:127.0.0.1" "\${@:3}" "https://$1:$PORT$2"; }
  call api.standin.test "/api/account/12345678/service/baseURI.json?version=1.0" > /dev/null
  call sentinel.standin.test "/sentinel/api/account/12345678/app/token?v=2.0" \
    --data "grant_type=client_credentials&client_id=benchmark&client_secret=secret" > /dev/null
  call faasgw.standin.test "/api/account/12345678/lambdas/$LAMBDA/invoke?v=1&externalSystem=curl" \
    -H "Authorization: Bearer x" -H "Content-Type: application/json" \
    --data '{"timestamp":0,"headers":[],"payload":{}}' > /dev/null
`;

/** A certificate for the names that contenders use, in a file that they trust. */
async function certificate() {
  const names = ['localhost', 'faasgw.localhost', 'sentinel.localhost', '*.standin.test'].map((value) => ({
    type: 2,
    value,
  }));
  const extensions = [{ name: 'subjectAltName', altNames: names }];
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keySize: 2048,
    extensions,
  });
  const file = join(mkdtempSync(join(tmpdir(), 'lp-faas-benchmark-')), 'ca.pem');
  writeFileSync(file, cert);
  return { key, cert, file };
}

function curlContender(port, file) {
  const env = { PATH: process.env.PATH, CA: file, PORT: String(port), LAMBDA };
  const bash = (script) =>
    new Promise((resolve, reject) => {
      const startedAt = performance.now();
      const child = spawn('bash', ['-ec', script], { env, stdio: ['ignore', 'ignore', 'inherit'] });
      child.on('exit', (code) => {
        if (code === 0) resolve(performance.now() - startedAt);
        else reject(new Error(`the three curl calls ended with ${code}`));
      });
    });
  return {
    name: 'three curl calls',
    // Without what three processes take to start.
    run: async () => ({ ms: (await bash(CURL_STEPS)) - (await bash('curl -V; curl -V; curl -V')) }),
  };
}

/** The first invocation of a process that has loaded everything: no connection is left from before. */
async function inNewProcess(start) {
  const contender = await start();
  const took = await contender.run({ method: 'first' });
  await contender.stop();
  return took;
}

/** What each contender takes over a line with such a round trip: a warm invocation, and the first of all. */
async function overLine({ platform, file, roundTripMs, rounds }) {
  const wire = await startLine(platform.port, roundTripMs);
  const env = { NODE_EXTRA_CA_CERTS: file, LEAD_WITH_TLS: '1' };
  const start = (name) => startContender(name, wire.port, { scheme: 'https', protocol: 'https', env });
  const contenders = [];
  for (const name of ['limit', 'core', 'liveperson-client']) contenders.push(await start(name));
  const one = async (contender) => (await contender.run({ count: 1, concurrency: 1 })).ms;
  await inTurn(contenders, 2, one);
  const warm = await inTurn(contenders, rounds, one);
  for (const contender of contenders) await contender.stop();
  const curl = spawnSync('curl', ['--version']).status === 0 ? [curlContender(wire.port, file)] : [];
  const fresh = ['core', 'core-runner-transport', 'liveperson-client'].map((name) => ({
    name,
    run: () => inNewProcess(() => start(name)),
  }));
  const first = await inTurn([...fresh, ...curl], rounds, async (contender) => (await contender.run()).ms);
  await wire.stop();
  return { warm, first };
}

/**
 * One invocation over TLS and a line with a round trip of 40 ms: warm, and the first of all. How many round trips it
 * takes is what a line twice as long adds: what this machine itself takes is in both.
 */
export async function line({ rounds = 11 } = {}) {
  const { key, cert, file } = await certificate();
  const platform = await startPlatform({ worksMs: WORKS_MS, key, cert });
  const near = await overLine({ platform, file, roundTripMs: ROUND_TRIP_MS, rounds });
  const far = await overLine({
    platform,
    file,
    roundTripMs: 2 * ROUND_TRIP_MS,
    rounds: Math.ceil(rounds / 2),
  });
  await platform.stop();
  const told = (which) =>
    [...near[which]].map(([name, values]) => {
      const { median, spread } = summary(values);
      const trips = (summary(far[which].get(name)).median - median) / ROUND_TRIP_MS;
      return { name, median, spread, note: `${trips.toFixed(1)} round trips` };
    });
  return [
    {
      work: 'one warm invocation over TLS, round trip 40 ms, 5 ms of work',
      unit: 'ms',
      more: 'worse',
      values: told('warm'),
      wanted: [{ ratio: ['core', 'limit'], atMost: 1.05 }],
    },
    {
      work: 'the first invocation over the same line',
      unit: 'ms',
      more: 'worse',
      values: told('first'),
      wanted: [
        { ratio: ['core', 'liveperson-client'], atMost: 0.99 },
        { ratio: ['core', 'three curl calls'], atMost: 0.99 },
      ],
    },
  ];
}
