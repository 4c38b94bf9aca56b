import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { startSandbox } from '../dist/index.js';
import { folderWith, functionFiles, invoke, sandboxWith, V1, V2 } from './support.js';

const FUNCTIONS = {
  ...functionFiles({
    v1: "const { whose } = require('lp-faas-toolbelt'); function lambda(input, callback) { callback(null, String(whose)); }",
    v2: "import { whose } from '../../helper.mjs'; function lambda() { return String(whose); }",
  }),
  'helper.mjs': "import * as toolbelt from 'core-functions-toolbelt'; export const { whose } = toolbelt;",
};
const toolbelt = (whose: string) => `exports.whose = '${whose}'; exports.Toolbelt = {};`;

async function whoseToolbelts(folder: string, option?: string): Promise<string[]> {
  const sandbox = await sandboxWith({ functions: folder, toolbelt: option });
  return [(await invoke(sandbox, V1, 'v1')).text, (await invoke(sandbox, V2, 'v2')).text];
}

describe('the option toolbelt', () => {
  test("functions get the sandbox's toolbelts by default, also if the project has LivePerson's", async () => {
    const files = { 'node_modules/lp-faas-toolbelt/index.js': toolbelt('theirs') };
    expect(await whoseToolbelts(await folderWith({ ...FUNCTIONS, ...files }))).toEqual([
      '"undefined"',
      '"undefined"',
    ]);
  });

  test('`project` takes the toolbelts that LivePerson’s CLI puts into bin, and those in node_modules', async () => {
    const folder = await folderWith({
      ...FUNCTIONS,
      'bin/lp-faas-toolbelt/package.json': '{"main":"lp-faas-toolbelt/index.js"}',
      'bin/lp-faas-toolbelt/lp-faas-toolbelt/index.js': toolbelt('in bin'),
      'node_modules/core-functions-toolbelt/index.js': toolbelt('in node_modules'),
    });
    expect(await whoseToolbelts(folder, 'project')).toEqual(['"in bin"', '"in node_modules"']);
  });

  test('a toolbelt that the project does not have stays the sandbox’s own', async () => {
    const folder = await folderWith({ ...FUNCTIONS, 'bin/lp-faas-toolbelt/index.js': toolbelt('in bin') });
    expect(await whoseToolbelts(folder, 'project')).toEqual(['"in bin"', '"undefined"']);
  });

  test('a folder with a folder for each toolbelt replaces those', async () => {
    const folder = await folderWith({
      ...FUNCTIONS,
      'fakes/lp-faas-toolbelt/index.js': toolbelt('fake v1'),
      'fakes/core-functions-toolbelt/index.js': toolbelt('fake v2'),
    });
    expect(await whoseToolbelts(folder, join(folder, 'fakes'))).toEqual(['"fake v1"', '"fake v2"']);
  });

  test('a folder with a folder for one toolbelt replaces that one', async () => {
    const folder = await folderWith({ ...FUNCTIONS, 'fakes/lp-faas-toolbelt/index.js': toolbelt('fake v1') });
    expect(await whoseToolbelts(folder, join(folder, 'fakes'))).toEqual(['"fake v1"', '"undefined"']);
  });

  test('a toolbelt that is not the sandbox’s own finds the Domain API at a host with https', async () => {
    const folder = await folderWith({
      ...FUNCTIONS,
      'fakes/core-functions-toolbelt/index.js': 'exports.whose = process.env.X_LIVEPERSON_CSDS_DOMAIN;',
    });
    const sandbox = await sandboxWith({ functions: folder, toolbelt: join(folder, 'fakes') });
    const host = JSON.parse((await invoke(sandbox, V2, 'v2')).text) as string;
    expect(host).toMatch(/^localhost:\d+$/);
    expect(new URL(`http://${host}`).port).not.toBe(new URL(sandbox.url).port);
  });

  test('the folder of one toolbelt replaces both', async () => {
    const folder = await folderWith({ ...FUNCTIONS, 'fake/index.js': toolbelt('fake') });
    expect(await whoseToolbelts(folder, join(folder, 'fake'))).toEqual(['"fake"', '"fake"']);
  });

  test.each([
    ['project', /has no toolbelt in bin\/lp-faas-toolbelt.*leave out --toolbelt/],
    ['nowhere', /nowhere holds no toolbelt\. Give the folder of a toolbelt/],
  ])('startSandbox rejects a toolbelt that does not exist: %s', async (option, message) => {
    const functions = await folderWith(FUNCTIONS);
    await expect(startSandbox({ functions, toolbelt: option })).rejects.toMatchObject({
      code: 'functions-folder',
      message: expect.stringMatching(message),
    });
  });

  test('startSandbox rejects the toolbelt of a project without a project', async () => {
    await expect(startSandbox({ toolbelt: 'project' })).rejects.toThrow('Give --functions DIR.');
  });

  test('the sandbox names the files that replace its toolbelts', async () => {
    const folder = await folderWith({ ...FUNCTIONS, 'bin/lp-faas-toolbelt/index.js': toolbelt('in bin') });
    const { toolbelts } = await sandboxWith({ functions: folder, toolbelt: 'project' });
    expect(toolbelts).toEqual({ 'lp-faas-toolbelt': join(folder, 'bin/lp-faas-toolbelt/index.js') });
  });
});
