import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { json, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { TEXT_FORMS } from '@lp-faas/testing/text-forms';
import { account, CREDENTIALS, invoke, TAB } from '../support/flows.js';
import type { InstalledStage } from '../support/installed-stage.js';
import type { FlowNode } from '../support/node-red.js';
import { textIn } from '../support/texts.js';

const text = textIn('en-US', 'liveperson-functions-invoke');

/** What users of the packed package read: messages, statuses, debug output and the log of a real process. */
export function viewTests(stage: InstalledStage): void {
  let platform: ScriptedPlatform;

  beforeAll(async () => {
    platform = await ScriptedPlatform.start();
  });
  afterAll(() => platform?.[Symbol.asyncDispose]());

  const place = { z: 'flow', x: 1, y: 1 };
  const debug = (id: string): FlowNode => ({
    ...{ id, type: 'debug', ...place, name: id, active: true, tosidebar: true, console: true },
    ...{ complete: 'true', targetType: 'full' },
  });
  const flow = (changes: object = {}): FlowNode[] => [
    TAB,
    { ...account(platform), credentials: CREDENTIALS },
    { id: 'ask', type: 'http in', ...place, url: '/view', method: 'post', wires: [['invoke']] },
    invoke({ wires: [['answer', 'sent']], ...changes }),
    { id: 'watch', type: 'catch', ...place, scope: null, wires: [['error', 'caught']] },
    { id: 'statuses', type: 'status', ...place, scope: null, wires: [['shown']] },
    {
      ...{ id: 'error', type: 'change', ...place, wires: [['answer']] },
      rules: [{ t: 'set', p: 'payload', pt: 'msg', to: 'error', tot: 'msg' }],
    },
    { id: 'answer', type: 'http response', ...place, wires: [] },
    ...['sent', 'caught', 'shown'].map(debug),
  ];
  const deploy = (nodes: readonly FlowNode[]) => stage.nodeRed.deploy(nodes, 'full', stage.as('writer'));
  const ask = async (payload: unknown) => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' } };
    const { text: body } = await stage.nodeRed.request('/view', { ...init, body: JSON.stringify(payload) });
    return JSON.parse(body) as { message: string; code: string };
  };
  /** The statuses that Status nodes received since the last deploy, by their text. */
  const statusesShown = () => /\[debug:shown\][\s\S]*?text: '([^']*)'/;

  test('hides the secret and the token in every form that a server may write them in', async () => {
    await deploy(flow());
    const { clientSecret } = CREDENTIALS;
    const before = stage.nodeRed.log.length;
    const answers: string[] = [];
    let token = '';
    for (const write of Object.values(TEXT_FORMS)) {
      for (const status of [403, 901]) {
        platform.set('invocation', (response, request) => {
          token = request.headers.authorization?.replace('Bearer ', '') ?? '';
          const echoed = `${write(clientSecret)} ${write(token)}`;
          json(status, { errorCode: echoed, errorMsg: echoed, message: echoed })(response, request);
        });
        answers.push(JSON.stringify(await ask({ n: 1 })));
      }
    }
    const all = [...answers, stage.nodeRed.log.slice(before)].join('\n');
    expect(all).toContain('[withheld]');
    for (const [name, write] of Object.entries(TEXT_FORMS)) {
      for (const secret of [clientSecret, ...token.split('.').slice(1)]) {
        const form = write(secret);
        const middle = form.slice(Math.ceil(form.length / 4), Math.floor((form.length * 3) / 4));
        expect([name, all.includes(middle)]).toEqual([name, false]);
      }
    }
  });

  test('tells in English what is wrong with a message, and shows the reason as status', async () => {
    await deploy(flow({ batch: 'join' }));
    const refused = await ask({ not: 'a list' });
    expect(refused).toMatchObject({
      code: 'invalid-options',
      message: `LivePersonFunctions: ${text('error.not-an-array')}`,
    });
    await stage.nodeRed.printed(statusesShown());
    expect(statusesShown().exec(stage.nodeRed.log.slice(stage.nodeRed.deployedAt))?.[1]).toBe(
      'invalid-options',
    );
  });

  test.each([
    ['', 'error.missing'],
    ['not an id!', 'error.account-id'],
  ])('names the account id by its label when it is %p, with the text %s', async (accountId, key) => {
    const [tab, ofAccount, ...rest] = flow() as [FlowNode, FlowNode, ...FlowNode[]];
    await deploy([tab, { ...ofAccount, accountId }, ...rest]);
    const { message } = await ask({});
    const text = textIn('en-US', 'liveperson-functions-account');
    expect(message).toContain(text(key).replace('__field__', text('label.accountId')));
  });
}
