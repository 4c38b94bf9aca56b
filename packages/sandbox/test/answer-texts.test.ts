import { beforeAll, describe, expect, test } from '@jest/globals';
import { readFault } from '../dist/control/fault.js';
import type { Sandbox } from '../dist/index.js';
import {
  type Answer,
  folderWith,
  functionFiles,
  logIn,
  sandboxWith,
  send,
  tokenFor,
  uuidOf,
  V1,
  V2,
} from './support.js';

/** Compares whole texts: whoever changes a word of a refusal sees it here. */
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const JSON_TYPE = { 'content-type': 'application/json' };
const CLIENT = 'client_id=sandbox-client&client_secret=sandbox-secret';

let sandbox: Sandbox;
const tokens: Record<string, string> = {};
const users: Record<string, string> = {};

beforeAll(async () => {
  sandbox = await sandboxWith({
    functions: await folderWith({
      ...functionFiles({ echo: 'async function lambda() {}', draft: 'async function lambda() {}' }),
      'functions/draft/config.json': '{"state":"Draft"}',
    }),
  });
  for (const account of [V1, V2]) {
    tokens[account] = await tokenFor(sandbox, account);
    users[account] = (await logIn(sandbox, account)).bearer;
  }
});

const post = (path: string, headers: Record<string, string>, body: string): Promise<Answer> =>
  send(sandbox.url + path, { method: 'POST', headers, body });

describe('Sentinel says what is wrong with a token request', () => {
  test.each([
    ['client_id=sandbox-client', 'grant_type is missing'],
    [`grant_type=password&${CLIENT}`, 'grant_type must be client_credentials'],
    ['grant_type=client_credentials&client_id=x', 'client_id or client_secret is wrong'],
    [
      `grant_type=client_credentials&scope=admin&${CLIENT}`,
      'the only scope of this client is faas.lambda.invoke',
    ],
  ])('%s: %s', async (body, description) => {
    const { text } = await post(`/sentinel/api/account/${V1}/app/token`, FORM, body);
    expect(JSON.parse(text)).toMatchObject({ error_description: description });
  });

  test('an unknown account, and a body of another type', async () => {
    const body = `grant_type=client_credentials&${CLIENT}`;
    const unknown = await post('/sentinel/api/account/99999999/app/token', FORM, body);
    expect(JSON.parse(unknown.text)).toMatchObject({ error_description: 'the account is unknown' });
    const typed = await post(`/sentinel/api/account/${V1}/app/token`, JSON_TYPE, body);
    expect(JSON.parse(typed.text)).toMatchObject({
      error_description: 'the body must be application/x-www-form-urlencoded',
    });
    const basic = await post(
      `/sentinel/api/account/${V1}/app/token`,
      { ...FORM, authorization: 'Basic eDp5' },
      'grant_type=client_credentials',
    );
    expect(JSON.parse(basic.text)).toMatchObject({
      error_description:
        'credentials belong in the body: send client_id and client_secret there, not in an Authorization header',
    });
  });
});

/** The code and the text of a refusal, whose names depend on the generation. */
function textOf({ text }: Answer): string {
  const { errorMsg, message } = JSON.parse(text) as { errorMsg?: string; message?: string };
  return errorMsg ?? message ?? '';
}

describe.each([V1, V2])('the gateway of account %s says why it refuses an invocation', (account) => {
  const invoke = (
    authorization: string | undefined,
    query = '?v=1',
    body = '{"timestamp":0}',
    name = 'echo',
  ) =>
    post(
      `/api/account/${account}/lambdas/${uuidOf(sandbox, account, name)}/invoke${query}`,
      authorization === undefined ? JSON_TYPE : { ...JSON_TYPE, authorization },
      body,
    );

  test('by its token', async () => {
    const other = account === V1 ? V2 : V1;
    expect(textOf(await invoke(undefined))).toBe('A bearer token is required');
    expect(textOf(await invoke('Bearer x'))).toBe('The token is invalid or has expired');
    expect(textOf(await invoke(`Bearer ${tokens[other]}`))).toBe('The token is for another account');
    expect(textOf(await invoke(`DPoP ${tokens[account]}`))).toBe(
      'The DPoP proof is missing or is not for this request',
    );
  });

  test.each([
    ['[]', 'The body must be a JSON object'],
    ['{}', '"timestamp" must be a number (unix milliseconds)'],
    ['{"timestamp":0,"headers":{}}', '"headers" must be a list of {"key", "value"} with strings'],
  ])('by its body: %s', async (body, text) => {
    expect(textOf(await invoke(`Bearer ${tokens[account]}`, '?v=1', body))).toBe(text);
  });

  test('by the state of the function, or because there is none', async () => {
    const authorization = `Bearer ${tokens[account]}`;
    const uuid = uuidOf(sandbox, account, 'draft');
    expect(textOf(await invoke(authorization, '?v=1', '{"timestamp":0}', 'draft'))).toBe(
      `There is no ${uuid} deployed on ${account}`,
    );
    const { text } = await post(
      `/api/account/${account}/events/none/invoke?v=1`,
      { ...JSON_TYPE, authorization },
      '{"timestamp":0}',
    );
    if (account === V2) expect(text).toContain(`No function on account ${account} implements none`);
    else expect(text).toBe('[]');
  });
});

