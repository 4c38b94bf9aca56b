import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import {
  ACCOUNT,
  CREDENTIALS,
  json,
  LAMBDA,
  type Reply,
  ScriptedPlatform,
} from '@lp-faas/testing/scripted-platform';
import { FunctionsClient } from '../src/index.js';

const CALLS = 1000;
const support = join(import.meta.dirname, 'support');

/** Both forms of the Domain API: LivePerson's client requests all services and does not support ports. */
const bothForms =
  (host: string): Reply =>
  (response, request) => {
    const one = /service\/(\w+)\/baseURI/.exec(request.url)?.[1];
    const entry = (service: string, baseURI: string) => ({ service, account: ACCOUNT, baseURI });
    const all = ['faasGW', 'sentinel', 'faasUI'].map((service) => entry(service, `${service}.standin.test`));
    json(200, one ? entry(one, host) : { baseURIs: all })(response, request);
  };

async function start(): Promise<ScriptedPlatform> {
  const platform = await ScriptedPlatform.start();
  platform.set('domain', bothForms(platform.host));
  return platform;
}

const counts = (platform: ScriptedPlatform) => ({
  domain: platform.count('domain'),
  token: platform.count('token'),
  invocation: platform.count('invocation'),
});

async function theirs(): Promise<{ succeeded: number; requests: object }> {
  await using platform = await start();
  const { clientId, clientSecret } = CREDENTIALS;
  const script = ['--require', join(support, 'lead-to-loopback.cjs'), join(support, 'official-client.cjs')];
  const args = [...script, ACCOUNT, LAMBDA, clientId, clientSecret, String(CALLS)];
  const env = { PATH: process.env['PATH'], LEAD_TO_PORT: platform.url.split(':').at(-1) };
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  return { succeeded: Number(stdout), requests: counts(platform) };
}

async function ours(): Promise<{ succeeded: number; requests: object }> {
  await using platform = await start();
  await using client = new FunctionsClient(platform.options);
  const calls = Array.from({ length: CALLS }, () => client.invoke({ lambdaUuid: LAMBDA }));
  const settled = await Promise.allSettled(calls);
  const succeeded = settled.filter(({ status }) => status === 'fulfilled').length;
  return { succeeded, requests: counts(platform) };
}

test('a thousand concurrent cold calls share one token request, unlike with LivePerson’s client', async () => {
  const [official, own] = [await theirs(), await ours()];
  process.stdout.write(`LivePerson's client ${JSON.stringify(official)}\n`);
  process.stdout.write(`this client         ${JSON.stringify(own)}\n`);
  expect(own).toEqual({ succeeded: CALLS, requests: { domain: 2, token: 1, invocation: CALLS } });
  // How many of their calls find a cached token depends on the machine.
  expect(official).toMatchObject({ succeeded: CALLS, requests: { invocation: CALLS } });
  expect((official.requests as { token: number }).token).toBeGreaterThan(100);
});
