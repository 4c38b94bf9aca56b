import { execFile } from 'node:child_process';
import process from 'node:process';
import { promisify } from 'node:util';
import { SandboxError } from '../errors.js';

/** The major version of Node on the platform. */
export const PLATFORM_NODE = 22;

/** The Node.js that functions run on. */
export interface FunctionNode {
  /** Path of the executable. */
  readonly path: string;
  /** Such as `22.12.0`. */
  readonly version: string;
}

/** The oldest versions that can load the sandbox's own modules in a function's process. */
const OLDEST = [
  [20, 19],
  [22, 12],
] as const;

function isSupported(version: string): boolean {
  const [major, minor] = version.split('.').map(Number) as [number, number];
  return OLDEST.some(([oldest, since]) => major === oldest && minor >= since) || major > 22;
}

/**
 * Checks the Node.js that is given for functions.
 *
 * @param path its executable; undefined for the one that runs the sandbox
 * @throws {SandboxError} `invalid-options` if it is not a supported Node.js
 */
export async function findFunctionNode(path: string | undefined): Promise<FunctionNode> {
  if (path === undefined) return { path: process.execPath, version: process.versions.node };
  const { stdout } = await promisify(execFile)(path, ['--version']).catch((cause: Error) => {
    const text = `${path} cannot be run (${cause.message}). Give the path of a node executable.`;
    throw new SandboxError('invalid-options', text, { cause });
  });
  const [, version] = /^v(\d+\.\d+\.\d+)/.exec(stdout) ?? [];
  if (version === undefined) {
    throw new SandboxError('invalid-options', `${path} is not Node.js. Give the path of a node executable.`);
  }
  if (isSupported(version)) return { path, version };
  const text = `${path} is Node ${version}. Functions need Node 20.19, 22.12 or newer here.`;
  throw new SandboxError('invalid-options', text);
}
