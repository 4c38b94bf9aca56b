import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE } from './node-red.js';

type Texts = Readonly<Record<string, string>>;

/** Looks a text up by node type and path, such as `error.missing` or the code of an error; fails if it does not exist. */
export function textIn(language: string, type: string): (path: string) => string {
  const file = join(PACKAGE, 'locales', language, `${type}.json`);
  const { [type]: own, ...codes } = JSON.parse(readFileSync(file, 'utf8'));
  return (path) => {
    const [section = '', key = ''] = path.split('.');
    const text = (key === '' ? codes : (own as Record<string, Texts>)[section])?.[key || section];
    if (text === undefined) throw new Error(`${file} has no text ${path}`);
    return text;
  };
}
