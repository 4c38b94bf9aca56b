import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '@lp-faas/sandbox';
import { blocksOf, type PageBlock } from './support/pages.js';
import { ROOT, read } from './support/repository.js';
import { StrangersProject } from './support/stranger.js';

const PAGE = 'docs/library.md';
const CORE = join(ROOT, 'packages/core');
const BLOCKS = blocksOf(PAGE);
const FILES = BLOCKS.filter(({ language }) => language === 'js' || language === 'ts');
/** The programs that the page shows with their output. */
const PROGRAMS = FILES.filter(({ shown }) => shown !== undefined);
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');
const nameOf = ({ file = '' }: PageBlock): string => file;

/** The strictest settings that a user may have. */
const STRICT = {
  ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
  ...{ target: 'es2022', module: 'nodenext', types: ['node'], noEmit: true },
  ...{ allowImportingTsExtensions: true, verbatimModuleSyntax: true, erasableSyntaxOnly: true },
};

let project: StrangersProject;
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ functions: join(ROOT, 'examples/functions') });
  project = await StrangersProject.withCore();
  project.link('@types/node', ROOT);
  for (const name of ['@keyv/redis', '@redis/client', '@types/express', 'express', 'keyv'])
    project.link(name, CORE);
  project.write('package.json', JSON.stringify({ type: 'module' }));
  for (const { file = '', text } of FILES) project.write(file, text);
}, 60_000);
afterAll(async () => {
  project[Symbol.dispose]();
  await sandbox.close();
});

