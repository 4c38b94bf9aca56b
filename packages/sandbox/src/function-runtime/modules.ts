/** What a function's code may load: its project's modules as Node finds them, and the platform's toolbelt. */
import Module, { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compileFunction, constants, SyntheticModule, type Module as VmModule } from 'node:vm';
import { toolbeltModule } from './toolbelt/toolbelt.js';

type Load = (request: string, ...rest: unknown[]) => unknown;

/** What `import()` takes besides the name, such as `{ with: { type: 'json' } }`. */
export type ImportOptions = { readonly with?: Readonly<Record<string, string | undefined>> };

const { cache } = createRequire(import.meta.url);
const importedFiles = new Set<string>();
const reported = new Set<string>();

/** Lets `require` find the toolbelt, from whatever file. */
export function provideToolbelt(): void {
  const modules = Module as unknown as { _load: Load };
  const load = modules._load;
  modules._load = (request, ...rest) =>
    toolbeltModule(request) ?? Reflect.apply(load, Module, [request, ...rest]);
}

/** An `import()` that resolves as if it stood in the file. */
function importFrom(file: string): (specifier: string, options: ImportOptions) => Promise<object> {
  return compileFunction('return import(specifier, options)', ['specifier', 'options'], {
    filename: file,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }) as unknown as (specifier: string, options: ImportOptions) => Promise<object>;
}

/** The file that a specifier names; of a package's name, nothing is known. */
function fileOf(specifier: string, importer: string): string | undefined {
  if (!/^(\.{0,2}\/|file:)/.test(specifier)) return undefined;
  return fileURLToPath(new URL(specifier, pathToFileURL(importer)));
}

/** Imports for one file: the toolbelt is ours, all else is loaded by Node in the ordinary way. */
export function importerOf(file: string): (specifier: string, options?: ImportOptions) => Promise<object> {
  const load = importFrom(file);
  return async (specifier, options = {}) => {
    const toolbelt = toolbeltModule(specifier);
    if (toolbelt) return { ...toolbelt, default: toolbelt };
    const helper = fileOf(specifier, file);
    // What it imports in turn Node does not tell; most likely that lies beside it.
    if (helper !== undefined) importedFiles.add(helper).add(dirname(helper));
    return await load(specifier, options);
  };
}

/** Wraps what is loaded already as a module that another one can import. */
export function moduleFrom(namespace: object): SyntheticModule {
  const module: SyntheticModule = new SyntheticModule(Object.keys(namespace), () => {
    for (const [name, value] of Object.entries(namespace)) module.setExport(name, value);
  });
  return module;
}

export type DynamicImport = (specifier: string, from: unknown, attributes: object) => Promise<VmModule>;

/** `import()` for code that is compiled from the file, in the type that node:vm wants. */
export function dynamicImportOf(file: string): DynamicImport {
  const load = importerOf(file);
  return async (specifier, _from, attributes) => {
    const module = moduleFrom(await load(specifier, { with: { ...attributes } }));
    await module.link(() => Promise.reject(new Error('A wrapped module imports nothing')));
    await module.evaluate();
    return module;
  };
}

/** The project's files that were loaded since the last time this was asked; packages are left out. */
export function newlyLoadedFiles(): string[] {
  const files = [...Object.keys(cache), ...importedFiles].filter(
    (file) => !reported.has(file) && !/[\\/]node_modules[\\/]/.test(file),
  );
  for (const file of files) reported.add(file);
  return files;
}
