import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../dist/index.js';
import { readMessages } from '../dist/runner/read-messages.js';
import { startReady } from './cli-support.js';
import { untilExited, waitUntil } from './processes.js';
import { folderWith, functionFiles, invoke, sandboxWith, V1, V2 } from './support.js';

const REQUEST =
  '{"type":"request","n":1,"service":"http","request":{"method":"GET","url":"http://a.example/"}}\\n';

/** Writes its payload to descriptor 3, which is the channel to the sandbox. */
const WRITES = `const { writeSync, closeSync } = require('node:fs');
async function lambda({ payload }) {
  writeSync(3, payload === 'close' ? '${REQUEST}' : payload);
  if (payload === 'close') closeSync(3);
  await new Promise(() => {});
}`;
const GOOD = `async function lambda(input, callback) { callback?.(null, 'good'); return 'good'; }`;

describe('a function that uses the channel to the sandbox itself', () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    const functions = await folderWith(functionFiles({ writes: WRITES, good: GOOD }));
    sandbox = await sandboxWith({ functions });
  });

  test.each([
    ['text', 'rubbish\n'],
    ['bytes', '\u0000\u0001\ufffd\n'],
    ['JSON of another kind', '[1]\n'],
    ['an object without a type', '{}\n'],
    ['a message for Node', '{"cmd":"NODE_HANDLE","type":"net.Socket"}\n'],
    ['a log that is not one', '{"type":"log","entry":{"level":"Shout","message":1}}\n'],
    [
      'an outcome without a kind',
      '{"type":"outcome","outcome":{},"spent":false,"loaded":[],"pending":false}\n',
    ],
    [
      'files that are not paths',
      '{"type":"outcome","outcome":{"kind":"returned","json":"1"},"spent":false,"loaded":[1]}\n',
    ],
    ['an unknown service', '{"type":"request","n":1,"service":"__proto__"}\n'],
    ['the end of the channel, to which an answer would come', 'close'],
  ])('its own invocation fails, and the sandbox goes on: %s', async (_what, payload) => {
    for (const account of [V1, V2]) {
      expect((await invoke(sandbox, account, 'writes', payload)).status).toBe(901);
      expect((await invoke(sandbox, account, 'good')).text).toBe('"good"');
    }
    expect((await invoke(sandbox, V1, 'writes', payload)).text).toContain('descriptor 3');
  });

  test('the command survives it, too', async () => {
    const functions = await folderWith(functionFiles({ writes: WRITES, good: GOOD }));
    const { child, ended, sandbox: command } = await startReady('--functions', functions);
    for (const payload of ['rubbish\n{', 'close']) {
      await invoke(command, V2, 'writes', payload);
      expect((await invoke(command, V2, 'good')).text).toBe('"good"');
    }
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  });
});

/** What is read from the stream, in order. */
function readFrom(stream: PassThrough): string[] {
  const read: string[] = [];
  readMessages(stream, {
    onMessage: ({ type }) => read.push(type),
    onRubbish: () => read.push('rubbish'),
  });
  return read;
}

test('messages are read however the bytes arrive, and none after rubbish', () => {
  const stream = new PassThrough();
  const read = readFrom(stream);
  const bytes = Buffer.from(
    '{"type":"ready"}\n{"type":"log","entry":{"level":"Info","message":"ä","extras":[],"timestamp":1}}\n',
  );
  for (const byte of bytes) stream.emit('data', Buffer.from([byte]));
  stream.emit('data', Buffer.from('{"type":"ready"}\n{"type":"started"}\nno\n{"type":"ready"}\n'));
  stream.emit('data', Buffer.from('{"type":"ready"}\n'));
  expect(read).toEqual(['ready', 'log', 'ready', 'started', 'rubbish']);
});

