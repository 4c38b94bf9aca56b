import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { bundle } from '../bundle.mjs';
import { LAMBDA } from '../contenders/input.mjs';
import { startPlatform } from '../processes.mjs';
import { inTurn, summary } from '../rounds.mjs';

const ACTION = fileURLToPath(new URL('../../packages/action/dist/index.js', import.meta.url));
const COMMAND = fileURLToPath(new URL('../../packages/cli/bin/lp-faas.js', import.meta.url));
const HOOK = fileURLToPath(new URL('../lead-to-loopback.cjs', import.meta.url));

const CURL_STEP = `
  host() { curl -sSf "$API/api/account/$ACCOUNT/service/$1/baseURI.json?version=1.0" | jq -r .baseURI; }
  gateway=$(host faasGW); sentinel=$(host sentinel)
  token=$(curl -sSf --data "grant_type=client_credentials&client_id=benchmark&client_secret=secret" \
    "http://$sentinel/sentinel/api/account/$ACCOUNT/app/token?v=2.0" | jq -r .access_token)
  curl -sSf -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \
    --data '{"timestamp":0,"headers":[],"payload":{}}' \
    "http://$gateway/api/account/$ACCOUNT/lambdas/$LAMBDA/invoke?v=1&externalSystem=curl" | jq -c .
`;

/** Milliseconds from the start of a process to its end. */
function time({ command, args, env = {}, mayFail = false }) {
  const startedAt = performance.now();
  const child = spawn(command, args, {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('exit', (code) => {
      const ms = performance.now() - startedAt;
      if (code === 0 || mayFail) resolve(ms);
      else reject(new Error(`${command} ended with ${code}: ${said}`));
    });
  });
}

/** What the runner gives to a step of ours. */
function stepEnvironment(inputs) {
  const folder = mkdtempSync(join(tmpdir(), 'lp-faas-benchmark-step-'));
  const file = (name) => {
    writeFileSync(join(folder, name), '');
    return join(folder, name);
  };
  const given = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  return {
    GITHUB_ACTIONS: 'true',
    GITHUB_OUTPUT: file('output'),
    GITHUB_STEP_SUMMARY: file('summary'),
    GITHUB_WORKSPACE: folder,
    RUNNER_TEMP: folder,
    ...Object.fromEntries(given),
  };
}

function steps(port, bundles) {
  const api = `http://127.0.0.1:${port}`;
  const inputs = {
    'account-id': '12345678',
    'client-id': 'benchmark',
    'client-secret': 'secret',
    'lambda-uuid': LAMBDA,
    'domain-api': api,
  };
  const node = (name, args, env = {}, mayFail = false) => ({
    name,
    command: process.execPath,
    args,
    env,
    mayFail,
  });
  const shared = { ACCOUNT: '12345678', LAMBDA };
  const hasTools = ['curl', 'jq'].every((tool) => spawnSync(tool, ['--version']).status === 0);
  return [
    node('node -e 0', ['-e', '0']),
    node('the Action', [ACTION], stepEnvironment(inputs)),
    node('lp-faas invoke', [COMMAND, 'invoke'], {
      LP_ACCOUNT_ID: inputs['account-id'],
      LP_CLIENT_ID: inputs['client-id'],
      LP_CLIENT_SECRET: inputs['client-secret'],
      LP_LAMBDA_UUID: inputs['lambda-uuid'],
      LP_DOMAIN_API: api,
    }),
    node("a bundle of LivePerson's client", ['--require', HOOK, bundles.client], {
      ...shared,
      LEAD_TO_PORT: port,
    }),
    ...(hasTools
      ? [{ name: 'curl and jq', command: 'bash', args: ['-c', CURL_STEP], env: { ...shared, API: api } }]
      : []),
    node('loading the Action', [ACTION], stepEnvironment({}), true),
    node('loading @actions/core', [bundles.core]),
  ];
}

/** A step from the start of its process to its end, and how much of that is loading. */
export async function action({ rounds = 11 } = {}) {
  const bundles = {
    core: await bundle('only-actions-core.mjs'),
    client: await bundle('liveperson-client-step.cjs'),
  };
  const platform = await startPlatform();
  const all = steps(platform.port, bundles);
  await inTurn(all, 1, time);
  const results = await inTurn(all, rounds, time);
  await platform.stop();
  const values = (names) =>
    all.filter(({ name }) => names(name)).map(({ name }) => ({ name, ...summary(results.get(name)) }));
  return [
    {
      work: 'a step, process start to exit',
      unit: 'ms',
      more: 'worse',
      values: values((name) => !name.startsWith('loading')),
      wanted: [
        { ratio: ['the Action', "a bundle of LivePerson's client"], atMost: 1 },
        { ratio: ['the Action', 'curl and jq'], atMost: 1 },
        { ratio: ['lp-faas invoke', 'curl and jq'], atMost: 1.2 },
      ],
    },
    {
      work: "loading a bundle, process start to the first line's end",
      unit: 'ms',
      more: 'worse',
      values: values((name) => name.startsWith('loading') || name === 'node -e 0'),
      wanted: [
        { ratio: ['loading the Action', 'node -e 0'], atMost: 2 },
        { ratio: ['loading the Action', 'loading @actions/core'], atMost: 1.3 },
      ],
    },
  ];
}
