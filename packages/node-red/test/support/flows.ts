import { CREDENTIALS, type ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import type { FlowNode } from './node-red.js';

export { CREDENTIALS };

let column = 0;
/** Node-RED treats a node without coordinates as a configuration node. */
const place = (): { x: number; y: number; z: string } => {
  column += 1;
  return { x: column * 10, y: 10, z: 'flow' };
};

export const TAB: FlowNode = { id: 'flow', type: 'tab', label: 'Flow' };

/** An account node for a scripted platform. */
export function account(platform: ScriptedPlatform, changes: object = {}): FlowNode {
  const { accountId, domainApi } = platform.options;
  return {
    id: 'account',
    type: 'liveperson-functions-account',
    name: 'Test',
    accountId,
    domainApi,
    ...changes,
  };
}

/** An invoke node; its results go to node `out`. */
export function invoke(changes: object = {}): FlowNode {
  return {
    id: 'invoke',
    type: 'liveperson-functions-invoke',
    account: 'account',
    target: 'function',
    lambdaUuid: '8f4b1c9e-1f0a-4d55-9c57-3f0d8a3f5f10',
    lambdaUuidType: 'str',
    payload: 'payload',
    payloadType: 'msg',
    wires: [['out']],
    ...place(),
    ...changes,
  };
}

/** A helper node, whose messages a test can observe. */
export const listener = (id: string): FlowNode => ({ id, type: 'helper', wires: [], ...place() });

/** A Catch, Complete or Status node that sends to a listener. */
export const watcher = (type: 'catch' | 'complete' | 'status', id: string): FlowNode => ({
  id: `${type}-node`,
  type,
  scope: type === 'complete' ? ['invoke'] : null,
  wires: [[id]],
  ...place(),
});

/** The credentials of the account, as Node-RED stores them apart from the flow. */
export const stored = { account: { ...CREDENTIALS } };
