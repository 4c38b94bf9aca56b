/** The modules that the platform brings along: its toolbelts and some packages. Each is loaded when it is needed. */
import Module, { createRequire } from 'node:module';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import type { EsHooksData } from './es-hooks.js';

const ownRequire = createRequire(import.meta.url);

/** By the name of the module: the file to require, and the one to import. */
const toolbelts = {
  'lp-faas-toolbelt': { file: './toolbelt/v1.js', url: new URL('toolbelt/v1.js', import.meta.url).href },
  'core-functions-toolbelt': {
    file: './toolbelt/v2.js',
    url: new URL('toolbelt/core-functions-toolbelt.js', import.meta.url).href,
  },
};

type ToolbeltName = keyof typeof toolbelts;

const loaded = new Map<ToolbeltName, object>();

/** V2 has V1's toolbelt as well, for functions migrated from V1. */
function isToolbelt(name: string): name is ToolbeltName {
  if (!Object.hasOwn(toolbelts, name)) return false;
  return name === 'lp-faas-toolbelt' || process.argv[2] === 'v2';
}

/** Takes other toolbelts than the sandbox's own. Called before a function loads. */
export function replaceToolbelts(files: Readonly<Record<string, string>>): void {
  for (const [name, file] of Object.entries(files)) {
    if (isToolbelt(name)) toolbelts[name] = { file, url: pathToFileURL(file).href };
  }
}

/** The toolbelt of a module name; undefined for other names. */
export function toolbeltModule(name: string): object | undefined {
  if (!isToolbelt(name)) return undefined;
  // A copy, since a function may change what a module exports, but not what a namespace does.
  const toolbelt = loaded.get(name) ?? { ...(ownRequire(toolbelts[name].file) as object) };
  loaded.set(name, toolbelt);
  return toolbelt;
}

/** The packages of LivePerson's toolbelt that functions may load, without jsforce, which is too large. */
const BUILT_IN = ['lodash', 'luxon', 'jsonwebtoken', 'oauth-1.0a'];

/** Whether a name is that of a package that is built into the platform, or of a part of one, such as `lodash/get`. */
const isBuiltIn = (name: string) => BUILT_IN.some((item) => name === item || name.startsWith(`${item}/`));

/** A package that is built into the platform; undefined for other names, and for other errors than a missing package. */
export function builtInModule(name: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  const isMissing = code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND';
  return isMissing && isBuiltIn(name) ? ownRequire(name) : undefined;
}

/** What resolves the platform's modules in the files that Node itself imports. */
type NextResolve = (specifier: string, context?: object) => object;
interface Hooks {
  registerHooks?(hooks: { resolve: (name: string, context: object, next: NextResolve) => object }): void;
}

let hasEsHooks = false;

/** Makes `import` resolve the platform's modules in every ES module, once. Only ES modules need it. */
export function provideToEsModules(): void {
  if (hasEsHooks) return;
  hasEsHooks = true;
  const urls = Object.fromEntries(
    Object.entries(toolbelts)
      .filter(([name]) => isToolbelt(name))
      .map(([name, { url }]) => [name, url]),
  );
  const { registerHooks } = Module as unknown as Hooks;
  // Older than Node 22.15: hooks that run in a thread of their own, which takes longer to start.
  if (!registerHooks) {
    const data: EsHooksData = { urls, builtIn: BUILT_IN, parentURL: import.meta.url };
    Module.register('./es-hooks.js', import.meta.url, { data });
    return;
  }
  registerHooks({
    resolve: (name, context, next) => {
      const url = urls[name];
      if (url !== undefined) return { url, shortCircuit: true };
      try {
        return next(name, context);
      } catch (error) {
        if (!isBuiltIn(name)) throw error;
        return { url: pathToFileURL(ownRequire.resolve(name)).href };
      }
    },
  });
}
