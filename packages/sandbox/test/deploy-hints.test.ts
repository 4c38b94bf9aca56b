import { describe, expect, test } from '@jest/globals';
import { problemLines } from '../dist/cli/banner.js';
import { folderWith, functionFiles, invoke, sandboxWith, V2 } from './support.js';

async function hintsOf(files: Record<string, string>) {
  return await (await sandboxWith({ functions: await folderWith(files) })).checkFunctions();
}

describe('what lpf push would not deploy', () => {
  test('a function that uses only what the platform has gets no hint', async () => {
    const code = `const { Toolbelt } = require('lp-faas-toolbelt');
      const fs = require('fs'), { join } = require("node:path"), get = require('lodash/get'), jsforce = require('jsforce');
      // require('./commented-out')
      /* import other from 'other'; */
      function lambda(input, callback) { callback(null, 1); }`;
    expect(await hintsOf(functionFiles({ it: code }))).toEqual([]);
  });

  test('files beside index.js and packages that the platform does not have are named', async () => {
    const code = `import axios from 'axios'; import { help } from './help.js'; const data = await import('../data.json', { with: { type: 'json' } });
      async function lambda() { return (await import('axios/lib/x')).default; }`;
    const hints = await hintsOf({
      ...functionFiles({ it: code }),
      'functions/it/config.json': '{"generation":"v2"}',
    });
    const problem =
      'runs here but not on the platform: lpf push uploads index.js alone, without ./help.js, ../data.json; the platform does not have axios, axios/lib/x. Put everything into index.js.';
    expect(hints).toEqual([{ name: 'it', problem, isHint: true }]);
    expect(problemLines(hints, (_style, text) => text)).toEqual([`it ${problem}`]);
  });

  test.each([
    ["require('./help.js');", 'lpf push uploads index.js alone, without ./help.js'],
    ["require('axios');", 'the platform does not have axios'],
  ])('only what is the case is said: %s', async (code, said) => {
    const functions = functionFiles({ it: `${code} function lambda() {}` });
    const problem = `runs here but not on the platform: ${said}. Put everything into index.js.`;
    expect(await hintsOf(functions)).toEqual([{ name: 'it', problem, isHint: true }]);
  });

  test('a function with a hint can be invoked', async () => {
    const sandbox = await sandboxWith({
      functions: await folderWith({
        ...functionFiles({ it: "import { help } from './help.mjs'; function lambda() { return help; }" }),
        'functions/it/help.mjs':
          "import { SDETypes } from 'core-functions-toolbelt'; export const help = SDETypes.CART;",
        'functions/it/config.json': '{"generation":"v2"}',
      }),
    });
    expect(await invoke(sandbox, V2, 'it')).toMatchObject({ status: 200, text: '"cart"' });
  });

  test.each([
    ['index.ts', 'Compile it to index.js.'],
    ['index.mjs', 'Rename it to index.js.'],
    ['index.cjs', 'Rename it to index.js.'],
  ])('a folder with %s alone is not a function, and a hint says so', async (file, advice) => {
    expect(
      await hintsOf({ [`functions/it/${file}`]: 'function lambda() {}', 'functions/data/notes.txt': '' }),
    ).toEqual([
      {
        name: 'it',
        problem: `is not a function: it has ${file}, and a function is an index.js. ${advice}`,
        isHint: true,
      },
    ]);
  });
});
