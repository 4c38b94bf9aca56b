import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Node, NodeAPI, NodeInitializer, NodeMessageInFlow } from '@node-red/registry';
import { within } from './waiting.js';

const require = createRequire(import.meta.url);
export const PACKAGE = fileURLToPath(new URL('../..', import.meta.url));

/** The Node-RED versions that run on this Node.js: Node-RED 5 requires 22.9. */
export const VERSIONS: readonly (4 | 5)[] = atLeast(22, 9) ? [4, 5] : [4];

function atLeast(major: number, minor: number): boolean {
  const [own = 0, ownMinor = 0] = process.versions.node.split('.').map(Number);
  return own > major || (own === major && ownMinor >= minor);
}

export interface FlowNode {
  readonly id: string;
  readonly type: string;
  readonly [property: string]: unknown;
}

export interface ConnectionReport {
  readonly ok: boolean;
  readonly steps: readonly {
    readonly name: string;
    readonly outcome: string;
    readonly durationMs: number;
    readonly detail: string;
    readonly hint?: string;
    readonly code?: string;
    readonly problems?: readonly { readonly key: string; readonly field?: string; readonly name?: string }[];
    readonly note?: { readonly key: string; readonly instances?: number };
  }[];
}

export type DeployType = 'full' | 'flows' | 'nodes';

/** The part of node-red-node-test-helper that the tests use. */
interface Helper {
  init(runtime: string, settings: object): void;
  load(nodes: NodeInitializer[], flow: FlowNode[], credentials: object): Promise<void>;
  unload(): Promise<void>;
  startServer(): Promise<void>;
  stopServer(): Promise<void>;
  getNode(id: string): Node | undefined;
  log(): { readonly args: [{ level: number; msg: unknown }][] };
  readonly _events: NodeJS.EventEmitter;
  readonly _RED: { readonly util: NodeAPI['util'] };
  /** Node-RED's own function: the helper's version gives up after 300 ms, too early on a busy machine. */
  readonly _redNodes: {
    setFlows(flow: FlowNode[], credentials: object, type: DeployType): Promise<void>;
    stopFlows(): Promise<void>;
  };
  /** The admin API, which the helper does not serve. */
  readonly _httpAdmin: RequestListener;
}

const { NodeTestHelper } = require('node-red-node-test-helper') as { NodeTestHelper: new () => Helper };

/** The helper's texts are their keys; these have their values, too. */
function withVisibleValues(initialize: NodeInitializer): NodeInitializer {
  const translate = (key: string, values: object = {}): string => [key, ...Object.values(values)].join(' ');
  return (red) => initialize(Object.create(red, { _: { value: translate } }) as typeof red);
}

/** The built nodes in a Node-RED of one version, without its editor. */
export class TestRuntime {
  readonly #helper = new NodeTestHelper();
  readonly #nodes: NodeInitializer[];
  #isLoaded = false;

  /** `settings` are those of settings.js. */
  constructor(version: number, settings: object = {}) {
    const main = require.resolve(`node-red-${version}`);
    this.#helper.init(main, settings);
    const own = ['account', 'invoke'].map((name) => join(PACKAGE, `dist/liveperson-functions-${name}.js`));
    const ofNodeRed = ['06-httpproxy', '05-tls'].map((name) =>
      createRequire(main).resolve(`@node-red/nodes/core/network/${name}.js`),
    );
    const load = (file: string) => require(file) as NodeInitializer;
    this.#nodes = [...ofNodeRed.map(load), ...own.map((file) => withVisibleValues(load(file)))];
  }

  /** Node-RED's own functions, which all nodes share. */
  get util(): NodeAPI['util'] {
    return this.#helper._RED.util;
  }

  get events(): NodeJS.EventEmitter {
    return this.#helper._events;
  }

  /** Deploys a flow, as the editor does; the first one starts the runtime. */
  async deploy(
    flow: readonly FlowNode[],
    credentials: object = {},
    type: DeployType = 'full',
  ): Promise<void> {
    // Node-RED modifies the object.
    const own = structuredClone(credentials);
    if (this.#isLoaded) {
      const started = once(this.events, 'flows:started');
      await this.#helper._redNodes.setFlows([...flow], own, type);
      await within(started, () => 'Node-RED to start the deployed flows');
      return;
    }
    await this.#helper.startServer();
    this.#isLoaded = true;
    const loaded = this.#helper.load(this.#nodes, [...flow], own);
    await within(loaded, () => 'Node-RED to start its first flows');
  }

  node(id: string): Node {
    const node = this.#helper.getNode(id);
    if (node === undefined) throw new Error(`There is no node ${id}`);
    return node;
  }

  /** Sends a message to a node. */
  send(id: string, message: Record<string, unknown>): void {
    this.node(id).receive(message);
  }

  /** Sends the request of *Test connection* for an account with these fields. */
  async testConnection(id: string, form: object): Promise<ConnectionReport> {
    const admin = createServer(this.#helper._httpAdmin);
    await new Promise<void>((resolve) => admin.listen(0, '127.0.0.1', resolve));
    const { port } = admin.address() as AddressInfo;
    const answer = fetch(`http://127.0.0.1:${port}/liveperson-functions-account/${id}/test`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(form),
    });
    try {
      const response = await within(answer, () => `the report of a connection test of the account ${id}`);
      return (await response.json()) as ConnectionReport;
    } finally {
      admin.closeAllConnections();
      await new Promise((resolve) => admin.close(resolve));
    }
  }

  /** All messages in the log. */
  get logged(): string[] {
    return this.#helper.log().args.map(([{ msg }]) => String(msg));
  }

  /** Waits until the log contains a text. */
  async printed(text: string): Promise<void> {
    const seen = async (): Promise<void> => {
      while (!this.logged.some((line) => line.includes(text))) await setImmediate();
    };
    await within(seen(), () => `the log to contain ${text}`);
  }

  /** Stops the flows, as Node-RED does when it ends. */
  stopFlows(): Promise<void> {
    return this.#helper._redNodes.stopFlows();
  }

  async close(): Promise<void> {
    if (!this.#isLoaded) return;
    this.#isLoaded = false;
    await this.#helper.unload();
    await this.#helper.stopServer();
  }
}

/** The messages that arrived at a node, in order. */
export class Arrivals {
  readonly messages: NodeMessageInFlow[] = [];
  readonly #node: Node;
  #waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  constructor(node: Node) {
    this.#node = node;
    node.on('input', (message: NodeMessageInFlow) => {
      this.messages.push(message);
      for (const { count, resolve } of this.#waiting) if (this.messages.length >= count) resolve();
    });
  }

  /** Waits for the first `count` messages. */
  async first(count: number): Promise<NodeMessageInFlow[]> {
    if (this.messages.length < count) {
      const arrived = new Promise<void>((resolve) => this.#waiting.push({ count, resolve }));
      const what = () => `${count} messages at the node "${this.#node.id}"; got ${this.messages.length}`;
      await within(arrived, what);
    }
    return this.messages.slice(0, count);
  }
}
