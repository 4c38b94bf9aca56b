import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { FunctionChange } from '../dist/index.js';
import { run, waitForOutput } from './cli-support.js';
import { waitUntil } from './processes.js';
import { folderWith, functionFiles, sandboxWith } from './support.js';

const GOOD = 'async function lambda() {}';
const BROKEN = 'async function lambda() {\n\treturn (1;\n}';
const BROKEN_MODULE = "import 'node:fs';\nasync function lambda() {\n  return (1;\n}";

describe('onFunctionChange', () => {
  let folder: string;
  let changes: FunctionChange[];

  beforeEach(async () => {
    folder = await folderWith({ ...functionFiles({ first: GOOD }), 'functions/first/config.json': '{}' });
    changes = [];
    await sandboxWith({ functions: folder, onFunctionChange: (change) => changes.push(change) });
  });

  const save = async (path: string, text: string) => {
    await mkdir(join(folder, 'functions', path, '..'), { recursive: true });
    await writeFile(join(folder, 'functions', path), text);
  };
  const seen = async (expected: object) => {
    await waitUntil(() => changes.length > 0);
    expect(changes.splice(0)).toEqual([expected]);
  };

  test('a function that is added, changed or removed is announced', async () => {
    await save('second/index.js', GOOD);
    await seen({ name: 'second', kind: 'added', problems: [] });
    await save('second/index.js', `${GOOD} // changed`);
    await seen({ name: 'second', kind: 'changed', problems: [] });
    await save('second/helper.js', 'exports.a = 1;');
    await seen({ name: 'second', kind: 'changed', problems: [] });
    await rm(join(folder, 'functions/second'), { recursive: true });
    await seen({ name: 'second', kind: 'removed', problems: [] });
  });

  test.each([
    ['CommonJS', BROKEN, 2, '\treturn (1;\n\t         ^'],
    ['an ES module', BROKEN_MODULE, 3, '  return (1;\n           ^'],
  ])('a syntax error is announced with file, line and caret: %s', async (_what, code, line, source) => {
    await save('first/index.js', code);
    const file = join(folder, 'functions/first/index.js');
    const problem = expect.stringContaining(`${file}:${line}: `);
    await seen({
      name: 'first',
      kind: 'changed',
      problems: expect.arrayContaining([{ name: 'first', problem, source }]),
    });
    await save('first/index.js', GOOD);
    await seen({ name: 'first', kind: 'changed', problems: [] });
  });

  test('what cannot be watched, as a link to itself, keeps nothing else from being announced', async () => {
    await symlink('loop', join(folder, 'loop'));
    await save('second/index.js', GOOD);
    await seen({ name: 'second', kind: 'added', problems: [] });
  });

  test('a wrong value in a config.json, or in the file of the sandbox, is announced', async () => {
    await save('first/config.json', '{"event":1}');
    const problem = expect.stringContaining('"event" must be');
    await seen({ name: 'first', kind: 'changed', problems: [{ name: 'first', problem }] });
    await save('first/config.json', '{}');
    await seen({ name: 'first', kind: 'changed', problems: [] });
    await save('.lp-faas-sandbox.json', '{"first":{"uuid":1}}');
    const uuid = expect.stringContaining('"uuid" must be');
    await seen({ name: 'first', kind: 'changed', problems: [{ name: 'first', problem: uuid }] });
  });
});

describe('the command', () => {
  test('prints a change with the line of a syntax error and a caret below its position', async () => {
    const folder = await folderWith(functionFiles({ first: GOOD }));
    const { child } = run('--port', '0', '--functions', folder);
    await waitForOutput(child.stdout, /Requests \(/);
    await writeFile(join(folder, 'functions/first/index.js'), BROKEN);
    const [text] = await waitForOutput(child.stdout, /[\d:]{8} {2}first changed\n.*\n.*\n.*\n/);
    const [, problem = '', line = '', caret = ''] = text.split('\n');
    expect(problem).toMatch(/^ {10}first cannot be loaded: .*first.index\.js:2: /);
    expect([line, line[caret.indexOf('^')]]).toEqual(['             return (1;', ';']);
  });

  test('prints with --quiet only what cannot be loaded, on stderr', async () => {
    const folder = await folderWith(functionFiles({ first: GOOD }));
    const { child, ended } = run('--quiet', '--port', '0', '--functions', folder);
    // The broken second function shows that the sandbox listens to changes.
    const seen = waitForOutput(child.stderr, /second cannot be loaded: .*index\.js:2: /);
    const saving = setInterval(() => {
      void mkdir(join(folder, 'functions/second'), { recursive: true }).then(() =>
        writeFile(join(folder, 'functions/second/index.js'), BROKEN),
      );
    }, 50);
    await seen.finally(() => clearInterval(saving));
    await writeFile(join(folder, 'functions/first/index.js'), `${GOOD} // changed`);
    await mkdir(join(folder, 'functions/third'));
    const last = waitForOutput(child.stderr, /third cannot be loaded/);
    await writeFile(join(folder, 'functions/third/index.js'), BROKEN);
    await last;
    child.kill('SIGTERM');
    const { out, err } = await ended;
    expect([out, err]).toEqual(['', expect.not.stringContaining('first')]);
  });
});
