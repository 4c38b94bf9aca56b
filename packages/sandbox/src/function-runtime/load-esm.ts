import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SourceTextModule } from 'node:vm';
import { dynamicImportOf, importerOf, moduleFrom } from './modules.js';

/**
 * Runs a file as an ES module and returns what it declares as `lambda`, exported or not.
 *
 * Only the file itself is compiled here, with one more line at its end; all that it imports is loaded by Node
 * in the ordinary way, so relative paths and node_modules work.
 */
export async function loadEsModule(file: string, code: string): Promise<unknown> {
  const load = importerOf(file);
  const source = `${code}\n;export const $declared = typeof lambda === 'undefined' ? undefined : lambda;`;
  const module = new SourceTextModule(source, {
    identifier: file,
    initializeImportMeta: (meta) => {
      Object.assign(meta, { url: pathToFileURL(file).href, filename: file, dirname: dirname(file) });
    },
    importModuleDynamically: dynamicImportOf(file),
  });
  await module.link(async (specifier, _from, { attributes }) =>
    moduleFrom(await load(specifier, { with: { ...attributes } })),
  );
  await module.evaluate();
  return (module.namespace as { readonly $declared?: unknown }).$declared;
}
