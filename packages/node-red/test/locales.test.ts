import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { PACKAGE } from './support/node-red.js';

const LANGUAGES = ['en-US', 'de', 'ja'];
const TYPES = ['liveperson-functions-account', 'liveperson-functions-invoke'];
const read = (...path: string[]): string => readFileSync(join(PACKAGE, ...path), 'utf8');

type Texts = Record<string, string>;
type Catalog = Record<string, Texts | Record<string, Texts>>;

/** All texts by their keys, such as `error.missing`; the short words for error codes are keyed by the code itself. */
function textsOf(language: string, type: string): Map<string, string> {
  const { [type]: own = {}, ...codes } = JSON.parse(read('locales', language, `${type}.json`)) as Catalog;
  // The library writes the report of a connection test in English; only other languages have texts of their own.
  const sections = Object.entries(own as Record<string, Texts>).filter(([name]) => name !== 'report');
  const texts = sections.flatMap(([section, all]) =>
    Object.entries(all).map(([name, text]): [string, string] => [`${section}.${name}`, text]),
  );
  return new Map([...texts, ...Object.entries(codes as unknown as Texts)]);
}

/** The codes of the job, which Node-RED never sees. */
const OF_THE_JOB = ['expectation-failed', 'file-error'];
const errors = readFileSync(join(PACKAGE, '../../docs/errors.md'), 'utf8');

const placeholders = (text: string): string[] => (text.match(/__\w+__/g) ?? []).sort();

describe.each(TYPES)('the texts of %s', (type) => {
  const english = textsOf('en-US', type);

  test.each(LANGUAGES)('exist in %s for every key, with the same placeholders', (language) => {
    const texts = textsOf(language, type);
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, text] of texts) {
      expect([key, text.trim().length > 0]).toEqual([key, true]);
      expect([key, placeholders(text)]).toEqual([key, placeholders(english.get(key) ?? '')]);
    }
  });

  test('include every key that the dialog and the runtime use', () => {
    const scripts = type.endsWith('account') ? ['account-problems', 'test-report'] : ['invoke-dialog'];
    const page = [
      read('src', `${type}.html`),
      ...scripts.map((name) => read('src/editor', `${name}.js`)),
    ].join('\n');
    const folder = type.endsWith('account') ? 'account' : 'invoke';
    const code = readdirSync(join(PACKAGE, 'src', folder)).map((name) => read('src', folder, name));
    const used = [
      ...[...page.matchAll(new RegExp(`"${type}\\.([\\w.-]+)"`, 'g'))].map(([, key]) => key),
      ...[...page.matchAll(/text\('([\w.-]+)'\)/g)].map(([, key]) => key),
      ...[...page.matchAll(/'((?:error|label)\.[\w-]+)'/g)].map(([, key]) => key),
      ...code.flatMap((text) =>
        [...text.matchAll(/['.`]((?:error|status)\.[\w-]+)['`]/g)].map(([, key]) => key),
      ),
      // Problems and notes, which the editor and the server write in their own languages.
      ...code.flatMap((text) =>
        [...text.matchAll(/key: '([\w-]+)', field/g)].map(([, key]) => `error.${key}`),
      ),
    ];
    expect(used.length).toBeGreaterThan(10);
    expect(used.filter((key) => !english.has(key ?? ''))).toEqual([]);
  });

  test.each(LANGUAGES)(
    'have a short word in %s, of 20 characters at most, for each code that can be a status',
    (language) => {
      const texts = textsOf(language, type);
      const explained = [...errors.matchAll(/^### `([\w-]+)`/gm)].map(([, code = '']) => code);
      const codes = explained.filter((code) => !OF_THE_JOB.includes(code));
      const isOfAccount = (code: string): boolean => /^(domain|token|credentials)-|^timeout$/.test(code);
      const shown = type.endsWith('account') ? codes.filter(isOfAccount) : codes;
      expect([...texts.keys()].filter((key) => !key.includes('.')).sort()).toEqual(shown.sort());
      const statuses = [...texts].filter(([key]) => !key.includes('.') || key.startsWith('status.'));
      for (const [key, text] of statuses) {
        const counted = text.replaceAll(/__\w+__/g, '9');
        expect([key, counted.length <= 20 || counted]).toEqual([key, true]);
      }
    },
  );

  test.each(LANGUAGES)('include a help text in %s with the sections of the style guide', (language) => {
    const help = read('locales', language, `${type}.html`);
    expect(help).toContain(`data-help-name="${type}"`);
    expect(help).toMatch(/<script[^>]*>\s*<p>[^<]/);
    expect(help).not.toMatch(/<(?:b|i|h1|h2)>/);
    const parts = type.endsWith('invoke') ? 5 : 3;
    expect(help.match(/<h3>/g)).toHaveLength(parts);
  });

  test.each(LANGUAGES)('explain every field of the dialog in %s, by its label', (language) => {
    const texts = textsOf(language, type);
    const fields = [...read('src', `${type}.html`).matchAll(/<label for="node-(?:config-)?input-(\w+)"/g)];
    const unexplained = new Set(['name', 'account', 'target']);
    const labels = fields.flatMap(([, field = '']) =>
      unexplained.has(field) ? [] : [(texts.get(`label.${field}`) ?? '').replace(/ \(ms\)$/, '')],
    );
    expect(labels.length).toBeGreaterThan(7);
    const terms = [...read('locales', language, `${type}.html`).matchAll(/<dt>([^<]+)<\/dt>/g)];
    const explained = terms.flatMap(([, term = '']) => term.split(/, |、/));
    expect(labels.filter((label) => !explained.includes(label))).toEqual([]);
  });
});

test.each(LANGUAGES.slice(1))(
  'the report of a connection test has a text in %s for all that it can say',
  (language) => {
    const type = 'liveperson-functions-account';
    const reportIn = (name: string) => {
      const { [type]: own } = JSON.parse(read('locales', name, `${type}.json`)) as Record<
        string,
        Record<string, Texts>
      >;
      return own?.['report'] ?? {};
    };
    const texts = reportIn(language);
    const codes = [...errors.matchAll(/^### `([\w-]+)`/gm)].map(([, code = '']) => code);
    // Nothing is invoked, so no function fails, and no message waits.
    const notOfCheck = [...OF_THE_JOB, 'function-failed', 'queue-full'];
    const ofCheck = codes.filter((code) => !notOfCheck.includes(code)).map((code) => `failed-${code}`);
    const failures = Object.keys(texts).filter((key) => key.startsWith('failed-'));
    expect(failures.sort()).toEqual(ofCheck.sort());
    const report = readFileSync(join(PACKAGE, '../core/src/check/check-report.ts'), 'utf8');
    const [, union = ''] = /type CheckWarning = ([^;]+);/.exec(report) ?? [];
    const warnings = [...union.matchAll(/'([\w-]+)'/g)].map(([, warning]) => `warning-${warning}`);
    expect(warnings.length).toBeGreaterThan(4);
    expect(
      Object.keys(texts)
        .filter((key) => key.startsWith('warning-'))
        .sort(),
    ).toEqual(warnings.sort());
    expect(Object.keys(texts)).toEqual(Object.keys(reportIn('de')));
    for (const [key, text] of Object.entries(texts)) {
      expect([key, placeholders(text)]).toEqual([key, placeholders(reportIn('de')[key] ?? '')]);
    }
    expect(reportIn('en-US')).toEqual({});
  },
);
