import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { GUESSES } from '../dist/guesses.js';
import { type Guesses, type Sandbox, startSandbox } from '../dist/index.js';
import { waitUntil } from './processes.js';
import {
  folderWith,
  type InvokeOptions,
  invoke,
  invokeUuid,
  logIn,
  sandboxWith,
  send,
  tokenFor,
  tokenForm,
  uuidOf,
  V1,
  V2,
} from './support.js';

const THROWS = 'async function lambda(input, callback) { throw callback ? "text" : { message: "text" }; }';
const FILES = {
  'functions/nothing/index.js': 'async function lambda(input, callback) { callback?.(); }',
  'functions/throws-text/index.js': THROWS,
  'functions/nothing/config.json': JSON.stringify({ event: 'an_event' }),
};
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

let functions: string;
let usual: Sandbox;

beforeAll(async () => {
  functions = await folderWith(FILES);
  usual = await sandboxWith({ functions });
});

const guessing = (guesses: Partial<Guesses>) => sandboxWith({ functions, guesses });

const status = async (sandbox: Sandbox, path: string, authorization = '') =>
  (await send(sandbox.url + path, { headers: { authorization } })).status;

async function event(sandbox: Sandbox) {
  const { status, text } = await send(`${sandbox.url}/api/account/${V2}/events/an_event/invoke`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await tokenFor(sandbox, V2)}` },
    body: '{"timestamp":0}',
  });
  const [first] = JSON.parse(text) as { timestamp: unknown }[];
  return { status, timestamp: first?.timestamp };
}

async function lifetime(sandbox: Sandbox): Promise<unknown> {
  const { text } = await send(`${sandbox.url}/sentinel/api/account/${V1}/app/token?v=2.0`, {
    method: 'POST',
    headers: FORM,
    body: tokenForm(sandbox),
  });
  return (JSON.parse(text) as { expires_in?: unknown }).expires_in;
}

const credentials = async (sandbox: Sandbox) =>
  (
    await send(`${sandbox.url}/sentinel/api/account/${V1}/app/token?v=2.0`, {
      method: 'POST',
      headers: FORM,
      body: 'grant_type=client_credentials&client_id=me&client_secret=no',
    })
  ).status;

const badToken = async (sandbox: Sandbox, account: string) =>
  (await invokeUuid(sandbox, account, uuidOf(sandbox, account, 'nothing'), { token: 'nonsense' })).status;

const DOMAINS = '/api/account/99999999/service/baseURI.json';

const echoed = async (sandbox: Sandbox) =>
  (await invokeUuid(sandbox, V2, uuidOf(sandbox, V2, 'nothing'), { headers: { 'x-request-id': 'mine' } }))
    .headers['x-request-id'];

const v1Functions = async (sandbox: Sandbox) =>
  await status(sandbox, `/api/account/${V1}/functions`, `Bearer ${(await logIn(sandbox, V1)).bearer}`);

const connectorToken = async (sandbox: Sandbox) => {
  const url = `${sandbox.url}/sentinel/api/account/${V2}/app/token?v=1.0`;
  const { text } = await send(url, { method: 'POST', headers: FORM, body: tokenForm(sandbox) });
  const { access_token: token } = JSON.parse(text) as { access_token: string };
  return (await invokeUuid(sandbox, V2, uuidOf(sandbox, V2, 'nothing'), { token })).status;
};

const v1Status = async (sandbox: Sandbox, options: InvokeOptions) =>
  (await invokeUuid(sandbox, V1, uuidOf(sandbox, V1, 'nothing'), options)).status;

async function missing(sandbox: Sandbox, method: string, path: string): Promise<string> {
  const { status, type, text } = await send(`${sandbox.url}/api/account/${V2}/${path}`, { method });
  if (!type.startsWith('application/json')) return `${status} ${type}`;
  const { error, code } = JSON.parse(text) as { error?: string; code?: string };
  return `${status} ${error ?? code}`;
}

const CASES: [keyof Guesses, (sandbox: Sandbox) => Promise<unknown>, Record<string, unknown>][] = [
  [
    'event-timestamp',
    async (sandbox) => typeof (await event(sandbox)).timestamp,
    { iso: 'string', ms: 'number' },
  ],
  ['success-status', async (sandbox) => (await event(sandbox)).status, { 200: 200, 202: 202 }],
  [
    'v2-thrown-value',
    async (sandbox) => {
      const { status, text } = await invoke(sandbox, V2, 'throws-text');
      return status === 200 ? text : status;
    },
    { failure: 901, lost: '""' },
  ],
  ['no-result', async (sandbox) => (await invoke(sandbox, V2, 'nothing')).text, { null: 'null', empty: '' }],
  ['v1-unauthorized', (sandbox) => badToken(sandbox, V1), { 401: 401, 403: 403 }],
  ['v2-unauthorized', (sandbox) => badToken(sandbox, V2), { 401: 401, 403: 403 }],
  [
    'forbidden',
    async (sandbox) => {
      const token = await tokenFor(sandbox, V1);
      return (await invokeUuid(sandbox, V2, uuidOf(sandbox, V2, 'nothing'), { token })).status;
    },
    { 401: 401, 403: 403 },
  ],
  ['unknown-account', (sandbox) => status(sandbox, DOMAINS), { empty: 200, 401: 401, 404: 404 }],
  ['wrong-credentials', credentials, { 401: 401, 400: 400 }],
  ['connector-token', connectorToken, { refused: 403, accepted: 200 }],
  ['v1-requires-v', (sandbox) => v1Status(sandbox, { query: '' }), { yes: 400, no: 200 }],
  ['requires-timestamp', (sandbox) => v1Status(sandbox, { body: '{"payload":1}' }), { yes: 400, no: 200 }],
  [
    'missing-route',
    async (sandbox) =>
      [await missing(sandbox, 'GET', 'x'), await missing(sandbox, 'DELETE', 'events/x/invoke')].join(),
    {
      json: '404 not_found,405 method_not_allowed',
      platform: '404 com.liveperson.faas.evg.general,405 com.liveperson.faas.evg.general',
      html: '404 text/html,405 text/html',
      empty: '404 ,405 ',
    },
  ],
  ['expires-in', lifetime, { string: '3600', number: 3600, absent: undefined }],
  ['echo-request-id', echoed, { no: undefined, yes: 'mine' }],
  ['v1-functions-list', v1Functions, { list: 200, 404: 404 }],
];

describe.each(CASES)('the guess %s', (name, ask, answers) => {
  test.each(GUESSES[name])(`the guess ${name} can be %s`, async (value) => {
    expect(Object.keys(answers)).toContain(value);
    const sandbox = await guessing({ [name]: value });
    expect(await ask(sandbox)).toBe(answers[value]);
  });

  test(`the guess ${name} defaults to its first value`, async () => {
    expect(await ask(usual)).toBe(answers[GUESSES[name][0]]);
  });
});

test.each(GUESSES['retry-after'])('the guess retry-after can be %s', async (value) => {
  const waiting = 'async function lambda() { await new Promise((done) => setTimeout(done, 60_000)); }';
  const sandbox = await startSandbox({
    functions: await folderWith({ 'functions/waits/index.js': waiting }),
    instances: 1,
    guesses: { 'retry-after': value },
  });
  const token = await tokenFor(sandbox, V2);
  const uuid = uuidOf(sandbox, V2, 'waits');
  const first = invokeUuid(sandbox, V2, uuid, { token }).catch(() => undefined);
  await waitUntil(() => sandbox.executions()[uuid] === 1);
  const { status, headers } = await invokeUuid(sandbox, V2, uuid, { token });
  expect([status, headers['retry-after']]).toEqual([429, value === 'absent' ? undefined : value]);
  await sandbox.close();
  await first;
});

test.each([
  [{ 'no-such-guess': '1' }, /no guess "no-such-guess".*event-timestamp/],
  [{ 'event-timestamp': 'yesterday' }, /event-timestamp must be iso or ms, not "yesterday"/],
  [{ constructor: 'x' }, /no guess "constructor"/],
])('an unknown guess or value is rejected: %j', async (guesses, message) => {
  await expect(startSandbox({ guesses: guesses as never })).rejects.toThrow(message);
});

test('docs/sandbox.md lists every guess with its values, the default first', async () => {
  const docs = await readFile(new URL('../../../docs/sandbox.md', import.meta.url), 'utf8');
  const rows = [...docs.matchAll(/^\| `([\w-]+)`\s+\| ((?:`[\w-]+`(?:, )?)+)\s+\|/gm)];
  const listed = rows.map(([, name = '', values = '']) => [name, values.match(/[\w-]+/g)]);
  expect(Object.fromEntries(listed)).toEqual(GUESSES);
});
