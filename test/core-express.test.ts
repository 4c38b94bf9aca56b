import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startSandbox } from '@lp-faas/sandbox';
import { ROOT, read } from './support/repository.js';
import { StrangersProject } from './support/stranger.js';

const CORE = join(ROOT, 'packages/core');
const FILES = [...read('packages/core/README.md').matchAll(/```ts\n\/\/ ([\w.]+)\n(.*?)```/gs)];

let project: StrangersProject;
beforeAll(async () => {
  project = await StrangersProject.withCore();
  project.link('@types/node', ROOT);
  for (const name of ['@types/express', 'express']) project.link(name, CORE);
  project.write('package.json', JSON.stringify({ type: 'module' }));
  for (const [, name = '', code = ''] of FILES) project.write(name, code);
}, 60_000);
afterAll(() => project[Symbol.dispose]());

describe('the web server of the README, with the packed core', () => {
  test('is a server, its program and its tests', () => {
    expect(FILES.map(([, name]) => name)).toEqual(['app.ts', 'server.ts', 'app.test.ts']);
  });

  test('compiles in a strict TypeScript project', async () => {
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      target: 'es2022',
      module: 'nodenext',
      allowImportingTsExtensions: true,
      verbatimModuleSyntax: true,
      erasableSyntaxOnly: true,
      types: ['node'],
      noEmit: true,
    };
    project.write('tsconfig.json', JSON.stringify({ compilerOptions, files: FILES.map(([, name]) => name) }));
    const { output } = await project.run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc')]);
    expect(output).toBe('');
  }, 60_000);

  test('its tests pass with the fake', async () => {
    const { code, output } = await project.run(process.execPath, ['--test', 'app.test.ts']);
    expect(output).toContain('pass 2');
    expect(code).toBe(0);
  }, 60_000);

  test('its tests fail when the server does something else', async () => {
    const app = FILES.find(([, name]) => name === 'app.ts')?.[2] ?? '';
    project.write('app.ts', app.replace('name: request.params.name', "name: 'Grace'"));
    const { output } = await project.run(process.execPath, ['--test', 'app.test.ts']);
    project.write('app.ts', app);
    expect(output).toContain('fail 1');
  }, 60_000);

  test('greets with a function of the sandbox', async () => {
    await using sandbox = await startSandbox({ functions: join(ROOT, 'examples/functions') });
    const script = `
      import { createApp } from './app.ts';
      import { FunctionsClient } from '@lp-faas/core';
      const client = new FunctionsClient({
        accountId: '12345678',
        credentials: { clientId: 'sandbox-client', clientSecret: 'sandbox-secret' },
        domainApi: process.env.LP_DOMAIN_API,
      });
      const server = createApp(client).listen(0, async () => {
        const response = await fetch('http://127.0.0.1:' + server.address().port + '/greetings/Ada');
        console.log(response.status, await response.text());
        server.close(() => client.close());
      });
    `;
    project.write('once.mjs', script);
    const { output } = await project.run(process.execPath, ['once.mjs'], { LP_DOMAIN_API: sandbox.url });
    expect(output).toContain('200 {"greeting":"Hello Ada"}');
  }, 60_000);
});
