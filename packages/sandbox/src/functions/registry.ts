import type { Account, Generation } from '../accounts.js';
import type { FunctionConfig } from './function-config.js';
import { type FunctionFolder, findFunctionsRoot, readProject } from './project.js';
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
  /** What is wrong with its config. The function cannot run then. */
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
    problem: folder.problem,
  };
}

/** Of functions with the same UUID the first by name keeps it. The others get their own, and a problem. */
function withOwnUuids(functions: readonly RunnableFunction[]): RunnableFunction[] {
  const owners = new Map<string, RunnableFunction>();
  return functions.map((item) => {
    const key = `${item.account}/${item.uuid}`;
    const owner = owners.get(key);
    if (!owner) {
      owners.set(key, item);
      return item;
    }
    const problem = `its uuid ${item.uuid} is also that of ${owner.name}. Give each function its own.`;
    return { ...item, uuid: functionUuid(item.account, item.name), problem };
  });
}

/** What is wrong with a function before it runs. */
export interface ConfigProblem {
  readonly name: string;
  readonly problem: string;
}

/** The functions of all accounts. Reads the disk at each call, so that changes apply at once. */
export class FunctionRegistry {
  readonly #accounts: readonly Account[];
  /** The folder with one folder per function; undefined without functions. */
  readonly root: string | undefined;
  /** The last valid config of each function, so that it keeps its UUID when its config breaks. */
  readonly #validConfigs = new Map<string, FunctionConfig>();

  private constructor(root: string | undefined, accounts: readonly Account[]) {
    this.root = root;
    this.#accounts = accounts;
  }

  /**
   * Opens a project.
   *
   * @param folder a project or its `functions` folder; undefined without functions
   * @throws {SandboxError} `functions-folder`
   */
  static async open(folder: string | undefined, accounts: readonly Account[]): Promise<FunctionRegistry> {
    const root = folder === undefined ? undefined : await findFunctionsRoot(folder);
    return new FunctionRegistry(root, accounts);
  }

  async list(): Promise<DeployedFunction[]> {
    const functions = this.#read();
    return functions.map(({ file, description, environment, problem, ...deployed }) => deployed);
  }

  /** All functions with everything needed to run them. */
  async runnable(): Promise<RunnableFunction[]> {
    return this.#read();
  }

  async find(account: string, lambdaUuid: string): Promise<RunnableFunction | undefined> {
    const wanted = lambdaUuid.toLowerCase();
    const functions = this.#read();
    return functions.find((item) => item.account === account && item.uuid === wanted);
  }

  /** The deployed functions of an event, by name; with a skill id, only those assigned to that skill. */
  async implementing(account: string, eventId: string, skillId: string): Promise<RunnableFunction[]> {
    const functions = this.#read();
    return functions.filter(
      (item) =>
        item.account === account &&
        item.event === eventId &&
        isDeployed(item.state) &&
        (skillId === '' || item.skills.includes(skillId)),
    );
  }

  /** What is wrong with the config of functions, by name. */
  async problems(): Promise<ConfigProblem[]> {
    if (this.root === undefined) return [];
    const found = this.#read().flatMap(({ name, problem }) =>
      problem === undefined ? [] : [{ name, problem }],
    );
    const { strayProblems } = readProject(this.root);
    const byText = new Map([...found, ...strayProblems].map((item) => [item.name + item.problem, item]));
    return [...byText.values()];
  }

  #read(): RunnableFunction[] {
    if (this.root === undefined) return [];
    const { folders, isFileValid } = readProject(this.root);
    const functions = folders.flatMap((folder) => {
      const config = this.#usableConfig(folder, isFileValid);
      return this.#accounts
        .filter(({ generation }) => config.generation === undefined || config.generation === generation)
        .map((account) => deploy(folder, config, account));
    });
    return withOwnUuids(functions);
  }

  #usableConfig({ name, config, problem }: FunctionFolder, isFileValid: boolean): FunctionConfig {
    if (problem !== undefined || !isFileValid) return this.#validConfigs.get(name) ?? config;
    this.#validConfigs.set(name, config);
    return config;
  }
}
