import { dirname } from 'node:path';
import type { FSWatcher } from 'chokidar';
import type { FunctionProblem } from '../runner/check-functions.js';
import { sourceFingerprint } from '../runner/source-fingerprint.js';
import type { FunctionRegistry } from './registry.js';

/** A change of a function on the disk. It counts from the next invocation on. */
export interface FunctionChange {
  /** The function's name. */
  readonly name: string;
  readonly kind: 'added' | 'changed' | 'removed';
  /** What keeps the function from running now; empty if nothing does. */
  readonly problems: readonly FunctionProblem[];
}

/** Editors write a file in several steps. */
const SETTLE_MS = 100;

/** By the name of a function: what changes whenever its files or its problems do. */
type Snapshot = ReadonlyMap<string, string>;

/** Reports what changes in a project, with the problems that a change brings. */
export class ProjectWatcher {
  readonly #functions: FunctionRegistry;
  readonly #checkFunctions: () => Promise<FunctionProblem[]>;
  readonly #onChange: ((change: FunctionChange) => void) | undefined;
  #watcher: FSWatcher | undefined;
  #snapshot: Snapshot = new Map();
  #timer: NodeJS.Timeout | undefined;
  /** Checks run one after the other. */
  #checking: Promise<void> = Promise.resolve();

  /** @param onChange without it, nothing is watched */
  constructor(
    functions: FunctionRegistry,
    checkFunctions: () => Promise<FunctionProblem[]>,
    onChange: ((change: FunctionChange) => void) | undefined,
  ) {
    this.#functions = functions;
    this.#checkFunctions = checkFunctions;
    this.#onChange = onChange;
  }

  /** Resolves when changes are noticed. */
  async start(): Promise<void> {
    const { root } = this.#functions;
    if (root === undefined || !this.#onChange) return;
    // Loaded only here, since most sandboxes watch nothing.
    const { watch } = await import('chokidar');
    const watcher = watch(root, { ignored: /[\\/]node_modules[\\/]/ });
    this.#watcher = watcher;
    await new Promise<void>((resolve) => {
      watcher.on('ready', () => resolve());
      // Without a watch, functions run all the same; only the announcement is missing.
      watcher.on('error', () => resolve());
    });
    this.#snapshot = await this.#read();
    watcher.on('all', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#check(), SETTLE_MS);
    });
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#watcher?.close();
    await this.#checking;
  }

  #check(): void {
    this.#checking = this.#checking.then(async () => {
      // The folder itself may be gone for a moment, while a tool writes it anew.
      const found = await this.#read().catch(() => undefined);
      if (found) await this.#report(found);
    });
  }

  async #report(found: Snapshot): Promise<void> {
    const before = this.#snapshot;
    this.#snapshot = found;
    const removed = [...before.keys()].filter((name) => !found.has(name));
    const changed = [...found].filter(([name, text]) => before.get(name) !== text).map(([name]) => name);
    const problems = changed.length === 0 ? [] : await this.#checkFunctions();
    for (const name of removed) this.#onChange?.({ name, kind: 'removed', problems: [] });
    for (const name of changed) {
      const own = problems.filter((problem) => problem.name === name);
      this.#onChange?.({ name, kind: before.has(name) ? 'changed' : 'added', problems: own });
    }
  }

  async #read(): Promise<Snapshot> {
    const problems = await this.#functions.problems();
    const entries = (await this.#functions.runnable()).map(({ name, file }) => {
      const own = problems.filter((problem) => problem.name === name);
      const keys = own.map(({ problem }) => problem).join();
      return [name, `${sourceFingerprint(dirname(file), [])} ${keys}`] as const;
    });
    return new Map(entries);
  }
}
