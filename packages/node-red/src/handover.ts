import { type IsKept, isFinalStop, whenFlowsStarted } from './flow-events.js';
import type { Red } from './node-red.js';

/** What became of the flows: which tabs went on, or that all were stopped and do not start again. */
export type Aftermath = IsKept | 'stopped';

/**
 * What closed nodes leave for their next instances, by the id of the node. A node cannot know when it is closed whether
 * it will start again, so what nobody took when the flows have started, or when it is certain that they do not start,
 * is given back.
 */
export class Handover<Left> {
  readonly #events: Red['events'];
  readonly #giveBack: (left: Left, aftermath: Aftermath) => void;
  readonly #left = new Map<string, Left>();
  #stopListening: (() => void) | undefined;

  constructor({ events }: Red, giveBack: (left: Left, aftermath: Aftermath) => void) {
    this.#events = events;
    this.#giveBack = giveBack;
  }

  leave(id: string, left: Left): void {
    const earlier = this.take(id);
    if (earlier !== undefined) this.#giveBack(earlier, () => false);
    this.#left.set(id, left);
    this.#stopListening ??= this.#listen();
  }

  take(id: string): Left | undefined {
    const left = this.#left.get(id);
    this.#left.delete(id);
    return left;
  }

  #listen(): () => void {
    const cancel = whenFlowsStarted(this.#events, (isKept) => this.#end(isKept));
    const stopped = (event: object): void => {
      if (isFinalStop(event)) this.#end('stopped');
    };
    this.#events.on('runtime-event', stopped);
    return () => {
      cancel();
      this.#events.removeListener('runtime-event', stopped);
    };
  }

  #end(aftermath: Aftermath): void {
    this.#stopListening?.();
    this.#stopListening = undefined;
    const left = [...this.#left.values()];
    this.#left.clear();
    for (const each of left) this.#giveBack(each, aftermath);
  }
}
