import { readdir, readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import type { FunctionProblem } from '../runner/check-functions.js';

/** The packages and modules that the platform brings along. */
const PLATFORM_PACKAGES = [
  'lp-faas-toolbelt',
  'core-functions-toolbelt',
  'lodash',
  'luxon',
  'jsonwebtoken',
  'oauth-1.0a',
  'jsforce',
  '@jsforce/jsforce-node',
];

/** Files that look like the code of a function. */
const OTHER_CODE = ['index.ts', 'index.mjs', 'index.cjs'];

/** The specifiers after `from`, `import` and `require` in code, without those in comments. */
function specifiersIn(code: string): string[] {
  const withoutComments = code.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const found = withoutComments.matchAll(
    /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)['"]([^'"]+)['"]/g,
  );
  return [...new Set([...found].map(([, specifier = '']) => specifier))];
}

const isFile = (specifier: string) => /^(\.{1,2}\/|\/|file:)/.test(specifier);

function isOnPlatform(specifier: string): boolean {
  const isPackage = PLATFORM_PACKAGES.some((name) => specifier === name || specifier.startsWith(`${name}/`));
  return isPackage || isBuiltin(specifier);
}

function hintFor(code: string): string | undefined {
  const specifiers = specifiersIn(code).filter((specifier) => !isOnPlatform(specifier));
  const files = specifiers.filter(isFile);
  const packages = specifiers.filter((specifier) => !isFile(specifier));
  if (specifiers.length === 0) return undefined;
  const parts = [
    ...(files.length > 0 ? [`lpf push uploads index.js alone, without ${files.join(', ')}`] : []),
    ...(packages.length > 0 ? [`the platform does not have ${packages.join(', ')}`] : []),
  ];
  return `runs here but not on the platform: ${parts.join('; ')}. Put everything into index.js.`;
}

async function hintOf(root: string, name: string): Promise<FunctionProblem | undefined> {
  const folder = join(root, name);
  const code = await readFile(join(folder, 'index.js'), 'utf8').catch(() => undefined);
  if (code !== undefined) {
    const problem = hintFor(code);
    return problem === undefined ? undefined : { name, problem, isHint: true };
  }
  const files: readonly string[] = await readdir(folder).catch(() => []);
  const other = OTHER_CODE.find((file) => files.includes(file));
  if (other === undefined) return undefined;
  const advice = other === 'index.ts' ? 'Compile it to index.js.' : 'Rename it to index.js.';
  const problem = `is not a function: it has ${other}, and a function is an index.js. ${advice}`;
  return { name, problem, isHint: true };
}

/**
 * Finds functions that cannot be deployed as they are, and code that is not an index.js.
 *
 * @param root the folder with one folder per function; undefined without functions
 */
export async function findDeployHints(root: string | undefined): Promise<FunctionProblem[]> {
  if (root === undefined) return [];
  const names = await readdir(root).catch(() => []);
  const hints = await Promise.all(names.sort().map((name) => hintOf(root, name)));
  return hints.filter((hint) => hint !== undefined);
}