test('v1 says that the query lacks the version, for an invocation and for the function list', async () => {
  const invoked = await post(
    `/api/account/${V1}/lambdas/${uuidOf(sandbox, V1, 'echo')}/invoke`,
    { ...JSON_TYPE, authorization: `Bearer ${tokens[V1]}` },
    '{"timestamp":0}',
  );
  const listed = await send(`${sandbox.url}/api/account/${V1}/lambdas`, {
    headers: { authorization: `Bearer ${users[V1]}` },
  });
  for (const answer of [invoked, listed]) {
    expect([answer.status, textOf(answer)]).toEqual([400, 'The query must contain v=1']);
  }
});

test('the function list says that it requires the token of a user, of this account', async () => {
  const list = async (token: string | undefined) => {
    const headers = { authorization: `Bearer ${token}` };
    return textOf(await send(`${sandbox.url}/api/account/${V1}/lambdas?v=1`, { headers }));
  };
  expect(await list(tokens[V1])).toBe("A user's bearer token is required");
  expect(await list(users[V2])).toBe('The token is for another account');
});

test('a login says what may be wrong', async () => {
  const body = JSON.stringify({ username: 'sandbox-user', password: 'x' });
  const { status, text } = await post(`/api/account/${V1}/login?v=1.3`, JSON_TYPE, body);
  expect([status, JSON.parse(text)]).toEqual([
    401,
    { error: { message: 'The account, the user name or the password is wrong' } },
  ]);
});

describe('what the sandbox leaves out is a 501 with what to do instead', () => {
  const list = async (account: string, method: string, path: string, target = sandbox) => {
    const { bearer } = await logIn(target, account);
    const answer = await send(`${target.url}/api/account/${account}/${path}`, {
      method,
      headers: { ...JSON_TYPE, authorization: `Bearer ${bearer}` },
    });
    return [answer.status, textOf(answer)];
  };

  test.each([
    ['POST', 'lambdas?v=1', 'there is nothing to push, save the file instead'],
    [
      'POST',
      'deployments/x?v=1',
      'In the sandbox every function is deployed as soon as it is saved: there is nothing to deploy',
    ],
    ['DELETE', 'deployments/x?v=1', 'set its "state" to "Marked Undeployed" in '],
    ['POST', 'schedules?v=1', 'The sandbox has no schedules: invoke the function instead'],
    ['POST', 'proxy-settings?v=1', 'The sandbox has no domain allow-list: functions reach every host'],
    [
      'GET',
      'reports/limitCounts?v=1',
      'The sandbox has no reports: GET /_sandbox/requests lists the invocations and their errors',
    ],
    [
      'GET',
      'logs/export?v=1',
      'The sandbox exports no logs: they are in its terminal and in GET /_sandbox/requests',
    ],
  ])('%s %s', async (method, path, text) => {
    expect(await list(V1, method, path)).toEqual([501, expect.stringContaining(text)]);
  });

  test.each([
    [V1, 'functions/x', '/functions/:lambdaUuid does not exist on v1'],
    [V2, 'lambdas?v=1', '/lambdas does not exist on v2'],
    [V1, 'lambdas/x?v=1', `There is no function x on account ${V1}`],
  ])('but what the account does not have is a 404: %s, %s', async (account, path, text) => {
    expect(await list(account, 'GET', path)).toEqual([404, text]);
  });

  test('also without functions', async () => {
    const empty = await sandboxWith();
    expect(await list(V2, 'POST', 'functions', empty)).toEqual([
      501,
      'The sandbox reads functions from no folder: there is nothing to push, save the file instead',
    ]);
  });
});

