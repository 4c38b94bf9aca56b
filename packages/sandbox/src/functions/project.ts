import { access, readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { codeOf, SandboxError } from '../errors.js';
import { type FunctionConfig, parseFunctionConfig } from './function-config.js';

/** One function as it lies on the disk. */
export interface FunctionFolder {
  /** The folder's name, which is the function's name. */
  readonly name: string;
  /** Absolute path of its index.js. */
  readonly file: string;
  /** Its config.json, or what is wrong with it. */
  readonly config: FunctionConfig | SandboxError;
}

const NO_CONFIG: FunctionConfig = {
  uuid: undefined,
  generation: undefined,
  event: null,
  skills: [],
  state: 'Productive',
  description: '',
  environment: {},
  samplePayload: undefined,
};

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ?? false;
}

async function isReadable(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}

/**
 * Accepts a project of LivePerson's CLI, or its `functions` folder itself.
 *
 * @returns the absolute path of the folder that holds one folder per function
 * @throws {SandboxError} `functions-folder`
 */
export async function findFunctionsRoot(folder: string): Promise<string> {
  const given = resolve(folder);
  const inside = join(given, 'functions');
  if (await isFolder(inside)) return inside;
  if (await isFolder(given)) return given;
  throw new SandboxError(
    'functions-folder',
    `There is no folder ${given}. Name a project of LivePerson's CLI or its "functions" folder.`,
  );
}

async function readConfig(path: string): Promise<FunctionConfig | SandboxError> {
  try {
    return parseFunctionConfig(await readFile(path, 'utf8'), path);
  } catch (error) {
    if (error instanceof SandboxError) return error;
    if (codeOf(error) === 'ENOENT') return NO_CONFIG;
    return new SandboxError('function-config', `${path} cannot be read. Check its permissions.`, {
      cause: error,
    });
  }
}

async function readFunction(root: string, name: string): Promise<FunctionFolder | undefined> {
  const file = join(root, name, 'index.js');
  if (!(await isReadable(file))) return undefined;
  return { name, file, config: await readConfig(join(root, name, 'config.json')) };
}

/**
 * Reads every folder with an index.js; settings.json and all else beside them is not a function.
 *
 * @throws {SandboxError} `functions-folder`
 */
export async function readFunctionFolders(root: string): Promise<FunctionFolder[]> {
  const names = await readdir(root).catch((error: unknown) => {
    const text = `The functions folder ${root} cannot be read. Check that it exists, and its permissions.`;
    throw new SandboxError('functions-folder', text, { cause: error });
  });
  const folders = await Promise.all(names.sort().map((name) => readFunction(root, name)));
  return folders.filter((folder) => folder !== undefined);
}
