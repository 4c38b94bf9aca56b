import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Definition, definitionsIn } from './support/definitions.js';
import { PACKAGE } from './support/node-red.js';

const readme = readFileSync(join(PACKAGE, 'README.md'), 'utf8');

/** The rows of the table of a node type, keyed by their first column. */
function table(type: string): Map<string, readonly string[]> {
  const [, lines = ''] = new RegExp(`, \`${type}\`[.:][^|]*\\n((?:\\|.*\\n)+)`).exec(readme) ?? [];
  const rows = lines.trim().split('\n').slice(2);
  const cells = rows.map((row) =>
    row
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  );
  return new Map(cells.map(([name = '', ...others]) => [name.replaceAll('`', ''), others]));
}

/** A value in the README's notation. */
const written = (value: unknown): string => (value === '' ? '' : `\`${String(value)}\``);

describe.each(['account', 'invoke'])('the table of the %s node', (name) => {
  const type = `liveperson-functions-${name}`;
  const [definition] = definitionsIn(readFileSync(join(PACKAGE, 'src', `${type}.html`), 'utf8'));
  const { defaults, credentials } = definition as Definition;
  const isTypeOf = (property: string) => property.endsWith('Type') && property.slice(0, -4) in defaults;
  const rows = table(type);

  test('lists every property, and no other', () => {
    const properties = Object.keys(defaults).filter((property) => !isTypeOf(property));
    expect([...rows.keys()].sort()).toEqual([...properties, ...credentials].sort());
  });

  test('shows the default of every property, and its type', () => {
    for (const [property, cells] of rows) {
      expect([property, cells.at(-1)]).toEqual([property, written(defaults[property]?.value ?? '')]);
      const typed = defaults[`${property}Type`]?.value;
      if (typed !== undefined) expect([property, cells[0]]).toEqual([property, written(typed)]);
    }
  });
});
