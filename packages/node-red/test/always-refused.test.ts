import { afterEach, describe, expect, test } from '@jest/globals';
import { json, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { account, invoke, listener, stored, TAB, watcher } from './support/flows.js';
import { echo } from './support/held-answers.js';
import { Arrivals, TestRuntime, VERSIONS } from './support/node-red.js';
import { ACCEPTED, ALWAYS_REFUSED } from './support/refused.js';

/** An event has a list of results, a function its own. */
const invocation: Reply = (response, request) => {
  const reply = request.url.includes('/events/') ? json(200, []) : echo;
  reply(response, request);
};

describe.each(VERSIONS)('on Node-RED %i', (version) => {
  const runtime = new TestRuntime(version);
  afterEach(() => runtime.close());

  /** Sends a message through a node with these fields, and returns the message that was sent or caught. */
  const outcome = async (platform: ScriptedPlatform, changes: object) => {
    const rest = [watcher('catch', 'caught'), ...['out', 'caught'].map(listener)];
    await runtime.deploy([TAB, account(platform), invoke(changes), ...rest], stored);
    const arrivals = ['out', 'caught'].map((id) => new Arrivals(runtime.node(id)));
    runtime.send('invoke', { payload: 'kept' });
    const [message] = await Promise.race(arrivals.map((arrival) => arrival.first(1)));
    return message;
  };

  test.each(ALWAYS_REFUSED)('%s is refused, as in the editor, and nothing is sent', async (_, changes) => {
    await using platform = await ScriptedPlatform.start({ invocation });
    expect(await outcome(platform, changes)).toMatchObject({
      payload: 'kept',
      error: { code: 'invalid-options', cause: { delivery: 'not-sent' } },
    });
    expect(platform.count('invocation')).toBe(0);
  });

  test.each(ACCEPTED)('%s is accepted, as in the editor', async (_, changes) => {
    await using platform = await ScriptedPlatform.start({ invocation });
    expect(await outcome(platform, changes)).not.toHaveProperty('error');
    expect(platform.count('invocation')).toBe(1);
  });

  test('without a caller name, LivePerson is told the one that the dialog shows', async () => {
    await using platform = await ScriptedPlatform.start({ invocation });
    await outcome(platform, {});
    const [sent] = platform.arrived.filter(({ service }) => service === 'invocation');
    expect(sent?.url).toContain('externalSystem=node-red');
  });
});