/** The variables that the page sets for the sandbox; its address is that of the test's own. */
function variables(): Record<string, string> {
  const [, text = ''] = /```sh\n(export .*?)```/s.exec(read(PAGE)) ?? [];
  const set = [...text.matchAll(/^export (\w+)=(\S+)(?: #.*)?$/gm)].map(([, name, value]) => [name, value]);
  return { ...Object.fromEntries(set), LP_DOMAIN_API: sandbox.url };
}

async function run(...args: string[]): Promise<string> {
  const { code, output } = await project.run(process.execPath, args, variables());
  return code === 0 ? output.trimEnd() : `exit code ${code}: ${output}`;
}

describe('docs/library.md', () => {
  test('names the file of every program, and shows the output of all but those that others import', () => {
    expect(FILES.filter(({ file }) => file === undefined)).toEqual([]);
    expect(new Set(FILES.map(nameOf)).size).toBe(FILES.length);
    const silent = FILES.filter(({ shown }) => shown === undefined).map(nameOf);
    expect(silent).toEqual(['client.js', 'app.ts', 'server.ts', 'app.test.ts', 'plain-object.ts']);
  });

  test('has no block that no test runs', () => {
    const others = BLOCKS.filter(({ language }) => language !== 'js' && language !== 'ts');
    expect(others.filter(({ language }) => language === 'sh').map(({ text }) => text.split('\n')[0])).toEqual(
      [
        'npm install @lp-faas/core',
        'export LP_DOMAIN_API=http://127.0.0.1:8787',
        'npm install @redis/client',
      ],
    );
    const texts = others.filter(({ language }) => language !== 'sh').map(({ text }) => text);
    // The rights of a Redis user, which core's tests with a real Redis use.
    expect(texts).toEqual([expect.stringMatching(/^ACL SETUSER /)]);
  });

  test('sets the variables of the sandbox that it starts', () => {
    const { LP_DOMAIN_API: _, ...set } = variables();
    expect(set).toEqual({
      LP_ACCOUNT_ID: '12345678',
      LP_CLIENT_ID: sandbox.clientId,
      LP_CLIENT_SECRET: sandbox.clientSecret,
      LP_LAMBDA_UUID: '0b7ad0c8-5b1c-4d0e-8f6a-3c1f5f0e7a11',
      LP_EVENT_ID: 'sandbox_greeting',
    });
  });

  test.each(PROGRAMS.map((program) => [nameOf(program), program.shown]))(
    '%s prints what the page shows',
    async (name = '', shown = '') => {
      expect(await run(name)).toBe(shown);
    },
  );

  test('a program without the variables fails with an error that names what is missing, and sends nothing', async () => {
    const { code, output } = await project.run(process.execPath, ['first-call.js']);
    expect([code, output]).toEqual([1, expect.stringMatching(/accountId .*credentials\.clientId .*/s)]);
  });

  test('every program compiles in a strict TypeScript project', async () => {
    const modules = FILES.filter(({ file = '' }) => !file.endsWith('.cjs'));
    const files = modules.map(({ file = '', text }) => {
      const name = `typescript/${file.replace(/\.js$/, '.ts')}`;
      project.write(name, text);
      return name;
    });
    project.write('tsconfig.json', JSON.stringify({ compilerOptions: STRICT, files }));
    expect((await project.run(process.execPath, [TSC])).output).toBe('');
  });

  test('every program compiles with TypeScript to CommonJS, as a function', async () => {
    const IMPORT = /^import .*;$/gm;
    const programs = PROGRAMS.filter(({ text }) => text.includes('import '));
    for (const { file = '', text } of programs) {
      const imports = [...text.matchAll(IMPORT)].join('\n').replace('./client.js', './client.cjs');
      const main = `export async function main(): Promise<void> {\n${text.replace(IMPORT, '')}\n}`;
      project.write(`commonjs/${file.replace('.js', '.cts')}`, `${imports}\n${main}\n`);
    }
    const client = FILES.find(({ file }) => file === 'client.js')?.text ?? '';
    project.write('commonjs/client.cts', client);
    const compilerOptions = {
      ...{ module: 'node16', strict: true, target: 'es2022', esModuleInterop: true },
      ...{ types: ['node'], noEmit: true, skipLibCheck: true },
    };
    project.write('commonjs/tsconfig.json', JSON.stringify({ compilerOptions, include: ['.'] }));
    expect((await project.run(process.execPath, [TSC, '-p', 'commonjs'])).output).toBe('');
  });
});

describe('the options by task', () => {
  /** The names of the fields of an interface. */
  const fieldsOf = (path: string, name: string): string[] => {
    const source = read(path);
    const [, body = ''] =
      new RegExp(`export interface ${name}\\b[^{]*\\{\\n(.*?)^\\}`, 'ms').exec(source) ?? [];
    return [...body.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, field = '']) => field);
  };
  /** The second column of the table after a line. */
  const optionsIn = (line: string): string[] => {
    const [, table = ''] = new RegExp(`^${line}[^\\n]*\\n\\n((?:\\|.*\\n)+)`, 'm').exec(read(PAGE)) ?? [];
    const cells = table
      .split('\n')
      .slice(2)
      .map((row) => row.split('|')[2] ?? '');
    return cells.flatMap((cell) => [...cell.matchAll(/`(\w+)(?:\.\w+)?`/g)].map(([, name = '']) => name));
  };

  test('are all options of a client', () => {
    const options = 'packages/core/src/options.ts';
    const interfaces = ['DomainOptions', 'TokenOptions', 'InvocationOptions', 'FunctionsClientOptions'];
    const all = [...interfaces.flatMap((name) => fieldsOf(options, name)), 'proxy', 'tls', 'connections'];
    expect(new Set(optionsIn("The client's options"))).toEqual(new Set(all));
  });

  test('are all options of a call', () => {
    const all = fieldsOf('packages/core/src/invoke-options.ts', 'InvokeOptions');
    expect(optionsIn('The options of one call').sort()).toEqual(all.sort());
  });
});

describe('the web server of docs/library.md', () => {
  test('its tests pass with the fake', async () => {
    expect(await run('--test', 'app.test.ts')).toContain('pass 2');
  });

  test('its tests fail when the server does something else', async () => {
    const app = FILES.find(({ file }) => file === 'app.ts')?.text ?? '';
    project.write('app.ts', app.replace('name: request.params.name', "name: 'Grace'"));
    try {
      expect(await run('--test', 'app.test.ts')).toContain('fail 1');
    } finally {
      project.write('app.ts', app);
    }
  });

  test('greets with a function of the sandbox, and ends after SIGTERM', async () => {
    const script = `
      import { once } from 'node:events';
      import { Server } from 'node:net';
      const listen = Server.prototype.listen;
      Server.prototype.listen = function (...args) { globalThis.server = this; return listen.apply(this, args); };
      await import('./server.ts');
      if (!server.listening) await once(server, 'listening');
      const response = await fetch('http://127.0.0.1:' + server.address().port + '/greetings/Ada');
      console.log(response.status, await response.text());
      process.emit('SIGTERM');
    `;
    project.write('once.mjs', script);
    const { code, output } = await project.run(process.execPath, ['once.mjs'], { ...variables(), PORT: '0' });
    expect([code, output]).toEqual([0, '200 {"greeting":"Hello Ada"}\n']);
  });
});
