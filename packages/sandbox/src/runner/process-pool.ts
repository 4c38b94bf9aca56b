import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Account } from '../accounts.js';
import { Instance } from './function-process.js';
import type { SecretAnswer, SecretRequest } from './protocol.js';
import { Slots } from './semaphore.js';
import { sourcesOf } from './source-fingerprint.js';
import { type Served, WarmInstances } from './warm-processes.js';

export interface SupplyOptions {
  /** The folder in which functions run. */
  readonly cwd: string;
  readonly coldStartMs: number;
  readonly keepWarmMs: number;
  readonly secrets: (account: Account, request: SecretRequest) => Promise<SecretAnswer>;
}

/** A function, as an instance needs it. */
export interface FunctionSource {
  readonly account: Account;
  readonly lambdaUuid: string;
  /** Absolute path of its index.js. */
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
}

const keyOf = ({ account, lambdaUuid }: FunctionSource) => `${account.id}/${lambdaUuid}`;

async function madeFrom({ file, environment }: FunctionSource, loaded: readonly string[]): Promise<string> {
  return JSON.stringify([file, environment, await sourcesOf(dirname(file), loaded)]);
}

/**
 * Has an instance for every invocation. On V1 always a fresh one. On V2 a warm one of the same function, if one is
 * idle and nothing has changed on the disk since; else a new one, after the cold start.
 */
export class InstanceSupply {
  readonly #options: SupplyOptions;
  readonly #warm: WarmInstances;
  readonly #closing = new AbortController();
  readonly #alive = new Set<Instance>();
  /** Processes that start at the same time slow each other down by more than their number. */
  readonly #starting = new Slots(2 * availableParallelism());

  constructor(options: SupplyOptions) {
    this.#options = options;
    this.#warm = new WarmInstances(options.keepWarmMs);
  }

  /** @returns undefined when the sandbox is closing */
  async take(source: FunctionSource): Promise<Served | undefined> {
    const isV1 = source.account.generation === 'v1';
    const warm = isV1 ? undefined : await this.#takeWarm(source);
    if (warm) return warm;
    const made = isV1 ? '' : await this.#coldStart(source);
    await this.#starting.enter();
    try {
      if (this.#closing.signal.aborted) return undefined;
      const instance = this.#start(source);
      await instance.started;
      return { instance, madeFrom: made, files: 0 };
    } finally {
      this.#starting.leave();
    }
  }

  /** On V2, resolves when the next invocation can have it. */
  async giveBack(source: FunctionSource, served: Served): Promise<void> {
    const { instance } = served;
    if (source.account.generation === 'v1' || !instance.isUsable) return void instance.stop();
    const files = instance.loaded.length;
    if (files === served.files) return this.#warm.keep(keyOf(source), served);
    const before = await madeFrom(source, instance.loaded.slice(0, served.files));
    // What was saved meanwhile may be half loaded: the next invocation starts afresh.
    if (before !== served.madeFrom) return void instance.stop();
    const now = await madeFrom(source, instance.loaded);
    this.#warm.keep(keyOf(source), { instance, madeFrom: now, files });
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all([...this.#alive].map((instance) => instance.stop()));
  }

  async #takeWarm(source: FunctionSource): Promise<Served | undefined> {
    const key = keyOf(source);
    for (let served = this.#warm.take(key); served; served = this.#warm.take(key)) {
      const { instance } = served;
      const isSame = (await madeFrom(source, instance.loaded)) === served.madeFrom;
      if (isSame && instance.isUsable) return served;
      void instance.stop();
    }
    return undefined;
  }

  async #coldStart(source: FunctionSource): Promise<string> {
    const { coldStartMs } = this.#options;
    const { signal } = this.#closing;
    if (coldStartMs > 0) await delay(coldStartMs, undefined, { signal }).catch(() => undefined);
    return await madeFrom(source, []);
  }

  #start({ account, environment }: FunctionSource): Instance {
    const { cwd, secrets } = this.#options;
    const { generation } = account;
    const instance = new Instance({ generation, environment, cwd }, (request) => secrets(account, request));
    this.#alive.add(instance);
    void instance.gone.then(() => this.#alive.delete(instance));
    return instance;
  }
}
