import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { expect, test } from '@jest/globals';
import { freePort } from '@lp-faas/testing/free-port';
import { json, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { type JobLog, secretInputs } from '../src/index.js';
import { withConnectedCache } from '../src/shared-cache.js';
import { Face } from './support/face.js';

/** A server that answers each command of a client with what `reply` returns. */
async function cacheServer(
  reply: (command: string) => string | undefined,
): Promise<Server & AsyncDisposable> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      const [, , name = ''] = data.toString().split('\r\n');
      socket.write(`${reply(name.toUpperCase())}\r\n`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const dispose = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return Object.assign(server, { [Symbol.asyncDispose]: dispose });
}

const urlOf = (server: Server): string => `redis://127.0.0.1:${(server.address() as AddressInfo).port}`;

const aboutCache = (face: Face): string[] => face.log.filter((line) => line.includes('shared cache'));

async function runWith(url: string): Promise<string[]> {
  await using platform = await ScriptedPlatform.start({ invocation: json(200, 'ok') });
  using face = new Face();
  const { outcome } = await face.run(platform, { 'shared-cache': url });
  expect(outcome).toMatchObject({ outcome: 'success', resultJson: '"ok"' });
  return aboutCache(face);
}

test('the log says once that there is no shared cache, and the job goes on without it', async () => {
  expect(await runWith(`redis://127.0.0.1:${await freePort()}`)).toEqual([
    'The shared cache failed (connect: ECONNREFUSED). The run goes on without it.',
  ]);
});

test('a job waits two seconds at most for a shared cache, once, and then goes on without it', async () => {
  const waits: unknown[] = [];
  const lines: string[] = [];
  let closed = 0;
  const tokenCache = {
    ...{ get: async () => undefined, set: async () => undefined },
    ping: async (ms: number) => {
      waits.push(ms);
      throw new Error('no answer');
    },
    close: async () => {
      closed += 1;
    },
  };
  const options = { accountId: '12345678', tokenCache };
  const log = { info: (line: string) => void lines.push(line) } as JobLog;
  expect(await withConnectedCache(options, log)).toEqual({ accountId: '12345678' });
  expect([waits, lines, closed]).toEqual([
    [2000],
    ['The shared cache failed (connect: no answer). The run goes on without it.'],
    1,
  ]);
});

test('a server that refuses PING is there: the log names the first operation that fails, once', async () => {
  await using server = await cacheServer((command) =>
    command === 'PING'
      ? "-NOPERM this user has no permissions to run the 'ping' command"
      : '-ERR out of order',
  );
  expect(await runWith(urlOf(server))).toEqual([
    expect.stringMatching(/^The shared cache failed \(get: \w+\)\. The run goes on without it\.$/),
  ]);
});

test('a shared cache that works is not in the log', async () => {
  await using server = await cacheServer((command) => (command === 'PING' ? '+PONG' : '$-1'));
  expect(await runWith(urlOf(server))).toEqual([]);
});

test.each([
  ['', []],
  ['redis://cache.test', ['redis://cache.test']],
  [
    'redis://user:p%40ss%2Fword@cache.test',
    ['redis://user:p%40ss%2Fword@cache.test', 'p%40ss%2Fword', 'p@ss/word'],
  ],
  ['redis://user:100%@cache.test', ['redis://user:100%@cache.test', '100%', '100%']],
  ['no URL', ['no URL']],
])('the secrets of the shared cache %j are its URL and its password, decoded too', (url, secrets) => {
  const input = (name: string): string => (name === 'shared-cache' ? url : '');
  expect(secretInputs({ input, inputNames: () => [] })).toEqual(secrets);
});

test.each([
  [
    'https://cache.test',
    'must be the redis or rediss URL of a server, such as rediss://user:password@redis.example:6379',
  ],
  ['redis://cache.test/db', 'must end after the port, or with the number of a database, such as /0'],
])('a URL that is not a shared cache’s is a problem: %s', async (url, problem) => {
  await using platform = await ScriptedPlatform.start();
  using face = new Face();
  const { job } = await face.run(platform, { 'shared-cache': url });
  expect(job.problems).toEqual([{ input: 'shared-cache', problem }]);
});
