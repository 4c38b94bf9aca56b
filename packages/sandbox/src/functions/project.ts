import { access, readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { errorCode, SandboxError } from '../errors.js';
import { type FunctionConfig, parseFunctionConfig } from './function-config.js';

/** A function on the disk. */
export interface FunctionFolder {
  /** The folder's name, which is the function's name. */
  readonly name: string;
  /** Absolute path of its index.js. */
  readonly file: string;
  /** The content of its config.json, or the error in it. */
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
 * Finds the `functions` folder of a project of LivePerson's CLI. Accepts the project or the folder itself.
 *
 * @returns the absolute path of the folder with one folder per function
 * @throws {SandboxError} `functions-folder`
 */
export async function findFunctionsRoot(folder: string): Promise<string> {
  const given = resolve(folder);
  const inside = join(given, 'functions');
  if (await isFolder(inside)) return inside;
  if (await isFolder(given)) return given;
  throw new SandboxError(
    'functions-folder',
    `The folder ${given} does not exist. Give a project of LivePerson's CLI or its "functions" folder.`,
  );
}

async function readConfig(path: string): Promise<FunctionConfig | SandboxError> {
  try {
    return parseFunctionConfig(await readFile(path, 'utf8'), path);
  } catch (error) {
    if (error instanceof SandboxError) return error;
    if (errorCode(error) === 'ENOENT') return NO_CONFIG;
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
 * Reads the functions: every folder with an index.js. Other files and folders are ignored.
 *
 * @throws {SandboxError} `functions-folder`
 */
export async function readFunctionFolders(root: string): Promise<FunctionFolder[]> {
  const names = await readdir(root).catch((error: unknown) => {
    const text = `The functions folder ${root} cannot be read. Check that it exists and is readable.`;
    throw new SandboxError('functions-folder', text, { cause: error });
  });
  const folders = await Promise.all(names.sort().map((name) => readFunction(root, name)));
  return folders.filter((folder) => folder !== undefined);
}
