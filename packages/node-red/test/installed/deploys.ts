import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { CREDENTIALS, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { account, invoke, TAB } from '../support/flows.js';
import { echo, HeldAnswers } from '../support/held-answers.js';
import type { InstalledStage } from '../support/installed-stage.js';
import type { FlowNode } from '../support/node-red.js';

const DEPLOYS = ['nodes', 'flows', 'full', 'reload'] as const;

/** What a deploy does to the callers of an HTTP endpoint whose invocations are under way. */
export function deployTests(stage: InstalledStage): void {
  let platform: ScriptedPlatform;
  let held: HeldAnswers;

  beforeAll(async () => {
    platform = await ScriptedPlatform.start();
  });
  afterAll(() => platform?.[Symbol.asyncDispose]());
  beforeEach(() => {
    held = new HeldAnswers();
    platform.set('invocation', held.reply);
  });

  /** `http in → invoke → http response`, with a Catch node that answers what went wrong. */
  const endpoint = (changes: object = {}, ofAccount: object = {}): FlowNode[] => {
    const place = { z: 'flow', x: 1, y: 1 };
    const why = '{"code": error.code, "delivery": error.cause.delivery}';
    const rules = [{ t: 'set', p: 'payload', pt: 'msg', to: why, tot: 'jsonata' }];
    return [
      TAB,
      { ...account(platform, ofAccount), credentials: CREDENTIALS },
      { id: 'ask', type: 'http in', ...place, url: '/slow', method: 'post', wires: [['id']] },
      {
        id: 'arrived',
        type: 'debug',
        ...place,
        name: 'arrived',
        active: true,
        console: true,
        complete: 'payload.id',
      },
      // The message's own id is not to be guessed.
      {
        ...{ id: 'id', type: 'change', ...place, wires: [['invoke', 'arrived']] },
        rules: [{ t: 'set', p: '_msgid', pt: 'msg', to: 'payload.id', tot: 'msg' }],
      },
      invoke({ wires: [['answer']], concurrency: 1, ...changes }),
      { id: 'caught', type: 'catch', ...place, scope: null, wires: [['why']] },
      { id: 'why', type: 'change', ...place, rules, wires: [['refuse']] },
      { id: 'answer', type: 'http response', ...place, wires: [] },
      { id: 'refuse', type: 'http response', ...place, statusCode: '500', wires: [] },
    ];
  };
  const deploy = (flow: readonly FlowNode[], type: string): Promise<void> =>
    stage.nodeRed.deploy(flow, type, stage.as('writer'));
  const ask = async (id: string) => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' } };
    const { status, text } = await stage.nodeRed.request('/slow', { ...init, body: JSON.stringify({ id }) });
    return [status, JSON.parse(text) as unknown];
  };
  /** Sends requests, and waits until the first is at the platform, and the invoke node has all of them. */
  const askAll = async (ids: readonly string[]) => {
    const answers = ids.map((id) => ask(id).catch(() => 'hung up'));
    await held.hold(1);
    for (const id of ids) await stage.nodeRed.printed(new RegExp(`\\[debug:arrived\\]\\s*'?${id}\\b`));
    return { answers };
  };

  describe.each(DEPLOYS)('a deploy of type %s', (type) => {
    test('that renames the node and its account lets every HTTP caller have its result', async () => {
      await deploy(endpoint(), 'full');
      const before = platform.count('token');
      const { answers } = await askAll(['a', 'b'].map((id) => `${type}-${id}`));
      await deploy(endpoint({ name: 'renamed' }, { name: 'Renamed' }), type);
      platform.set('invocation', echo);
      held.release();
      expect(await Promise.all(answers)).toEqual(['a', 'b'].map((id) => [200, { id: `${type}-${id}` }]));
      expect(platform.count('token')).toBeLessThanOrEqual(Math.max(before, 1));
    });
  });

  test.each(DEPLOYS.filter((type) => type !== 'reload'))(
    'a deploy of type %s that changes a setting lets every HTTP caller have its error',
    async (type) => {
      await deploy(endpoint(), 'full');
      const ids = ['x', 'y'].map((id) => `${type}-${id}`);
      const { answers } = await askAll(ids);
      await deploy(endpoint({ deadlineMs: '50000' }), type);
      const answered = await Promise.all(answers);
      expect(answered).toHaveLength(2);
      for (const delivery of ['unknown', 'not-sent']) {
        expect(answered).toContainEqual([500, { code: 'aborted', delivery }]);
      }
      for (const id of ids) expect(stage.nodeRed.log).toContain(`Message ${id} was cut off`);
    },
  );

  test('SIGTERM ends Node-RED at once, and its log names every message with its delivery', async () => {
    await deploy(endpoint(), 'full');
    const { answers } = await askAll(['end-1', 'end-2']);
    await stage.nodeRed.end();
    await stage.nodeRed.begin();
    expect(await Promise.all(answers)).toEqual(['hung up', 'hung up']);
    const deliveries = [...stage.nodeRed.log.matchAll(/Message end-\d was cut off .*Delivery: (\S+)/g)];
    expect(deliveries.map(([, delivery]) => delivery).sort()).toEqual(['not-sent', 'unknown']);
  });
}
