import type { Red } from './node-red.js';

type Events = Red['events'];

/** What Node-RED tells about a start of flows. */
interface FlowsStarted {
  /** `full`, `flows` or `nodes`. */
  readonly type: string;
  readonly config?: { readonly flows?: readonly { readonly id: string; readonly type: string }[] };
  readonly diff?: Readonly<Record<'added' | 'removed' | 'flowChanged', readonly string[]>>;
}

/** Tells of a tab whether it went on while some of its nodes were restarted, so that closed nodes can still send. */
export type IsKept = (tab: string | undefined) => boolean;

type Listener = (isKept: IsKept) => void;

/** One listener for all nodes of a Node-RED: Node.js warns about more than ten. */
const listeners = new WeakMap<Events, Set<Listener>>();

/** Calls back once, when the next flows have started. Returns a function that cancels it. */
export function whenFlowsStarted(events: Events, listener: Listener): () => void {
  const known = listeners.get(events) ?? new Set();
  if (known.size === 0) {
    events.once('flows:started', (started: FlowsStarted) => {
      const waiting = [...known];
      known.clear();
      for (const call of waiting) call((tab) => isKept(started, tab));
    });
  }
  listeners.set(events, known.add(listener));
  return () => known.delete(listener);
}

function isKept({ type, config, diff }: FlowsStarted, tab: string | undefined): boolean {
  const restarted = diff ? [...diff.added, ...diff.removed, ...diff.flowChanged] : [];
  const exists = config?.flows?.some(({ id, type: kind }) => id === tab && kind === 'tab') === true;
  return type !== 'full' && exists && !restarted.includes(String(tab));
}

/** What Node-RED tells about its state. */
interface RuntimeEvent {
  readonly id?: string;
  readonly payload?: { readonly state?: string; readonly deploy?: boolean; readonly error?: string };
}

/** Whether flows were stopped, and no start of flows follows: Node-RED ends, a user stopped them, or a type is missing. */
export function isFinalStop({ id, payload }: RuntimeEvent): boolean {
  const isStopped = id === 'runtime-state' && (payload?.state === 'stop' || payload?.state === 'safe');
  return isStopped && (payload?.deploy !== true || payload.error !== undefined);
}
