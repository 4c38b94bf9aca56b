import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileFunction, constants, type Module, SourceTextModule, SyntheticModule } from 'node:vm';

type Import = (specifier: string, options: object) => Promise<object>;
type Attributes = Record<string, string | undefined>;

/** An `import()` that resolves as if it stood in the file. */
function importFrom(file: string): Import {
  return compileFunction('return import(specifier, options)', ['specifier', 'options'], {
    filename: file,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }) as unknown as Import;
}

/** Wraps a module that Node has loaded itself, for the file that imports it. */
function wrap(namespace: object): SyntheticModule {
  const module: SyntheticModule = new SyntheticModule(Object.keys(namespace), () => {
    for (const [name, value] of Object.entries(namespace)) module.setExport(name, value);
  });
  return module;
}

/**
 * Runs a file as an ES module and returns what it declares as `lambda`, exported or not.
 *
 * Only the file itself is compiled here, with one more line at its end; all that it imports is loaded by Node
 * in the ordinary way, so relative paths and node_modules work.
 */
export async function loadEsModule(file: string, code: string): Promise<unknown> {
  const load = importFrom(file);
  const asOptions = (attributes: Attributes | undefined) => ({ with: { ...attributes } });
  const source = `${code}\n;export const $declared = typeof lambda === 'undefined' ? undefined : lambda;`;
  const module = new SourceTextModule(source, {
    identifier: file,
    initializeImportMeta: (meta) => {
      Object.assign(meta, { url: pathToFileURL(file).href, filename: file, dirname: dirname(file) });
    },
    importModuleDynamically: ((specifier: string, _from: unknown, attributes: Attributes) =>
      load(specifier, asOptions(attributes))) as unknown as () => Promise<Module>,
  });
  await module.link(async (specifier, _from, extra) =>
    wrap(await load(specifier, asOptions(extra.attributes as Attributes | undefined))),
  );
  await module.evaluate();
  return (module.namespace as { readonly $declared?: unknown }).$declared;
}
