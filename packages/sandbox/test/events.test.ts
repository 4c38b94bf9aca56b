import { beforeAll, describe, expect, test } from '@jest/globals';
import { PLATFORM_EVENTS } from '../dist/faas-ui/events.js';
import type { Sandbox } from '../dist/index.js';
import { folderWith, invoke, sandboxWith, send, tokenFor, uuidOf, V1, V2 } from './support.js';

const EVENT = 'controllerbot_messaging_new_conversation';
const ANSWERING = `async function lambda(input, callback) {
  const result = { name: NAME, payload: input.payload, exact: 1 };
  if (callback) callback(null, result);
  return result;
}`;
const FAILING = `async function lambda(input, callback) { throw new Error('whoops'); }`;

const config = (event: string, skills?: string[]): string =>
  JSON.stringify({ event, ...(skills && { skills }) });
const answering = (name: string): string => ANSWERING.replace('NAME', `'${name}'`);

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await sandboxWith({
    functions: await folderWith({
      'functions/b-second/index.js': answering('second'),
      'functions/b-second/config.json': config(EVENT, ['4711']),
      'functions/a-first/index.js': answering('first'),
      'functions/a-first/config.json': config(EVENT),
      'functions/c-other/index.js': answering('other'),
      'functions/c-other/config.json': config('No Event'),
      'functions/x-before/index.js': answering('before'),
      'functions/x-before/config.json': config('broken_event'),
      'functions/y-fails/index.js': FAILING,
      'functions/y-fails/config.json': config('broken_event'),
      'functions/z-after/index.js': answering('after'),
      'functions/d-draft/index.js': answering('draft'),
      'functions/d-draft/config.json': JSON.stringify({ event: 'drafted', state: 'Draft' }),
      'functions/e-modified/index.js': answering('modified'),
      'functions/e-modified/config.json': JSON.stringify({ event: 'modified', state: 'Modified' }),
      'functions/z-after/config.json': config('broken_event'),
    }),
  });
});

async function ask(account: string, path: string, query = '', method = 'POST') {
  const authorization = `Bearer ${await tokenFor(sandbox, account)}`;
  const all =
    account === V1 ? `?v=1&skillId=&externalSystem=test${query && `&${query}`}` : query && `?${query}`;
  const last = account === V1 && query.includes('skillId') ? all.replace('skillId=&', '') : all;
  return await send(`${sandbox.url}/api/account/${account}/events/${path}${last}`, {
    method,
    headers: { 'content-type': 'application/json', authorization },
    ...(method === 'POST' && { body: JSON.stringify({ timestamp: 0, headers: [], payload: { a: 1 } }) }),
  });
}

const names = (text: string): string[] =>
  (JSON.parse(text) as { result: { name: string } }[]).map(({ result }) => result.name);

describe.each([V1, V2])('events on account %s', (account) => {
  test('invoking an event runs all of its functions and answers their results', async () => {
    const { status, text } = await ask(account, `${EVENT}/invoke`);
    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual([
      {
        uuid: uuidOf(sandbox, account, 'a-first'),
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        result: { name: 'first', payload: { a: 1 }, exact: 1 },
      },
      expect.objectContaining({ uuid: uuidOf(sandbox, account, 'b-second') }),
    ]);
  });

  test('invoking an event with a skill id runs only the functions of that skill', async () => {
    expect(names((await ask(account, `${EVENT}/invoke`, 'skillId=4711')).text)).toEqual(['second']);
  });

  test('invoking an event stops at the first function that fails', async () => {
    const { status } = await ask(account, 'broken_event/invoke');
    expect(status).toBe(901);
    const ran = (name: string) => sandbox.executions()[uuidOf(sandbox, account, name)] ?? 0;
    expect([ran('x-before'), ran('y-fails'), ran('z-after')]).toEqual([1, 1, 0]);
  });

  test.each([
    [EVENT, '', true],
    [EVENT, 'skillId=4711', true],
    [EVENT, 'skillId=9', false],
    ['drafted', '', false],
    ['modified', '', true],
    ['no_such_event', '', false],
    ['No%20Event', '', false],
  ])('isImplemented runs nothing: %s %s is %s', async (event, query, implemented) => {
    const before = sandbox.executions();
    const { status, text } = await ask(account, `${event}/isImplemented`, query, 'GET');
    expect([status, JSON.parse(text)]).toEqual([200, { implemented }]);
    expect(sandbox.executions()).toEqual(before);
  });

  test('isImplemented requires a token', async () => {
    const url = `${sandbox.url}/api/account/${account}/events/${EVENT}/isImplemented?v=1`;
    expect((await send(url)).status).toBe(account === V1 ? 401 : 403);
  });
});

test('invoking an event without functions answers an empty list on v1 and 404 on v2', async () => {
  expect(await ask(V1, 'no_such_event/invoke')).toMatchObject({ status: 200, text: '[]' });
  const { status, text } = await ask(V2, 'no_such_event/invoke');
  expect([status, JSON.parse(text).code]).toEqual([404, 'com.liveperson.faas.function.not-found']);
});

test('invoking a function that is not deployed answers 404', async () => {
  const v1 = await invoke(sandbox, V1, 'd-draft');
  expect([v1.status, JSON.parse(v1.text).errorCode]).toEqual([404, 'com.liveperson.faas.es.notdeployed']);
  const v2 = await invoke(sandbox, V2, 'd-draft');
  expect([v2.status, JSON.parse(v2.text).code]).toEqual([404, 'com.liveperson.faas.function.not-found']);
  expect((await invoke(sandbox, V2, 'e-modified')).status).toBe(200);
});

test('the events and their limits are those that LivePerson’s own clients know', () => {
  const limits = PLATFORM_EVENTS.map(({ eventId, lambdaLimit }) => [eventId, lambdaLimit]);
  expect(Object.fromEntries(limits)).toEqual({
    bot_connectors_custom_integration: 15,
    bot_connectors_error_hook: 15,
    bot_connectors_post_hook: 15,
    bot_connectors_pre_hook: 15,
    controllerbot_messaging_conversation_end: 1,
    controllerbot_messaging_conversation_idle: 1,
    controllerbot_messaging_conversation_routing: 1,
    controllerbot_messaging_mid_conversation_msg: 1,
    controllerbot_messaging_new_conversation: 1,
    controllerbot_messaging_participants_change: 1,
    controllerbot_messaging_ttr: 1,
    conversational_command: 30,
    denver_post_survey_email_transcript: 10,
    surveybot_messaging_survey_ended: 1,
    surveybot_messaging_survey_started: 1,
  });
  expect(PLATFORM_EVENTS[11]).toMatchObject({ eventName: 'Conversational command', description: '' });
});
