import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { takePictures } from '../scripts/pictures/take.mjs';
import { filesOfRepository, ROOT } from './support/repository.js';

const IMAGES = join(ROOT, 'docs/images');
const PICTURES = readdirSync(IMAGES).filter((name) => name.endsWith('.png'));

/** What each picture must show, so that none of them is of an error or an empty page. */
const SHOWN: Readonly<Record<string, readonly RegExp[]>> = {
  'action-summary': [/The function ran/, /"greeting": "Hello Ada"/],
  'action-failed-step': [/Invoking function/, /orders\.csv: line 3/, /delivery: executed/],
  'cli-progress': [/lp-faas batch/, /\d+ of 400 lines: .* left/],
  'sandbox-page': [/Requests/, /orders-import 901/, /"greeting": "Hello Ada"/],
  'sandbox-terminal': [/LivePerson Functions sandbox/, /invoke hello-v1/, /no customer number/],
};

test('the script takes the pictures of the action, the command line and the sandbox from the real thing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lp-faas-pictures-'));
  try {
    const texts: Readonly<Record<string, string>> = await takePictures(folder, 0);
    expect(Object.keys(texts).sort()).toEqual(Object.keys(SHOWN).sort());
    for (const [name, patterns] of Object.entries(SHOWN)) {
      for (const pattern of patterns) expect(texts[name]).toMatch(pattern);
      expect(statSync(join(folder, `${name}.png`)).size).toBeGreaterThan(5000);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('every picture is on a page, with a text in its place, and has at most 150 kB', () => {
  const pages = filesOfRepository().filter((path) =>
    /^(?:README|docs\/.*|packages\/.*README)\.?md?$/.test(path),
  );
  const shown = pages.flatMap((path) =>
    [...readFileSync(join(ROOT, path), 'utf8').matchAll(/!\[([^\]]*)\]\([^)]*?([\w-]+\.png)\)/g)].map(
      ([, text = '', name = '']) => ({ text, name }),
    ),
  );
  expect(shown.filter(({ text }) => text.length < 20)).toEqual([]);
  expect([...new Set(shown.map(({ name }) => name))].sort()).toEqual([...PICTURES].sort());
  for (const name of PICTURES)
    expect([name, statSync(join(IMAGES, name)).size < 150_000]).toEqual([name, true]);
});
