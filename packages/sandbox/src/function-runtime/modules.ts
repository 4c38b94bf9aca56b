/** Module loading for functions: the project's modules as Node resolves them, and the platform's toolbelt. */
import Module, { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compileFunction, constants, SyntheticModule, type Module as VmModule } from 'node:vm';
import { builtInModule, toolbeltModule } from './platform-modules.js';

type LoadModule = (specifier: string, ...rest: unknown[]) => unknown;

/** The second argument of `import()`, such as `{ with: { type: 'json' } }`. */
export type ImportOptions = { readonly with?: Readonly<Record<string, string | undefined>> };

const { cache } = createRequire(import.meta.url);
const importedFiles = new Set<string>();
const reported = new Set<string>();

/** Libraries that the functions' requests may go through. */
const INSPECTED = /(^|[\\/])undici([\\/]index\.js)?$/;

let inspect: ((exported: unknown) => void) | undefined;

/** Calls `inspect` with the exports of each copy of undici that is loaded. */
export function inspectModules(given: (exported: unknown) => void): void {
  inspect = given;
}

/** Makes `require` resolve the platform's modules from every file. A package of the project takes precedence. */
export function providePlatformModules(): void {
  const modules = Module as unknown as { _load: LoadModule };
  const load = modules._load;
  modules._load = (specifier, ...rest) => {
    const toolbelt = toolbeltModule(specifier);
    if (toolbelt) return toolbelt;
    try {
      const exported = Reflect.apply(load, Module, [specifier, ...rest]);
      if (INSPECTED.test(specifier)) inspect?.(exported);
      return exported;
    } catch (error) {
      const builtIn = builtInModule(specifier, error);
      if (builtIn === undefined) throw error;
      return builtIn;
    }
  };
}

/** The exports of a CommonJS module as a namespace. */
const namespaceOf = (exported: unknown): object => ({ ...(exported as object), default: exported });

/** An `import()` that resolves specifiers relative to the file. */
function importFrom(file: string): (specifier: string, options: ImportOptions) => Promise<object> {
  return compileFunction('return import(specifier, options)', ['specifier', 'options'], {
    filename: file,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }) as unknown as (specifier: string, options: ImportOptions) => Promise<object>;
}

/** The file that a relative or absolute specifier names; undefined for the name of a package. */
function fileOf(specifier: string, importer: string): string | undefined {
  if (!/^(\.{0,2}\/|file:)/.test(specifier)) return undefined;
  return fileURLToPath(new URL(specifier, pathToFileURL(importer)));
}

/** An `import()` for one file that also knows the platform's modules. Node loads all else in the ordinary way. */
export function importerOf(file: string): (specifier: string, options?: ImportOptions) => Promise<object> {
  const load = importFrom(file);
  return async (specifier, options = {}) => {
    const toolbelt = toolbeltModule(specifier);
    if (toolbelt) return namespaceOf(toolbelt);
    const helper = fileOf(specifier, file);
    // Node does not report what the helper imports in turn; most likely that is in the same folder.
    if (helper !== undefined) importedFiles.add(helper).add(dirname(helper));
    try {
      return await load(specifier, options);
    } catch (error) {
      const builtIn = builtInModule(specifier, error);
      if (builtIn === undefined) throw error;
      return namespaceOf(builtIn);
    }
  };
}

/** Wraps a loaded namespace as a module that a node:vm module can import. */
export function syntheticModule(namespace: object): SyntheticModule {
  const module: SyntheticModule = new SyntheticModule(Object.keys(namespace), () => {
    for (const [name, value] of Object.entries(namespace)) module.setExport(name, value);
  });
  return module;
}

export type DynamicImport = (specifier: string, from: unknown, attributes: object) => Promise<VmModule>;

/** `import()` for code compiled with node:vm from the file. */
export function dynamicImportOf(file: string): DynamicImport {
  const load = importerOf(file);
  return async (specifier, _from, attributes) => {
    const module = syntheticModule(await load(specifier, { with: { ...attributes } }));
    // A module of this kind has no imports, so Node never calls this.
    await module.link(() => module);
    await module.evaluate();
    return module;
  };
}

/** The project's files that were loaded since the last call, without packages. */
export function newlyLoadedFiles(): string[] {
  const files = [...Object.keys(cache), ...importedFiles].filter(
    (file) => !reported.has(file) && !/[\\/]node_modules[\\/]/.test(file),
  );
  for (const file of files) reported.add(file);
  return files;
}
