import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { json, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { ACCOUNT_DEFAULTS, INVOKE_DEFAULTS } from '../src/defaults.js';
import { definitionsIn } from './support/definitions.js';
import { account, invoke, listener, stored, TAB, watcher } from './support/flows.js';
import { echo } from './support/held-answers.js';
import { Arrivals, PACKAGE, TestRuntime, VERSIONS } from './support/node-red.js';

test.each([
  ['account', ACCOUNT_DEFAULTS],
  ['invoke', INVOKE_DEFAULTS],
])('the page of the %s node and the runtime have the same fields and defaults', (name, defaults) => {
  const page = readFileSync(join(PACKAGE, `src/liveperson-functions-${name}.html`), 'utf8');
  const inPage = Object.entries(definitionsIn(page)[0]?.defaults ?? {}).map(([key, { value }]) => [
    key,
    value,
  ]);
  expect(Object.fromEntries(inPage)).toEqual(defaults);
});

describe.each(VERSIONS)('on Node-RED %i', (version) => {
  const runtime = new TestRuntime(version);
  afterEach(() => runtime.close());

  const absent = ['target', 'lambdaUuidType', 'payload', 'payloadType'].map((name) => [name, undefined]);
  /** A node as a flow written by hand has it: with the function's id, and otherwise only what is given. */
  const bare = (changes: object) => {
    const known = Object.entries({ ...invoke(), ...Object.fromEntries(absent), ...changes });
    const node = Object.fromEntries(known.filter(([, value]) => value !== undefined));
    return node as unknown as ReturnType<typeof invoke>;
  };

  const invoked = async (changes: object, message: object) => {
    await using platform = await ScriptedPlatform.start({ invocation: echo });
    await runtime.deploy([TAB, account(platform), bare(changes), listener('out')], stored);
    const out = new Arrivals(runtime.node('out'));
    runtime.send('invoke', { ...message });
    await out.first(1);
    const body = platform.arrived.find(({ service }) => service === 'invocation')?.body ?? '{}';
    return JSON.parse(body) as { payload: unknown; headers: unknown };
  };

  test.each<[string, object, object]>([
    ['every field but the function id', {}, { payload: { name: 'Ada' }, headers: [] }],
    ['the type of the payload', { payload: 'other' }, { payload: 'of another property', headers: [] }],
    ['the payload, but has its type', { payloadType: 'msg' }, { payload: { name: 'Ada' }, headers: [] }],
    ['the type of the function id', { lambdaUuid: invoke()['lambdaUuid'] }, { payload: { name: 'Ada' } }],
    ['a type, which is empty', { payload: 'payload', payloadType: '' }, { payload: { name: 'Ada' } }],
    [
      'values, which are null',
      { payload: null, payloadType: null, target: null },
      { payload: { name: 'Ada' } },
    ],
    [
      'text, but has the JSON value itself',
      { headers: { 'x-a': 'b' } },
      { headers: [{ key: 'x-a', value: 'b' }] },
    ],
  ])('a node that lacks %s uses the defaults of the dialog', async (_, changes, expected) => {
    const message = { payload: { name: 'Ada' }, other: 'of another property' };
    expect(await invoked(changes, message)).toMatchObject(expected);
  });

  test('a node that lacks attempts and idempotent makes 3 attempts, and repeats nothing that may have run', async () => {
    const restarting = json(503, {}, { 'retry-after': '0' });
    await using platform = await ScriptedPlatform.start({ invocation: restarting });
    const flow = [TAB, account(platform), bare({}), watcher('catch', 'caught'), listener('caught')];
    await runtime.deploy(flow, stored);
    const caught = new Arrivals(runtime.node('caught'));
    const failure = async (count: number) => Object((await caught.first(count)).at(-1)?.['error']).cause;
    runtime.send('invoke', { payload: 1 });
    expect(await failure(1)).toMatchObject({ attempts: 3 });
    platform.set('invocation', json(500, {}));
    runtime.send('invoke', { payload: 1 });
    expect(await failure(2)).toMatchObject({ attempts: 1, delivery: 'unknown' });
  });
});
