import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { errorCode, SandboxError } from '../errors.js';
import { type FunctionConfig, NO_CONFIG, parseFunctionConfig } from './function-config.js';
import { parseSandboxFile, SANDBOX_FILE, type SandboxFile } from './sandbox-keys.js';

/** A function on the disk. */
export interface FunctionFolder {
  /** The folder's name, which is the function's name. */
  readonly name: string;
  /** Absolute path of its index.js. */
  readonly file: string;
  /** From its config.json and the sandbox's file. Invalid values are left out. */
  readonly config: FunctionConfig;
  /** What is wrong with its config, and where; undefined if nothing is. */
  readonly problem: string | undefined;
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ?? false;
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

interface ReadConfig {
  readonly config: FunctionConfig;
  readonly problems: readonly string[];
}

function readConfig(path: string): ReadConfig {
  const problems: string[] = [];
  try {
    const text = readFileSync(path, 'utf8');
    return { config: parseFunctionConfig(text, (problem) => problems.push(`${path} ${problem}`)), problems };
  } catch (error) {
    const isMissing = errorCode(error) === 'ENOENT';
    return { config: NO_CONFIG, problems: isMissing ? [] : [`${path} cannot be read`] };
  }
}

/** The functions of a project, and what is wrong with its file of the sandbox's own keys. */
export interface Project {
  readonly folders: readonly FunctionFolder[];
  /** Whether the sandbox's file is missing or valid. If not, the folders lack what it says. */
  readonly isFileValid: boolean;
  /** By the name of a function that does not exist, or by the name of the file itself. */
  readonly strayProblems: readonly { readonly name: string; readonly problem: string }[];
}

function readFunction(root: string, name: string, file: SandboxFile): FunctionFolder | undefined {
  const code = join(root, name, 'index.js');
  if (!existsSync(code)) return undefined;
  const { config, problems } = readConfig(join(root, name, 'config.json'));
  const own = file.get(name);
  const ownProblems = (own?.problems ?? []).map(
    (problem) => `${join(root, SANDBOX_FILE)} ${name}: ${problem}`,
  );
  const all = [...problems, ...ownProblems];
  return {
    name,
    file: code,
    config: { ...config, ...own?.keys },
    problem: all.length === 0 ? undefined : `${all.join('; ')}. Correct the file.`,
  };
}

function readSandboxFile(path: string): SandboxFile | string {
  try {
    return parseSandboxFile(readFileSync(path, 'utf8'));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return new Map();
    return `${path} is not valid (${error instanceof Error ? error.message : String(error)}). Correct the file.`;
  }
}

function namesIn(root: string): string[] {
  try {
    return readdirSync(root).sort();
  } catch (error) {
    const text = `The functions folder ${root} cannot be read. Check that it exists and is readable.`;
    throw new SandboxError('functions-folder', text, { cause: error });
  }
}

/**
 * Reads the functions: every folder with an index.js. Other files and folders are ignored. Synchronous, because each
 * invocation reads them: through the thread pool, that was half of a warm invocation.
 *
 * @throws {SandboxError} `functions-folder`
 */
export function readProject(root: string): Project {
  const names = namesIn(root);
  const found = readSandboxFile(join(root, SANDBOX_FILE));
  const file = typeof found === 'string' ? new Map() : found;
  const folders = names
    .map((name) => readFunction(root, name, file))
    .filter((folder) => folder !== undefined);
  const stray = [...file.keys()].filter((name) => !folders.some((folder) => folder.name === name));
  const problem = `${join(root, SANDBOX_FILE)} has an entry for it, but there is no such function. Remove it, or correct the name.`;
  return {
    folders,
    isFileValid: typeof found !== 'string',
    strayProblems: [
      ...(typeof found === 'string' ? [{ name: SANDBOX_FILE, problem: found }] : []),
      ...stray.map((name) => ({ name, problem })),
    ],
  };
}