describe('an unknown path and a wrong method', () => {
  const NOT_FOUND = 'There is nothing at this path';
  const WRONG_METHOD = 'The path does not support this method';

  test.each([
    [V1, 'errorMsg'],
    [V2, 'message'],
  ])('are errors of the gateway with the guess platform: account %s', async (account, field) => {
    const own = await sandboxWith({ guesses: { 'missing-route': 'platform' } });
    const missing = await send(`${own.url}/api/account/${account}/nothing`);
    expect([missing.status, JSON.parse(missing.text)]).toMatchObject([404, { [field]: NOT_FOUND }]);
    const wrong = await send(`${own.url}/api/account/${account}/lambdas/x/invoke`);
    expect([wrong.status, JSON.parse(wrong.text)]).toMatchObject([405, { [field]: WRONG_METHOD }]);
  });

  test('are pages with the guess html', async () => {
    const own = await sandboxWith({ guesses: { 'missing-route': 'html' } });
    expect((await send(`${own.url}/nothing`)).text).toBe(
      `<html><body><h1>404</h1>${NOT_FOUND}</body></html>`,
    );
  });
});

describe('the own routes of the sandbox say what is wrong', () => {
  test.each([
    [
      'POST',
      '/_sandbox/invoke',
      JSON_TYPE,
      '{}',
      'The body must be {"account", "uuid", "payload"}: two strings and any JSON value.',
    ],
    [
      'POST',
      '/_sandbox/faults',
      { 'content-type': 'text/plain' },
      '{}',
      'A body sent to /_sandbox must be JSON. Send it with Content-Type: application/json.',
    ],
    [
      'POST',
      '/_sandbox/latency',
      JSON_TYPE,
      '{"ms":-1}',
      'The latency must be a number of milliseconds, at least 0 and at most 2147483647.',
    ],
    ['GET', '/_sandbox/requests?last=0', {}, undefined, 'last must be a number of requests, at least 1.'],
    [
      'DELETE',
      '/_sandbox/faults/x',
      {},
      undefined,
      'There is no fault with this id. GET /_sandbox/faults lists the ids.',
    ],
    [
      'POST',
      '/_sandbox/reset',
      { origin: 'http://evil.test' },
      undefined,
      'Pages of other origins must not use /_sandbox. Use the page of the sandbox, or a program.',
    ],
    [
      'GET',
      '/',
      { host: 'evil.test' },
      undefined,
      'The sandbox does not serve the host "evil.test". If it is a name of this machine, start the sandbox with --allow-host evil.test.',
    ],
    [
      'GET',
      '/',
      { host: `evil${'x'.repeat(100)}[` },
      undefined,
      `The sandbox does not serve the host "evil${'x'.repeat(96)}". Use an address or a name of this machine.`,
    ],
  ])('%s %s', async (method, path, headers, body, message) => {
    const sending = body === undefined ? { method, headers } : { method, headers, body };
    const { text } = await send(sandbox.url + path, sending);
    expect(JSON.parse(text)).toMatchObject({ message });
  });

  test('beyond loopback, an invocation from the page without the client secret', async () => {
    const open = await sandboxWith({ host: '0.0.0.0' });
    const body = JSON.stringify({ account: V1, uuid: 'x', payload: {} });
    const { text } = await send(`${open.url}/_sandbox/invoke`, { method: 'POST', headers: JSON_TYPE, body });
    expect(JSON.parse(text)).toEqual({
      error: 'forbidden',
      message: 'Other machines can reach this sandbox. Send its client secret as "clientSecret".',
    });
  });

  test('the problem of a fault begins with a sentence, and names each place', () => {
    expect(readFault({ times: 0, action: { type: 'reset' } })).toMatch(/^The fault is not valid\. times: /);
    expect(readFault({ times: 0, path: '', action: { type: 'reset' } })).toMatch(/ path: .*; times: /);
    expect(readFault([])).toMatch(/^The fault is not valid\. (?!:)/);
    expect(readFault({ action: { type: 'answer', status: 200, headers: { 'a b': 'c' } } })).toBe(
      'The fault is not valid. action.headers: not a valid HTTP header',
    );
    expect(readFault({ action: { type: 'redirect', to: 'a\nb' } })).toBe(
      'The fault is not valid. action.to: not a valid Location header',
    );
  });
});