test('a message may be as long as the memory of a function, and no longer', () => {
  const stream = new PassThrough();
  const read = readFrom(stream);
  const part = Buffer.alloc(64 * 1024 * 1024, ' ');
  for (let count = 0; count < 4; count += 1) stream.emit('data', part);
  expect(read).toEqual([]);
  stream.emit('data', Buffer.from(' '));
  expect(read).toEqual(['rubbish']);
});

/** Starts a process that would run for a minute, and one below it; writes their ids into the file of its payload. */
const STARTS = `const { spawn } = require('node:child_process');
const { statSync } = require('node:fs');
const SLEEPS = 'setTimeout(() => {}, 60_000)';
const PARENT = "const { pid } = require('node:child_process').spawn(process.execPath, ['-e', '" + SLEEPS +
  "']); require('node:fs').writeFileSync(process.argv[1], process.pid + ' ' + pid); " + SLEEPS;
async function lambda({ payload: { file, next } }, callback) {
  spawn(process.execPath, ['-e', PARENT, file], { stdio: 'ignore' });
  while (!statSync(file, { throwIfNoEntry: false })?.size) await new Promise((resolve) => setTimeout(resolve, 5));
  if (next === 'exit') process.exit(3);
  if (next === 'loop') for (;;);
  if (next === 'throw') setTimeout(() => { throw new Error('later'); });
  if (next === 'throw') await new Promise(() => {});
  callback?.(null, process.pid);
  return process.pid;
}`;

describe('the processes that a function has started', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await folderWith(functionFiles({ starts: STARTS }));
  });

  const startedBy = async (file: string): Promise<number[]> => {
    await waitUntil(async () => / \d+$/.test(await readFile(file, 'utf8').catch(() => '')));
    return (await readFile(file, 'utf8')).split(' ').map(Number);
  };

  test.each([
    ['it exits', V1, 'exit', {}],
    ['it throws later', V2, 'throw', {}],
    ['its time is up', V2, 'loop', { executionLimitMs: 1500 }],
    ['it is idle for too long', V2, 'return', { keepWarmMs: 1 }],
  ])('end with it when %s', async (what, account, then, options) => {
    const sandbox = await sandboxWith({ functions: folder, ...options });
    const file = join(folder, what.replaceAll(' ', '-'));
    await invoke(sandbox, account, 'starts', { file, next: then });
    await untilExited(...(await startedBy(file)));
  });

  test('end with it when the sandbox is closed', async () => {
    const sandbox = await sandboxWith({ functions: folder });
    const file = join(folder, 'closed');
    await invoke(sandbox, V2, 'starts', { file, next: 'return' });
    const pids = await startedBy(file);
    await sandbox.close();
    await untilExited(...pids);
  });

  test.each(['return', 'loop'])('end with it when the sandbox is killed: %s', async (then) => {
    const { child, sandbox } = await startReady('--functions', folder);
    const file = join(folder, `killed-${then}`);
    const answer = invoke(sandbox, V2, 'starts', { file, next: then }).catch(() => undefined);
    const pids = await startedBy(file);
    if (then === 'return') await answer;
    child.kill('SIGKILL');
    await untilExited(...pids);
    await answer;
  });
});

test.each([
  ['on V2', {}],
  ['of a function that is debugged', { inspect: { function: 'lazy', port: 0 } }],
])(
  'a process %s serves the next invocation, also after the function has loaded more files from elsewhere',
  async (_what, options) => {
    const functions = await folderWith({
      ...functionFiles({
        lazy: `let runs = 0;
async function lambda({ payload }) { runs += 1; return [runs, payload === '' ? '' : require(payload)]; }`,
      }),
      'shared/first.js': 'module.exports = 1;',
      'shared/second.js': 'module.exports = 2;',
    });
    const sandbox = await sandboxWith({ functions, ...options });
    const results: string[] = [];
    for (const payload of ['../../shared/first.js', '', '../../shared/second.js', '']) {
      results.push((await invoke(sandbox, V2, 'lazy', payload)).text);
    }
    expect(results).toEqual(['[1,1]', '[2,""]', '[3,2]', '[4,""]']);
  },
);
