import type { TestClock } from '@lp-faas/testing/clock';
import { MemoryCache } from '@lp-faas/testing/memory-cache';
import type { TokenCache } from '../../src/index.js';

export const FAULTS_OF_STORES = [
  'works',
  'hangs',
  'throws',
  'answers rubbish',
  'is slow',
  'fails slowly',
] as const;

/** How a store treats one operation. */
export type StoreFault = (typeof FAULTS_OF_STORES)[number];

const RUBBISH = 42;

/** A store with a lock and counters that misbehaves as the test says, and records its operations. */
export class FaultyStore implements TokenCache {
  readonly memory = new MemoryCache({ hasLock: true, canAdd: true });
  readonly operations: string[] = [];
  /** Milliseconds that a slow operation takes. */
  slowMs = 300;
  fault: (operation: string) => StoreFault;
  readonly #clock: TestClock;

  constructor(clock: TestClock, fault: FaultyStore['fault'] = () => 'works') {
    this.#clock = clock;
    this.fault = fault;
  }

  get(key: string): Promise<string | undefined> {
    return this.#run('get', () => this.memory.get(key));
  }

  set(key: string, value: string, ttlMs: number): Promise<unknown> {
    return this.#run('set', () => this.memory.set(key, value, ttlMs));
  }

  delete(key: string): Promise<unknown> {
    return this.#run('delete', () => this.memory.delete(key));
  }

  async lock(key: string, ttlMs: number): Promise<(() => Promise<unknown>) | undefined> {
    const release = await this.#run('lock', async () => await this.memory.lock?.(key, ttlMs));
    return typeof release === 'function' ? () => this.#run('unlock', release) : release;
  }

  add(key: string, count: number, ttlMs: number): Promise<number> {
    return this.#run('add', async () => (await this.memory.add?.(key, count, ttlMs)) ?? 0);
  }

  async #run<T>(operation: string, work: () => Promise<T>): Promise<T> {
    this.operations.push(operation);
    const fault = this.fault(operation);
    if (fault === 'hangs') return await new Promise<never>(() => undefined);
    if (fault === 'is slow' || fault === 'fails slowly') await this.#clock.sleep(this.slowMs);
    if (fault === 'throws' || fault === 'fails slowly') throw new Error('READONLY lp-faas:token:canary');
    return fault === 'answers rubbish' ? (RUBBISH as T) : await work();
  }
}
