import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const dist = join(import.meta.dirname, '../dist');

/** Every name that an entry point of the package exports. */
function exported(entry: string): string[] {
  const text = readFileSync(join(dist, entry), 'utf8');
  const lists = [...text.matchAll(/export (?:type )?\{([^}]*)\}/g)].flatMap(([, names = '']) =>
    names.split(','),
  );
  const declared = [...text.matchAll(/export (?:declare )?(?:function|interface|class|const|type) (\w+)/g)];
  const names = lists.map((name) => name.replace(/\btype\b/, '').trim()).filter((name) => name !== '');
  return [...names, ...declared.map(([, name = '']) => name)];
}

const declarations = readdirSync(dist, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.d.ts'))
  .map((name) => readFileSync(join(dist, name), 'utf8'))
  .join('\n');

/** Whether a doc comment ends right before the declaration. */
function isDocumented(name: string): boolean {
  const kind = '(?:declare )?(?:abstract )?(?:class|interface|type|const|function)';
  return new RegExp(`\\*/\\nexport ${kind} ${name}\\b`).test(declarations);
}

test.each(['index.d.ts', 'transport/index.d.ts', 'keyv.d.ts', 'redis.d.ts', 'fakes/index.d.ts'])(
  'every export of %s has a doc comment',
  (entry) => {
    const names = exported(entry);
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !isDocumented(name))).toEqual([]);
  },
);
