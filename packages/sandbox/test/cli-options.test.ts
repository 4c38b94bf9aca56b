import { expect, test } from '@jest/globals';
import { ready } from './cli-support.js';
import { send, V2 } from './support.js';

test('users, guesses, host names and latency are taken from the command line', async () => {
  const { sandbox } = await ready(
    ...['--user', 'me:my:own:word', '--user', 'you:word', '--guess', 'unknown-account=404'],
    ...['--guess', 'v2-unauthorized=401', '--hostnames', 'liveperson', '--latency', '30'],
  );
  const logIn = async (username: string, password: string) =>
    (
      await send(`${sandbox.url}/api/account/${V2}/login?v=1.3`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username, password }),
      })
    ).status;
  expect(await logIn('me', 'my:own:word')).toBe(200);
  expect(await logIn('you', 'word')).toBe(200);
  expect(await logIn('sandbox-user', 'sandbox-password')).toBe(401);
  const domains = (account: string) => send(`${sandbox.url}/api/account/${account}/service/baseURI.json`);
  expect((await domains('99999999')).status).toBe(404);
  expect((await domains(V2)).text).toContain('"va.fninvocations.liveperson.net"');
  const list = await send(`${sandbox.url}/api/account/${V2}/functions`);
  expect(list.status).toBe(401);
  const { text } = await send(`${sandbox.url}/_sandbox/requests`);
  const { requests } = JSON.parse(text) as { requests: { durationMs: number }[] };
  expect(Math.min(...requests.map(({ durationMs }) => durationMs))).toBeGreaterThanOrEqual(29);
});
