import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';
import { LAMBDA, PAYLOAD } from './input.mjs';

const require = createRequire(import.meta.url);
// The whole of Node-RED, as a program that embeds it has it: what a test helper records would be measured as well.
const RED = require('node-red-5');

const PACKAGE = '@lp-faas/node-red-liveperson-functions';
const PLACE = { x: 100, y: 100, z: 'flow' };
const PATH = `/api/account/12345678/lambdas/${LAMBDA}/invoke?v=1&externalSystem=node-red`;
const HEADERS = { authorization: `Bearer ${'x'.repeat(300)}`, 'content-type': 'application/json' };

/** The node that is measured, by kind: its part of the flow, and what its messages hold. */
const KINDS = {
  'invoke node': (port) => ({
    flow: [
      {
        id: 'account',
        type: 'liveperson-functions-account',
        accountId: '12345678',
        domainApi: `http://localhost:${port}`,
        credentials: { clientId: 'benchmark', clientSecret: 'secret' },
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
    message: () => ({ payload: PAYLOAD }),
  }),
  'http request': (port) => ({
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
    flow: [{ ...PLACE, id: 'node', type: 'bare', port, wires: [['out']] }],
    message: () => ({ payload: PAYLOAD }),
  }),
};

/** As little as a node can do that posts its payload and sends on the answer. */
function Bare(config) {
  RED.nodes.createNode(this, config);
  const agent = new Agent({ keepAlive: true });
  const options = {
    agent,
    host: '127.0.0.1',
    port: config.port,
    path: PATH,
    method: 'POST',
    headers: HEADERS,
  };
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
}

const waiting = new Map();

/** Where messages come out. */
function Out(config) {
  RED.nodes.createNode(this, config);
  this.on('input', ({ benchmark }, _send, done) => {
    waiting.get(benchmark)();
    waiting.delete(benchmark);
    done();
  });
}

/** As `npm install` in the user's folder leaves it. */
function install(userDir) {
  const folder = join(userDir, 'node_modules', dirname(PACKAGE));
  mkdirSync(folder, { recursive: true });
  symlinkSync(dirname(require.resolve(`${PACKAGE}/package.json`)), join(folder, basename(PACKAGE)));
}

async function start(flow) {
  const userDir = mkdtempSync(join(tmpdir(), 'lp-faas-benchmark-node-red-'));
  process.on('exit', () => rmSync(userDir, { recursive: true, force: true }));
  install(userDir);
  const logging = { console: { level: 'error' } };
  const settings = { userDir, flowFile: 'flows.json', credentialSecret: 'benchmark', logging };
  RED.init(undefined, { ...settings, httpAdminRoot: false, httpNodeRoot: false });
  const flowsStart = async (begin) => {
    const isStarted = once(RED.events, 'flows:started');
    await begin();
    await isStarted;
  };
  await flowsStart(() => RED.start());
  RED.nodes.registerType('benchmarks', 'bare', Bare);
  RED.nodes.registerType('benchmarks', 'out', Out);
  await flowsStart(() => RED.runtime.flows.setFlows({ flows: { flows: flow }, deploymentType: 'full' }));
}

/** A real Node-RED without its editor, with one node between what sends and what listens. */
export async function create({ port, kind }) {
  const { flow, message } = KINDS[kind](port);
  await start([{ id: 'flow', type: 'tab' }, ...flow, { ...PLACE, id: 'out', type: 'out', wires: [] }]);
  const node = RED.nodes.getNode('node');
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
