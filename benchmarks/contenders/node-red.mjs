import { Agent, request } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { LAMBDA, PAYLOAD } from './input.mjs';

const require = createRequire(import.meta.url);
const { NodeTestHelper } = require('node-red-node-test-helper');
const nodeRed = dirname(require.resolve('node-red-5/package.json'));
const inNodeRed = createRequire(join(nodeRed, 'package.json'));

const OURS = dirname(require.resolve('@lp-faas/node-red-liveperson-functions/package.json'));
const PLACE = { x: 100, y: 100, z: 'flow' };
const PATH = `/api/account/12345678/lambdas/${LAMBDA}/invoke?v=1&externalSystem=node-red`;
const HEADERS = { authorization: `Bearer ${'x'.repeat(300)}`, 'content-type': 'application/json' };

/** The node that is measured, by kind: what to register, its part of the flow, and what its messages hold. */
const KINDS = {
  'invoke node': (port) => ({
    nodes: ['account', 'invoke'].map((name) => require(join(OURS, `dist/liveperson-functions-${name}.js`))),
    flow: [
      {
        id: 'account',
        type: 'liveperson-functions-account',
        accountId: '12345678',
        domainApi: `http://localhost:${port}`,
      },
      {
        ...PLACE,
        id: 'node',
        type: 'liveperson-functions-invoke',
        account: 'account',
        target: 'function',
        lambdaUuid: LAMBDA,
        lambdaUuidType: 'str',
        payload: 'payload',
        payloadType: 'msg',
        concurrency: 128,
        queueLimit: 1000,
        wires: [['out']],
      },
    ],
    credentials: { account: { clientId: 'benchmark', clientSecret: 'secret' } },
    message: () => ({ payload: PAYLOAD }),
  }),
  'http request': (port) => ({
    nodes: [inNodeRed('@node-red/nodes/core/network/21-httprequest.js')],
    flow: [
      {
        ...PLACE,
        id: 'node',
        type: 'http request',
        method: 'POST',
        ret: 'obj',
        url: `http://localhost:${port}${PATH}`,
        wires: [['out']],
      },
    ],
    message: () => ({
      headers: { ...HEADERS },
      payload: { timestamp: Date.now(), headers: [], payload: PAYLOAD },
    }),
  }),
  'bare node:http': (port) => ({
    nodes: [bareNode(port)],
    flow: [{ ...PLACE, id: 'node', type: 'bare', wires: [['out']] }],
    message: () => ({ payload: PAYLOAD }),
  }),
};

/** As little as a node can do that posts its payload and sends on the answer. */
function bareNode(port) {
  const agent = new Agent({ keepAlive: true });
  const options = { agent, host: '127.0.0.1', port, path: PATH, method: 'POST', headers: HEADERS };
  return (red) => {
    red.nodes.registerType('bare', function Bare(config) {
      red.nodes.createNode(this, config);
      this.on('input', (message, send, done) => {
        const call = request(options, (response) => {
          const chunks = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.on('end', () => {
            send({ ...message, payload: JSON.parse(Buffer.concat(chunks)) });
            done();
          });
        });
        call.on('error', done);
        call.end(JSON.stringify({ timestamp: Date.now(), headers: [], payload: message.payload }));
      });
    });
  };
}

/** A real Node-RED without its editor, with one node between what sends and what listens. */
export async function create({ port, kind }) {
  const { nodes, flow, credentials = {}, message } = KINDS[kind](port);
  const helper = new NodeTestHelper();
  helper.init(require.resolve('node-red-5'), {});
  await helper.startServer();
  const all = [{ id: 'flow', type: 'tab' }, ...flow, { ...PLACE, id: 'out', type: 'helper', wires: [] }];
  await helper.load(nodes, all, credentials);
  const waiting = new Map();
  helper.getNode('out').on('input', ({ benchmark }) => {
    waiting.get(benchmark)?.();
    waiting.delete(benchmark);
  });
  const node = helper.getNode('node');
  let sent = 0;
  return {
    invoke: () =>
      new Promise((resolve) => {
        sent += 1;
        waiting.set(sent, resolve);
        node.receive({ ...message(), benchmark: sent });
      }),
  };
}
