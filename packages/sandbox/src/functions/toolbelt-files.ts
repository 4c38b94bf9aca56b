import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { SandboxError } from '../errors.js';

/** The modules that functions import, in the order of the generations. */
const TOOLBELT_NAMES = ['lp-faas-toolbelt', 'core-functions-toolbelt'] as const;

/** The file of each toolbelt that replaces one of the sandbox, by the name of its module. */
export type ToolbeltFiles = Partial<Record<(typeof TOOLBELT_NAMES)[number], string>>;

/** The file that `require` of a folder loads. */
function entryOf(folder: string): string | undefined {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return undefined;
  try {
    return createRequire(join(folder, 'index.js')).resolve(folder);
  } catch {
    return undefined;
  }
}

function filesIn(folders: (name: string) => readonly string[]): ToolbeltFiles {
  const found = TOOLBELT_NAMES.map((name) => {
    const files = folders(name).map(entryOf);
    return [name, files.find((file) => file !== undefined)] as const;
  });
  return Object.fromEntries(found.filter(([, file]) => file !== undefined));
}

function ofProject(root: string | undefined): ToolbeltFiles {
  if (root === undefined) {
    throw new SandboxError(
      'functions-folder',
      'The toolbelt of a project needs a project. Give --functions DIR.',
    );
  }
  const project = dirname(root);
  const files = filesIn((name) => [join(project, 'bin', name), join(project, 'node_modules', name)]);
  if (Object.keys(files).length > 0) return files;
  const text = `${project} has no toolbelt in bin/lp-faas-toolbelt, bin/core-functions-toolbelt or node_modules.`;
  throw new SandboxError('functions-folder', `${text} Create it with lpf init, or leave out --toolbelt.`);
}

/**
 * Finds the toolbelts that replace those of the sandbox.
 *
 * @param toolbelt undefined for the sandbox's own; `project` for those that LivePerson's CLI puts into a project; else a
 *   folder with a folder for each toolbelt, or the folder of one toolbelt that serves both generations
 * @param root the folder with one folder per function
 * @throws {SandboxError} `functions-folder` if there is no toolbelt
 */
export function findToolbelts(toolbelt: string | undefined, root: string | undefined): ToolbeltFiles {
  if (toolbelt === undefined) return {};
  if (toolbelt === 'project') return ofProject(root);
  const folder = resolve(toolbelt);
  const named = filesIn((name) => [join(folder, name)]);
  if (Object.keys(named).length > 0) return named;
  const files = filesIn(() => [folder]);
  if (Object.keys(files).length > 0) return files;
  const text = `The folder ${folder} holds no toolbelt. Give the folder of a toolbelt, with an index.js or a package.json,`;
  throw new SandboxError(
    'functions-folder',
    `${text} or a folder with lp-faas-toolbelt or core-functions-toolbelt.`,
  );
}
