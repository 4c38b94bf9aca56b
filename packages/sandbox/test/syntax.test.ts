import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { folderWith, functionFiles, sandboxWith } from './support.js';

const GOOD = {
  plain: 'function lambda() {}',
  module: "import 'node:fs';\nasync function lambda() {}",
  // Would leave a file behind if it ran.
  runs: "require('node:fs').writeFileSync(__dirname + '/ran', ''); throw new Error('ran');",
};
const ONLY_V2 = { 'functions/module/config.json': '{"generation":"v2"}' };

test('checkFunctions reports every syntax error with file, line and reason, and runs nothing', async () => {
  const folder = await folderWith({
    ...functionFiles({
      ...GOOD,
      broken: 'function lambda() {\n  return (\n}',
      open: 'function lambda() {',
      'broken-module': "import 'node:fs';\n\nasync function lambda() { return ] }",
    }),
    ...ONLY_V2,
    'functions/broken-module/config.json': '{"generation":"v2"}',
  });
  const sandbox = await sandboxWith({ functions: folder });
  const file = (name: string) => join(folder, 'functions', name, 'index.js');
  expect(await sandbox.checkFunctions()).toEqual([
    { name: 'broken', problem: `${file('broken')}:3: Unexpected token '}'`, source: '}\n^' },
    {
      name: 'broken-module',
      problem: `${file('broken-module')}:3: Unexpected token ']'`,
      source: `async function lambda() { return ] }\n${' '.repeat(33)}^`,
    },
    { name: 'open', problem: `${file('open')}:1: Unexpected end of input` },
  ]);
});

test('checkFunctions reports an ES module on V1', async () => {
  const folder = await folderWith(functionFiles({ module: GOOD.module }));
  const sandbox = await sandboxWith({ functions: folder });
  expect(await sandbox.checkFunctions()).toEqual([
    {
      name: 'module',
      problem: `${join(folder, 'functions/module/index.js')}:1: Cannot use import statement outside a module`,
      source: "import 'node:fs';\n^^^^^^",
    },
  ]);
});

test('checkFunctions looks at the only function of a project, too', async () => {
  const folder = await folderWith(functionFiles({ open: 'function lambda() {' }));
  const sandbox = await sandboxWith({ functions: folder, accounts: [{ id: '1', generation: 'v2' }] });
  expect(await sandbox.checkFunctions()).toMatchObject([{ name: 'open' }]);
});

test('checkFunctions reports nothing for valid functions, or without functions', async () => {
  const folder = await folderWith({ ...functionFiles(GOOD), ...ONLY_V2 });
  expect(await (await sandboxWith({ functions: folder })).checkFunctions()).toEqual([]);
  expect(await (await sandboxWith()).checkFunctions()).toEqual([]);
});
