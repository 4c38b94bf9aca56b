import type { Account, Generation } from '../accounts.js';
import { SandboxError } from '../errors.js';
import type { FunctionConfig } from './function-config.js';
import { type FunctionFolder, findFunctionsRoot, readFunctionFolders } from './project.js';
import { type FunctionState, isDeployed } from './states.js';
import { functionUuid } from './uuid.js';

/** A function on one account. */
export interface DeployedFunction {
  readonly name: string;
  readonly uuid: string;
  readonly event: string | null;
  /** The skills that it is assigned to. */
  readonly skills: readonly string[];
  /** Only a function that is Productive or Modified can be invoked. */
  readonly state: FunctionState;
  readonly account: string;
  readonly generation: Generation;
  /** The payload in the input of its config.json; undefined if there is none. */
  readonly samplePayload: unknown;
}

/** A deployed function and all that it takes to run it. */
export interface RunnableFunction extends DeployedFunction {
  readonly file: string;
  readonly description: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Set when its config.json was broken after the start: it cannot run. */
  readonly problem: string | undefined;
}

function deploy(folder: FunctionFolder, config: FunctionConfig, account: Account): RunnableFunction {
  return {
    name: folder.name,
    uuid: config.uuid ?? functionUuid(account.id, folder.name),
    event: config.event,
    skills: config.skills,
    state: config.state,
    description: config.description,
    account: account.id,
    generation: account.generation,
    file: folder.file,
    environment: config.environment,
    samplePayload: config.samplePayload,
    problem: folder.config instanceof SandboxError ? folder.config.message : undefined,
  };
}

function checkUuids(functions: readonly RunnableFunction[]): void {
  const seen = new Map<string, RunnableFunction>();
  for (const item of functions) {
    const key = `${item.account}/${item.uuid}`;
    const other = seen.get(key);
    if (other) {
      const text = `${other.file} and ${item.file} have the same uuid ${item.uuid} in their config.json.`;
      throw new SandboxError('function-config', `${text} Give each function its own.`);
    }
    seen.set(key, item);
  }
}

/** Knows which function is deployed where. Looks at the disk each time, so that changes count at once. */
export class FunctionRegistry {
  readonly #accounts: readonly Account[];
  /** The folder that holds one folder per function; undefined: there are no functions. */
  readonly root: string | undefined;
  /** The last good config of each function: a config broken later must not make its function vanish. */
  readonly #lastConfigs = new Map<string, FunctionConfig>();

  private constructor(root: string | undefined, accounts: readonly Account[]) {
    this.root = root;
    this.#accounts = accounts;
  }

  /**
   * @param folder undefined: there are no functions
   * @throws {SandboxError} `functions-folder`, `function-config`
   */
  static async open(folder: string | undefined, accounts: readonly Account[]): Promise<FunctionRegistry> {
    const root = folder === undefined ? undefined : await findFunctionsRoot(folder);
    const registry = new FunctionRegistry(root, accounts);
    checkUuids(await registry.#read(true));
    return registry;
  }

  async list(): Promise<DeployedFunction[]> {
    const functions = await this.#read(false);
    return functions.map(({ file, description, environment, problem, ...deployed }) => deployed);
  }

  /** Every function with what it takes to run it. */
  async runnable(): Promise<RunnableFunction[]> {
    return await this.#read(false);
  }

  async find(account: string, lambdaUuid: string): Promise<RunnableFunction | undefined> {
    const wanted = lambdaUuid.toLowerCase();
    const functions = await this.#read(false);
    return functions.find((item) => item.account === account && item.uuid === wanted);
  }

  /** The functions of an event in the order of their names; with a skill only those that are assigned to it. */
  async implementing(account: string, eventId: string, skillId: string): Promise<RunnableFunction[]> {
    const functions = await this.#read(false);
    return functions.filter(
      (item) =>
        item.account === account &&
        item.event === eventId &&
        isDeployed(item.state) &&
        (skillId === '' || item.skills.includes(skillId)),
    );
  }

  async #read(strict: boolean): Promise<RunnableFunction[]> {
    if (this.root === undefined) return [];
    const folders = await readFunctionFolders(this.root);
    return folders.flatMap((folder) => {
      if (strict && folder.config instanceof SandboxError) throw folder.config;
      const config = this.#usableConfig(folder);
      if (config === undefined) return [];
      return this.#accounts
        .filter(({ generation }) => config.generation === undefined || config.generation === generation)
        .map((account) => deploy(folder, config, account));
    });
  }

  #usableConfig({ name, config }: FunctionFolder): FunctionConfig | undefined {
    if (config instanceof SandboxError) return this.#lastConfigs.get(name);
    this.#lastConfigs.set(name, config);
    return config;
  }
}
