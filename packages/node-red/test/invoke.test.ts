import { afterEach, describe, expect, test } from '@jest/globals';
import { ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { account, invoke, listener, stored, TAB } from './support/flows.js';
import { Arrivals, TestRuntime, VERSIONS } from './support/node-red.js';

describe.each(VERSIONS)('on Node-RED %i', (version) => {
  const runtime = new TestRuntime(version);
  afterEach(() => runtime.close());

  test('a message comes out with the result as its payload, and otherwise as it was', async () => {
    await using platform = await ScriptedPlatform.start();
    await runtime.deploy([TAB, account(platform), invoke(), listener('out')], stored);
    const out = new Arrivals(runtime.node('out'));
    const kept = { topic: 'orders', req: { method: 'GET' }, _msgid: '1234' };
    runtime.send('invoke', { ...kept, payload: { name: 'Ada' } });
    const [message] = await out.first(1);
    expect(message).toMatchObject({ ...kept, payload: { greeting: 'hello' } });
    const sent = platform.arrived.find(({ service }) => service === 'invocation');
    expect(JSON.parse(sent?.body ?? '')).toMatchObject({ payload: { name: 'Ada' } });
  });
});
