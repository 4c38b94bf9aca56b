import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { CREDENTIALS, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { account, invoke, TAB } from './support/flows.js';
import { echo } from './support/held-answers.js';
import { InstalledNodeRed } from './support/installed-node-red.js';
import { InstalledPackage } from './support/installed-package.js';
import { type FlowNode, VERSIONS } from './support/node-red.js';

/** Milliseconds. Longer than 40,000 messages take on a busy machine. */
jest.setTimeout(180_000);

const BURST = 10_000;
const MEBIBYTE = 2 ** 20;

/** Gives Function nodes the size of the heap without its garbage. */
const SETTINGS = `functionGlobalContext: { heap: () => { global.gc(); global.gc(); return process.memoryUsage().heapUsed } },`;

const place = { z: 'flow', x: 1, y: 1 };
const code = (id: string, func: string, wires: string[][]): FlowNode => ({
  id,
  type: 'function',
  ...place,
  func,
  wires,
});

/** `POST /burst` sends so many messages through the node, and answers with the heap when the last one has arrived. */
const flow = (platform: ScriptedPlatform): FlowNode[] => [
  TAB,
  { ...account(platform), credentials: CREDENTIALS },
  { id: 'ask', type: 'http in', ...place, url: '/burst', method: 'post', wires: [['burst']] },
  code(
    'burst',
    `flow.set('asked', msg); flow.set('left', ${BURST});
     for (let n = 0; n < ${BURST}; n += 1) node.send({ payload: { n, text: 'x'.repeat(200) } });`,
    [['invoke']],
  ),
  invoke({ queueLimit: BURST, wires: [['count']] }),
  code(
    'count',
    `const left = flow.get('left') - 1; flow.set('left', left);
     if (left > 0) return null;
     const asked = flow.get('asked'); flow.set('asked', undefined);
     asked.payload = { heap: global.get('heap')() };
     return asked;`,
    [['answer']],
  ),
  { id: 'answer', type: 'http response', ...place, wires: [] },
];

describe.each(VERSIONS)('the packed package in Node-RED %i', (version) => {
  let installed: InstalledPackage;
  let nodeRed: InstalledNodeRed;
  let platform: ScriptedPlatform;

  beforeAll(async () => {
    installed = await InstalledPackage.install();
    platform = await ScriptedPlatform.start({ invocation: echo });
    nodeRed = await InstalledNodeRed.start({
      version,
      installed,
      settings: SETTINGS,
      nodeArgs: ['--expose-gc'],
    });
  });
  afterAll(async () => {
    await nodeRed?.[Symbol.asyncDispose]();
    await platform?.[Symbol.asyncDispose]();
    await installed?.[Symbol.asyncDispose]();
  });

  test('invokes 40,000 messages, and its memory stays the same after the first 10,000', async () => {
    await nodeRed.deploy(flow(platform));
    const burst = async (): Promise<number> => {
      const response = await fetch(`${nodeRed.url}/burst`, { method: 'POST' });
      platform.arrived.length = 0;
      return ((await response.json()) as { heap: number }).heap / MEBIBYTE;
    };
    const first = await burst();
    const later = [await burst(), await burst(), await burst()];
    expect(Math.max(...later)).toBeLessThan(first + 3);
  });
});
