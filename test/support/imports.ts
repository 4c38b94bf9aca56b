import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');

/** One import, as TypeScript resolved it; paths are relative to the repository. */
export interface Import {
  readonly file: string;
  /** The line of the import, from 1. */
  readonly line: number;
  /** As written, `./errors.js` or `@lp-faas/core`. */
  readonly specifier: string;
  /** The imported file. */
  readonly target: string;
}

/** Lists every import of a project, including types, from TypeScript's `--explainFiles`. */
export function importsOf(project: string): Import[] {
  const args = [TSC, '-p', join(ROOT, project), '--noEmit', '--explainFiles'];
  const explanation = execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1e8 });
  const imports: Import[] = [];
  let target = '';
  for (const line of explanation.split('\n')) {
    if (!line.startsWith(' ')) target = line;
    const [, specifier, file] = /^ +Imported via ['"](.+?)['"] from file '(.+?)'/.exec(line) ?? [];
    if (specifier === undefined || file === undefined || file.includes('node_modules')) continue;
    const path = relative(ROOT, join(ROOT, file));
    imports.push({ file: path, line: lineOf(path, specifier), specifier, target });
  }
  return imports;
}

function lineOf(file: string, specifier: string): number {
  const lines = readFileSync(join(ROOT, file), 'utf8').split('\n');
  return 1 + lines.findIndex((line) => line.includes(`'${specifier}'`));
}

/** Finds files that import each other in a circle; each circle is `a -> b -> a`. */
export function circlesIn(imports: readonly Pick<Import, 'file' | 'target'>[]): string[] {
  const targets = new Map<string, string[]>();
  for (const { file, target } of imports) targets.set(file, [...(targets.get(file) ?? []), target]);
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) circles.push([...path.slice(at), file].join(' -> '));
    if (at >= 0 || done.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  return circles;
}
