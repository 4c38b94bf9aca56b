import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { PACKAGE } from './support/node-red.js';

const LANGUAGES = ['en-US', 'de', 'ja'];
const TYPES = ['liveperson-functions-account', 'liveperson-functions-invoke'];
const read = (...path: string[]): string => readFileSync(join(PACKAGE, ...path), 'utf8');

/** Every text by its key, as `error.missing`. */
function textsOf(language: string, type: string): Map<string, string> {
  const catalog = JSON.parse(read('locales', language, `${type}.json`)) as Record<string, object>;
  const sections = Object.entries(catalog[type] as Record<string, Record<string, string>>);
  return new Map(
    sections.flatMap(([section, texts]) =>
      Object.entries(texts).map(([name, text]): [string, string] => [`${section}.${name}`, text]),
    ),
  );
}

const holes = (text: string): string[] => (text.match(/__\w+__/g) ?? []).sort();

describe.each(TYPES)('the texts of %s', (type) => {
  const english = textsOf('en-US', type);

  test.each(LANGUAGES)('are all there in %s, with the same holes to fill', (language) => {
    const texts = textsOf(language, type);
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, text] of texts) {
      expect([key, text.trim().length > 0]).toEqual([key, true]);
      expect([key, holes(text)]).toEqual([key, holes(english.get(key) ?? '')]);
    }
  });

  test('are all that the dialog and the runtime ask for', () => {
    const page = read('src', `${type}.html`);
    const folder = type.endsWith('account') ? 'account' : 'invoke';
    const code = readdirSync(join(PACKAGE, 'src', folder)).map((name) => read('src', folder, name));
    const asked = [
      ...[...page.matchAll(new RegExp(`"${type}\\.([\\w.-]+)"`, 'g'))].map(([, key]) => key),
      ...[...page.matchAll(/text\('([\w.-]+)'\)/g)].map(([, key]) => key),
      ...[...page.matchAll(/'((?:error|label)\.[\w-]+)'/g)].map(([, key]) => key),
      ...code.flatMap((text) => [...text.matchAll(/'((?:error|status)\.[\w-]+)'/g)].map(([, key]) => key)),
    ];
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter((key) => !english.has(key ?? ''))).toEqual([]);
  });

  test.each(LANGUAGES)('come with a help text in %s, in the order of the style guide', (language) => {
    const help = read('locales', language, `${type}.html`);
    expect(help).toContain(`data-help-name="${type}"`);
    expect(help).toMatch(/<script[^>]*>\s*<p>[^<]/);
    expect(help).not.toMatch(/<(?:b|i|h1|h2)>/);
    const parts = type.endsWith('invoke') ? 4 : 2;
    expect(help.match(/<h3>/g)).toHaveLength(parts);
  });
});
