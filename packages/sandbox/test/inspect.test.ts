import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { SandboxOptions } from '../dist/index.js';
import { FunctionRunner } from '../dist/runner/function-runner.js';
import { run, startReady } from './cli-support.js';
import { Inspector } from './inspector-client.js';
import { untilExited, waitUntil } from './processes.js';
import { addCleanup, folderWith, functionFiles, invoke, sandboxWith, uuidOf, V1, V2 } from './support.js';

const COMMONJS = `let count = 0;
async function lambda({ payload }, callback) {
  count += 1;
  const greeting = 'Hello ' + payload.name;
  callback?.(null, { greeting, count, pid: process.pid });
  return { greeting, count, pid: process.pid };
}
`;

const ES_MODULE = `import { pid } from 'node:process';
let count = 0;
async function lambda({ payload }) {
  const greeting = 'Hello ' + payload.name; count += 1;
  return { greeting, count, pid };
}
`;

/** The line after which \`greeting\` has its value, in both. */
const LINE = 5;

/** So short that an invocation with a breakpoint always exceeds it. */
const TINY_LIMIT = { executionLimitMs: 1 };

async function debugged(code: string, options: SandboxOptions = {}) {
  const folder = await folderWith(functionFiles({ greet: code, other: COMMONJS }));
  const file = join(folder, 'functions/greet/index.js');
  const inspect = { function: 'greet', port: 0 };
  const sandbox = await sandboxWith({ functions: folder, inspect, ...options });
  return { sandbox, file, port: sandbox.inspected?.port ?? 0 };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const bodyOf = ({ text }: { readonly text: string }) =>
  JSON.parse(text) as { greeting: string; count: number; pid: number };

describe('a function that is debugged', () => {
  test.each([
    ['V1', V1, COMMONJS],
    ['V2', V2, COMMONJS],
    ['V2 as an ES module', V2, ES_MODULE],
  ])(
    'stops at a breakpoint that was set before it was loaded, shows a variable, goes on and answers, without an execution limit: %s',
    async (_what, account, code) => {
      // The process for another account starts anew, and waits for the debugger again.
      const accounts = [{ id: account, generation: account === V1 ? 'v1' : 'v2' } as const];
      const { sandbox, file, port } = await debugged(code, { ...TINY_LIMIT, accounts });
      const inspector = await Inspector.attach(port);
      await inspector.breakAt(file, LINE);
      for (const [count, name] of [
        [1, 'Ada'],
        [2, 'Bob'],
      ]) {
        const answer = invoke(sandbox, account, 'greet', { name });
        const pause = await inspector.paused();
        expect(pause.callFrames[0]?.location.lineNumber).toBe(LINE - 1);
        expect(await inspector.read(pause, 'greeting')).toBe(`Hello ${name}`);
        await inspector.resume();
        const { status, text } = await answer;
        expect([status, JSON.parse(text)]).toEqual([
          200,
          expect.objectContaining({ greeting: `Hello ${name}`, count }),
        ]);
      }
    },
  );

  test('has its execution limit again when the debugger detaches', async () => {
    const { sandbox, file, port } = await debugged(
      `function lambda() {\n  debugger;\n  for (;;);\n}`,
      TINY_LIMIT,
    );
    const inspector = await Inspector.attach(port);
    await inspector.breakAt(file, 1);
    const answer = invoke(sandbox, V1, 'greet');
    await inspector.paused();
    await inspector.detach();
    expect((await answer).status).toBe(901);
    expect(sandbox.requests().at(-1)).toMatchObject({ error: { kind: 'timeout' } });
  });

  test('has its execution limit as long as no debugger is attached', async () => {
    const { sandbox } = await debugged('function lambda() { for (;;); }', { executionLimitMs: 50 });
    await invoke(sandbox, V1, 'greet');
    expect(sandbox.requests().at(-1)).toMatchObject({ error: { kind: 'timeout' } });
  });

  test.each([V1, V2])('has one instance, and further invocations wait for it: %s', async (account) => {
    const { sandbox } = await debugged(COMMONJS, { instances: 1 });
    const answers = await Promise.all([1, 2, 3].map(() => invoke(sandbox, account, 'greet', {})));
    expect(answers.map((answer) => bodyOf(answer).count).sort()).toEqual([1, 2, 3]);
    expect(new Set(answers.map((answer) => bodyOf(answer).pid)).size).toBe(1);
  });

  test('has a new process after a change, which waits until the debugger has set its breakpoints again', async () => {
    const { sandbox, file, port } = await debugged(COMMONJS);
    const first = await Inspector.attach(port);
    await invoke(sandbox, V1, 'greet', { name: 'Ada' });
    await writeFile(file, COMMONJS.replace("'Hello '", "'Good day '"));
    const answer = invoke(sandbox, V1, 'greet', { name: 'Ada' });
    await first.closed;
    // Long enough for the new process to run the function, if it did not wait.
    for (let n = 0; n < 3; n += 1) await invoke(sandbox, V1, 'other', {});
    expect(sandbox.executions(V1)[uuidOf(sandbox, V1, 'greet')]).toBe(1);
    const second = await Inspector.attach(port);
    await second.breakAt(file, LINE);
    expect(await second.read(await second.paused(), 'greeting')).toBe('Good day Ada');
    await second.resume();
    expect(bodyOf(await answer).greeting).toBe('Good day Ada');
  });

  test('has a new process after a change of its environment, also before its first invocation', async () => {
    const { sandbox, file } = await debugged(
      'function lambda(input, callback) { callback(null, { greeting: process.env.VALUE, pid: process.pid }); }',
    );
    const invokeWith = async (value: string) => {
      const config = { environmentVariables: { VALUE: value } };
      await writeFile(join(dirname(file), 'config.json'), JSON.stringify(config));
      return bodyOf(await invoke(sandbox, V1, 'greet', {}));
    };
    const [first, second] = [await invokeWith('a'), await invokeWith('b')];
    expect([first.greeting, second.greeting]).toEqual(['a', 'b']);
    expect(second.pid).not.toBe(first.pid);
  });

  /** A function that was debugged and has changed; its next invocation waits until the time has passed. */
  const changedUnderDebugger = async () => {
    const folder = await folderWith({ 'functions/greet/index.js': COMMONJS });
    const file = join(folder, 'functions/greet/index.js');
    const waits: number[] = [];
    let passTime = (): void => undefined;
    const runner = new FunctionRunner({
      cwd: folder,
      coldStartMs: 0,
      keepWarmMs: 0,
      executionLimitMs: 60_000,
      instances: 1,
      logLimit: 'fail',
      toolbelts: {},
      nodePath: process.execPath,
      httpRules: () => ({ isIntercepted: false, isOffline: false, mocksFile: '' }),
      serve: async () => undefined,
      sleep: (ms) =>
        new Promise((resolve) => {
          waits.push(ms);
          passTime = resolve;
        }),
    });
    addCleanup(() => runner.close());
    const source = {
      account: { id: '1', generation: 'v1' },
      lambdaUuid: 'u',
      file,
      environment: {},
    } as const;
    const input = { headers: [], payload: { name: 'Ada' } };
    const port = await freePort();
    await runner.inspect(source, port);
    const { closed } = await Inspector.attach(port);
    const invokeGreet = () => runner.run({ ...source, input, url: '', onStarted: () => undefined });
    expect((await invokeGreet()).outcome.kind).toBe('returned');
    await writeFile(file, COMMONJS.replace("'Hello '", "'Good day '"));
    const report = invokeGreet();
    await closed;
    await waitUntil(() => waits.length === 2);
    expect(waits[1]).toBe(10_000);
    return { port, report, passTime: () => passTime() };
  };

  test('runs without the debugger when that does not attach again for ten seconds', async () => {
    const { report, passTime } = await changedUnderDebugger();
    passTime();
    expect((await report).outcome).toMatchObject({ json: expect.stringContaining('Good day Ada') });
  });

  test('waits for a debugger that has attached again, however long that takes to let it run', async () => {
    const { port, report, passTime } = await changedUnderDebugger();
    const again = await Inspector.attach(port);
    passTime();
    await again.send('Runtime.runIfWaitingForDebugger');
    expect((await report).outcome).toMatchObject({ json: expect.stringContaining('Good day Ada') });
    await again.detach();
  });

  test('has a new process to attach to after it has ended its own', async () => {
    const { sandbox, file, port } = await debugged('function lambda() { process.exit(3); }');
    const first = await Inspector.attach(port);
    expect((await invoke(sandbox, V1, 'greet')).status).toBe(901);
    expect(sandbox.requests().at(-1)).toMatchObject({
      error: { message: expect.stringContaining('The function ended its own process') },
    });
    await first.closed;
    await writeFile(file, COMMONJS);
    const second = await Inspector.attach(port);
    await second.breakAt(file, LINE);
    const answer = invoke(sandbox, V1, 'greet', { name: 'Ada' });
    await second.paused();
    await second.resume();
    expect(bodyOf(await answer).count).toBe(1);
  });

  test('leaves no process behind when the sandbox is closed while it is paused', async () => {
    const { sandbox, file, port } = await debugged(COMMONJS);
    const inspector = await Inspector.attach(port);
    await inspector.breakAt(file, LINE);
    const answer = invoke(sandbox, V1, 'greet', {});
    const pid = await inspector.read(await inspector.paused(), 'process.pid');
    await sandbox.close();
    await untilExited(Number(pid));
    expect((await answer).status).toBeGreaterThanOrEqual(500);
  });

  test('listens for a debugger on 127.0.0.1 alone, also if the sandbox listens on all addresses', async () => {
    const { port } = await debugged(COMMONJS, { host: '0.0.0.0' });
    const socket = connect(port, '127.0.0.2');
    const error = await new Promise((resolve) => {
      socket.on('error', resolve);
      socket.on('connect', () => resolve(undefined));
    });
    socket.destroy();
    expect(error).toHaveProperty('code');
  });

  test('leaves the other functions as they are', async () => {
    const { sandbox } = await debugged(COMMONJS);
    const counts = [await invoke(sandbox, V1, 'other', {}), await invoke(sandbox, V1, 'other', {})];
    expect(counts.map((answer) => bodyOf(answer).count)).toEqual([1, 1]);
  });
});

describe('the options --inspect and --function', () => {
  test('name the function and the port at the start', async () => {
    const functions = await folderWith(functionFiles({ greet: COMMONJS, other: COMMONJS }));
    const options = ['--functions', functions, '--inspect=0', '--function', 'greet'];
    const { child, ended, line, sandbox } = await startReady(...options);
    const { inspected } = JSON.parse(line) as { inspected: { function: string; port: number } };
    const inspector = await Inspector.attach(inspected.port);
    await inspector.breakAt(join(functions, 'functions/greet/index.js'), LINE);
    const answer = invoke(sandbox, V1, 'greet', { name: 'Ada' });
    expect(await inspector.read(await inspector.paused(), 'greeting')).toBe('Hello Ada');
    await inspector.resume();
    expect((await answer).status).toBe(200);
    child.kill('SIGTERM');
    expect((await ended).err).toContain(`greet on 127.0.0.1:${inspected.port}`);
  });

  test.each([
    ['--function without --inspect', ['--function', 'a'], /--function requires --inspect/],
    [
      'several functions and no name',
      ['--inspect'],
      /Only one function can be debugged\. The functions are a, b\./,
    ],
    [
      'an unknown name',
      ['--inspect', '--function', 'c'],
      /There is no function "c"\. The functions are a, b\./,
    ],
    ['a port that is not a number', ['--inspect=x'], /--inspect must be a number, not "x"/],
    ['a port that is too high', ['--inspect=65536'], /port for the debugger must be a whole number/],
    ['invoke', ['invoke', 'a', '--inspect'], /--inspect cannot be combined with invoke/],
  ])('are refused with a usage error: %s', async (_what, args, message) => {
    const functions = await folderWith(functionFiles({ a: COMMONJS, b: COMMONJS }));
    const [first = '', ...rest] = args;
    const port = first === 'invoke' ? [] : ['--port', '0'];
    const { code, err } = await run(first, ...rest, ...port, '--functions', functions).ended;
    expect(err).toMatch(message);
    expect(code).toBe(2);
  });

  test('a port in use is an error at the start; the default is 9229', async () => {
    const functions = await folderWith(functionFiles({ greet: COMMONJS }));
    const blocker = createServer().on('error', () => undefined);
    await new Promise<void>((resolve) => {
      // Somebody else may use it already, which serves as well.
      blocker.once('listening', resolve).once('error', () => resolve());
      blocker.listen(9229, '127.0.0.1');
    });
    const { code, err } = await run('--inspect', '--port', '0', '--functions', functions).ended;
    blocker.close();
    expect(err).toMatch(/Cannot listen on 127\.0\.0\.1:9229: the port is in use\./);
    expect(code).toBe(1);
  });
});

test('the launch.json in the docs attaches to the default port, again after each restart', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/sandbox.md'), 'utf8');
  const [, block = ''] = /## Debugging[\s\S]*?```json\n([\s\S]*?)```/.exec(page) ?? [];
  const { configurations } = JSON.parse(block) as { configurations: object[] };
  expect(configurations).toEqual([
    expect.objectContaining({
      type: 'node',
      request: 'attach',
      address: '127.0.0.1',
      port: 9229,
      restart: true,
    }),
  ]);
});
