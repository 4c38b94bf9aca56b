import type { Account, Generation } from '../accounts.js';
import { SandboxError } from '../errors.js';
import type { FunctionConfig } from './function-config.js';
import { type FunctionFolder, findFunctionsRoot, readFunctionFolders } from './project.js';
import { type FunctionState, isDeployed } from './states.js';
import { functionUuid } from './uuid.js';

/** A function that is deployed on an account. */
export interface DeployedFunction {
  readonly name: string;
  readonly uuid: string;
  readonly event: string | null;
  /** The skills that the function is assigned to. */
  readonly skills: readonly string[];
  /** Only functions in the states Productive and Modified can be invoked. */
  readonly state: FunctionState;
  readonly account: string;
  readonly generation: Generation;
  /** The payload in the `input` of its config.json; undefined without one. */
  readonly samplePayload: unknown;
}

/** A deployed function with everything needed to run it. */
export interface RunnableFunction extends DeployedFunction {
  readonly file: string;
  readonly description: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The error in its config.json, if that became invalid after the start. The function cannot run then. */
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

/** The functions of all accounts. Reads the disk at each call, so that changes apply at once. */
export class FunctionRegistry {
  readonly #accounts: readonly Account[];
  /** The folder with one folder per function; undefined without functions. */
  readonly root: string | undefined;
  /** The last valid config of each function, so that the function stays listed when its config.json breaks. */
  readonly #validConfigs = new Map<string, FunctionConfig>();

  private constructor(root: string | undefined, accounts: readonly Account[]) {
    this.root = root;
    this.#accounts = accounts;
  }

  /**
   * Opens a project and checks its config files.
   *
   * @param folder a project or its `functions` folder; undefined without functions
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

  /** All functions with everything needed to run them. */
  async runnable(): Promise<RunnableFunction[]> {
    return await this.#read(false);
  }

  async find(account: string, lambdaUuid: string): Promise<RunnableFunction | undefined> {
    const wanted = lambdaUuid.toLowerCase();
    const functions = await this.#read(false);
    return functions.find((item) => item.account === account && item.uuid === wanted);
  }

  /** The deployed functions of an event, by name; with a skill id, only those assigned to that skill. */
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
    if (config instanceof SandboxError) return this.#validConfigs.get(name);
    this.#validConfigs.set(name, config);
    return config;
  }
}
