import { SandboxError } from '../errors.js';
import type { Service } from '../journal.js';
import { type Fault, readFault } from './fault.js';

/** A fault that applies to further requests. */
export interface ActiveFault extends Fault {
  readonly id: string;
  /** The number of requests that have met it so far. */
  readonly met: number;
}

/** The properties of a request that decide which fault it meets. */
export interface FaultTarget {
  readonly service: Service | null;
  readonly account: string | null;
  readonly path: string;
}

/** Adds, lists and removes faults. A request meets the oldest fault that matches it, and no other. */
export interface FaultControl {
  /**
   * Adds a fault.
   *
   * @returns the fault's id
   * @throws {SandboxError} `invalid-options` if the fault is not valid
   */
  add(fault: Fault): string;
  list(): ActiveFault[];
  /**
   * Removes one fault, or all of them.
   *
   * @returns false if there was none
   */
  clear(id?: string): boolean;
}

/** The active faults, oldest first. */
export class Faults implements FaultControl {
  #active: ActiveFault[] = [];
  #added = 0;

  add(fault: Fault): string {
    const read = readFault(fault);
    if (typeof read === 'string') throw new SandboxError('invalid-options', read);
    this.#added += 1;
    const id = String(this.#added);
    this.#active.push({ ...read, id, met: 0 });
    return id;
  }

  list(): ActiveFault[] {
    return this.#active.map((fault) => ({ ...fault }));
  }

  clear(id?: string): boolean {
    const before = this.#active.length;
    this.#active = id === undefined ? [] : this.#active.filter((fault) => fault.id !== id);
    return this.#active.length < before;
  }

  /** Finds the fault that a request meets, and counts the request. */
  take(target: FaultTarget): Fault | undefined {
    const found = this.#active.find((fault) => matches(fault, target));
    if (!found) return undefined;
    const met = { ...found, met: found.met + 1 };
    this.#active = this.#active.flatMap((fault) => {
      if (fault !== found) return [fault];
      return met.met === fault.times ? [] : [met];
    });
    return found;
  }
}

function matches({ service, account, path }: Fault, target: FaultTarget): boolean {
  return (
    (service === undefined || service === target.service) &&
    (account === undefined || account === target.account) &&
    (path === undefined || target.path.includes(path))
  );
}
