import type { SharedClient } from '../account/shared-client.js';
import type { Aftermath } from '../handover.js';
import type { Done, Message, RedNode, Send } from '../node-red.js';
import { BatchWork } from './batch-work.js';
import {
  completeMessage,
  type FlowMessage,
  type InvokeContext,
  logStopped,
  singleWork,
} from './flow-message.js';
import { INVOKE_TYPE, type InvokeSettings } from './invoke-config.js';
import { notSent } from './message-failure.js';
import type { InvokerParts } from './message-invoker.js';
import type { StatusLine } from './status-line.js';
import { type Work, WorkQueue } from './work-queue.js';

/**
 * The messages of an invoke node: those that wait and those that run. It outlives the instance of the node that
 * received them: Node-RED replaces the instance whenever a deploy touches the node or its account.
 */
export class InvokeWorker {
  readonly #context: InvokeContext;
  readonly #settings: InvokeSettings;
  readonly #queue: WorkQueue;
  /** By the message as Node-RED passed it. */
  readonly #unfinished = new Map<Message, FlowMessage>();
  /** The unfinished messages that the running instance has yet to receive. */
  readonly #moving = new Map<Message, FlowMessage>();
  #shared: SharedClient | undefined;
  #startNext: (() => void) | undefined;
  #grace: NodeJS.Timeout | undefined;

  constructor(context: Omit<InvokeContext, 'ended'>, settings: InvokeSettings) {
    this.#context = { ...context, ended: (flowMessage) => this.#ended(flowMessage) };
    this.#settings = settings;
    const showCounts = (): void => context.status.showCounts(this.#queue);
    this.#queue = new WorkQueue(settings, showCounts, (error) => this.#context.node.error(String(error)));
  }

  get status(): StatusLine {
    return this.#context.status;
  }

  get isIdle(): boolean {
    return this.#unfinished.size === 0;
  }

  /** Takes a message that the node has received. */
  accept(received: Message, send: Send, done: Done): void {
    // The outcome is written into the message, or into a copy if it cannot be extended.
    const message = Object.isExtensible(received) ? received : { ...received };
    const flowMessage = {
      received,
      message,
      arrivedAt: performance.now(),
      isSent: false,
      isLogged: false,
      send,
      done,
    };
    const { status, translate } = this.#context;
    if (!this.#connect(flowMessage)) return;
    const work = this.#workFor(flowMessage);
    if (work === undefined) {
      status.failed('invalid-options');
      status.showCounts(this.#queue);
      completeMessage(this.#context, flowMessage, notSent(translate('error.not-an-array')));
      return;
    }
    this.#unfinished.set(received, flowMessage);
    if (this.#queue.add(work)) return;
    this.#unfinished.delete(received);
    status.overflowed();
    const text = translate('error.queue-full', { waiting: this.#queue.waiting });
    completeMessage(this.#context, flowMessage, notSent(text, 'queue-full', true));
  }

  /** Whether the worker can go on in a new instance of the node: nothing changed that its messages depend on. */
  canGoOn(settings: InvokeSettings, shared: SharedClient | undefined): boolean {
    const isSame = settings.key === this.#settings.key && shared === this.#shared;
    return isSame && !this.#context.invoker.isRefusing;
  }

  /** From now on messages are evaluated and sent with what belongs to the new instance. */
  goOn(parts: InvokerParts): void {
    this.#context.invoker.parts = parts;
  }

  /** The instance was closed: outcomes wait for the next one. */
  detach(): void {
    this.#context.status.pause();
    this.#context.nextInstance ??= new Promise((resolve) => {
      this.#startNext = resolve;
    });
  }

  /**
   * Moves the unfinished messages to the running instance, which receives them once more from Node-RED: their outcomes
   * then leave by its wires, and their errors reach the Catch nodes of its flow, whatever else the deploy restarted.
   */
  attach(node: RedNode): void {
    this.#context.node = node;
    this.#context.status.moveTo((shown) => node.status(shown));
    for (const [received, flowMessage] of this.#unfinished) this.#moving.set(received, flowMessage);
    for (const received of [...this.#moving.keys()]) node.receive(received);
    this.#resume();
  }

  /** Takes a message that is moved here from the closed instance; returns false for any other message. */
  adopt(received: Message, send: Send, done: Done): boolean {
    const flowMessage = this.#moving.get(received);
    if (flowMessage === undefined) return false;
    this.#moving.delete(received);
    Object.assign(flowMessage, { send, done });
    return true;
  }

  /** Ends all messages: waiting ones at once, running ones after a grace of so many milliseconds. */
  stop(graceMs: number): void {
    const { invoker, status } = this.#context;
    status.silence();
    invoker.refuse();
    this.#queue.startAll();
    clearTimeout(this.#grace);
    if (graceMs <= 0) invoker.abort();
    else if (!this.isIdle) this.#grace = setTimeout(() => invoker.abort(), graceMs).unref();
  }

  /** Stops for a node that does not start again. Its flow goes on, or nothing can be sent any more. */
  abandon(aftermath: Aftermath, graceMs: number): void {
    const { node, red } = this.#context;
    node.status({});
    // Node-RED may end as soon as all nodes are closed, before any invocation has been aborted.
    if (aftermath === 'stopped')
      for (const message of this.#unfinished.values()) logStopped(this.#context, message);
    if (aftermath !== 'stopped' && aftermath(node.z)) {
      // By the old instance, until another deploy replaces its flow.
      red.events.once('flows:stopping', this.#lose);
      this.stop(graceMs);
    } else this.#lose();
    this.#resume();
  }

  readonly #lose = (): void => {
    this.#context.isUnroutable = true;
    this.stop(0);
  };

  #resume(): void {
    this.#context.nextInstance = undefined;
    this.#startNext?.();
    this.#startNext = undefined;
  }

  /** Fails the message if its account cannot be used, before it waits for nothing. */
  #connect(flowMessage: FlowMessage): boolean {
    const { invoker, status } = this.#context;
    try {
      this.#shared = invoker.parts.account.require().shared;
      return true;
    } catch (failure) {
      const { problem } = invoker.parts.account;
      if (problem !== undefined) status.unusable(`${INVOKE_TYPE}.${problem}`);
      completeMessage(this.#context, flowMessage, failure as Error);
      return false;
    }
  }

  #workFor(flowMessage: FlowMessage): Work | undefined {
    const { payload } = flowMessage.message;
    const { arrayMode } = this.#settings;
    if (arrayMode === 'off') return singleWork(this.#context, flowMessage);
    if (!Array.isArray(payload)) return undefined;
    return new BatchWork(this.#context, flowMessage, payload, arrayMode === 'join');
  }

  #ended({ received }: FlowMessage): void {
    this.#unfinished.delete(received);
    this.#moving.delete(received);
    if (!this.isIdle || !this.#context.invoker.isRefusing) return;
    clearTimeout(this.#grace);
    this.#context.red.events.removeListener('flows:stopping', this.#lose);
  }
}
