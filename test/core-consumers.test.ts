import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { ROOT } from './support/repository.js';
import { StrangersProject } from './support/stranger.js';

/** The compilers, test runners and bundlers of the users. */
const TOOLS = join(import.meta.dirname, 'consumers');
const tool = (path: string): string => join(TOOLS, 'node_modules', path);
const TYPESCRIPT_7 = join(ROOT, 'node_modules/typescript/bin/tsc');

// A compiler or a bundler takes ten times as long while other tests run.
jest.setTimeout(120_000);

let project: StrangersProject;
beforeAll(async () => {
  project = await StrangersProject.withCore();
  project.link('@types/node', ROOT);
  project.link('keyv', join(ROOT, 'packages/core'));
  for (const name of ['@jest/globals', 'esbuild', 'vitest', 'webpack']) project.link(name, TOOLS);
  project.write('package.json', '{}');
});
afterAll(() => project[Symbol.dispose]());

/** Runs a program of Node's; returns what it printed. */
async function outputOf(...args: string[]): Promise<string> {
  const { code, output } = await project.run(process.execPath, args, { NO_COLOR: '1' });
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}:\n${output}`);
  return output;
}

/** Nobody listens there. */
const OPTIONS = `{
  accountId: '1', credentials: { clientId: 'a', clientSecret: 'b' }, domainApi: 'http://127.0.0.1:9', deadlineMs: 900,
}`;
const INPUT = `{ lambdaUuid: '0b7ad0c8-5b1c-4d0e-8f6a-3c1f5f0e7a11' }`;

/** Uses every entry of the package in TypeScript. */
const program = (line = ''): string => `
  import { FunctionsClient, FunctionsError, isFunctionsError, type InvocationResult } from '@lp-faas/core';
  import { keyvTokenCache } from '@lp-faas/core/keyv';
  import { redisTokenCache } from '@lp-faas/core/redis';
  import { FakeFunctionsClient } from '@lp-faas/core/testing';
  import { UndiciTransport } from '@lp-faas/core/transport';

  const caches = [keyvTokenCache(new Map() as never), redisTokenCache(async () => null)];
  const client = new FunctionsClient({ ...${OPTIONS}, transport: new UndiciTransport(), tokenCache: caches[1] });
  new FakeFunctionsClient().answerFunction('0b7ad0c8-5b1c-4d0e-8f6a-3c1f5f0e7a11', ({ headers }) => headers.length);
  export async function main(): Promise<InvocationResult<{ greeting: string }> | number> {
    try {
      const answer = await client.invoke<{ greeting: string }>(${INPUT});
      const text: string = answer.result.greeting;
      return text === '' ? 0 : answer;
    } catch (error) {
      if (isFunctionsError(error) && error.code === 'function-failed') return error.kind.length;
      if (error instanceof FunctionsError) return error.attempts;
      throw error;
    }
  }
  ${line}
`;
/** Compiles only where the types are lost. */
const WRONG = 'client.close(7);';

const MODULES: Readonly<Record<string, string>> = { node10: 'commonjs', bundler: 'esnext' };

describe.each([
  ['5.4', tool('typescript-5.4/bin/tsc'), ['node10', 'node16', 'nodenext', 'bundler']],
  ['5.9', tool('typescript/bin/tsc'), ['node10', 'node16', 'nodenext', 'bundler']],
  ['7', TYPESCRIPT_7, ['node16', 'nodenext', 'bundler']],
] as const)('TypeScript %s', (version, compiler, resolutions) => {
  test.each(resolutions)(
    'compiles ES and CommonJS modules that use core, with types: %s',
    async (resolution) => {
      const folder = `typescript-${resolution}`;
      for (const extension of ['mts', 'cts']) {
        project.write(`${folder}/right.${extension}`, program());
        project.write(`${folder}/wrong.${extension}`, program(WRONG));
      }
      const compilerOptions = {
        ...{ module: MODULES[resolution] ?? resolution, moduleResolution: resolution },
        ...{ strict: true, target: 'es2022', types: ['node'], noEmit: true },
        // The declarations themselves are checked with the oldest compiler and the newest.
        skipLibCheck: resolution !== 'nodenext' || version === '5.9',
      };
      project.write(`${folder}/tsconfig.json`, JSON.stringify({ compilerOptions, include: ['.'] }));
      const { output } = await project.run(process.execPath, [compiler, '--pretty', 'false', '-p', folder]);
      const wrong = [...output.matchAll(/^\S*?(\w+\.[cm]ts)\(\d+,\d+\): error/gm)].map(([, file]) => file);
      expect([wrong, output]).toEqual([['wrong.cts', 'wrong.mts'], output]);
    },
  );
});

/** A test that runs the same in each test runner. */
const trial = (imports: string, annotation = ''): string => `
  ${imports}
  test('core works', async () => {
    const client = new FunctionsClient({ ...${OPTIONS}, transport: new UndiciTransport() });
    const error${annotation} = await client.invoke(${INPUT}).catch((reason${annotation}) => reason);
    expect(error).toBeInstanceOf(FunctionsError);
    expect(error).toMatchObject({ name: 'DomainError', code: 'domain-unavailable' });
    await client.close();
  });
`;
const IMPORTS = `
  import { FunctionsClient, FunctionsError } from '@lp-faas/core';
  import { UndiciTransport } from '@lp-faas/core/transport';
`;

describe('a test runner', () => {
  test('Jest, with its defaults, runs tests that require core', async () => {
    const required = IMPORTS.replace(/import (.*) from (.*);/g, 'const $1 = require($2);');
    project.write('jest/core.test.js', trial(required));
    project.write('jest/package.json', '{}');
    expect(await outputOf(tool('jest/bin/jest.js'), '--rootDir', 'jest')).toContain('1 passed');
  });

  test.each(['node10', 'node16', 'nodenext'])(
    'ts-jest runs tests that import core: %s',
    async (resolution) => {
      const folder = `ts-jest-${resolution}`;
      const globals = "import { expect, test } from '@jest/globals';";
      project.write(`${folder}/core.test.ts`, trial(globals + IMPORTS, ': unknown'));
      project.write(`${folder}/package.json`, '{}');
      const compilerOptions = {
        ...{ module: MODULES[resolution] ?? resolution, moduleResolution: resolution, isolatedModules: true },
        ...{ strict: true, target: 'es2022', types: ['node'], skipLibCheck: true },
      };
      project.write(`${folder}/tsconfig.json`, JSON.stringify({ compilerOptions }));
      const transform = { '\\.ts$': [tool('ts-jest'), { tsconfig: `<rootDir>/tsconfig.json` }] };
      project.write(`${folder}/jest.config.json`, JSON.stringify({ transform }));
      const config = join(project.folder, folder, 'jest.config.json');
      expect(await outputOf(tool('jest/bin/jest.js'), '-c', config, '--no-cache')).toContain('1 passed');
    },
  );

  test('Vitest runs tests that import core', async () => {
    const globals = "import { expect, test } from 'vitest';";
    project.write('vitest/core.test.ts', trial(globals + IMPORTS, ': unknown'));
    expect(await outputOf(tool('vitest/vitest.mjs'), 'run', '--root', 'vitest')).toContain('1 passed');
  });
});

/** Prints the name and the code of an error, and whether a module that requires core has the same classes. */
const DEMO = `
  const client = new FunctionsClient({ ...${OPTIONS}, transport: new UndiciTransport() });
  client.invoke(${INPUT}).catch(async (error) => {
    const isOne = other.FunctionsError === FunctionsError && other.UndiciTransport === UndiciTransport;
    console.log(error.name, error.code, error instanceof other.FunctionsError, isOne);
    await client.close();
  });
`;
const DEMO_OUTPUT = 'DomainError domain-unavailable true true\n';
const OTHER = `
  const { UndiciTransport } = require('@lp-faas/core/transport');
  module.exports = { ...require('@lp-faas/core'), UndiciTransport };
`;

/** Core once, minified, without undici, is 115 kB. */
const MAX_BUNDLE_BYTES = 160_000;

describe('import and require of core in one program', () => {
  beforeAll(() => {
    project.write('demo/other.cjs', OTHER);
    project.write('demo/esm.mjs', `${IMPORTS} import other from './other.cjs'; ${DEMO}`);
    const required = IMPORTS.replace(/import (.*) from (.*);/g, 'const $1 = require($2);');
    project.write('demo/cjs.cjs', `${required} const other = require('./other.cjs'); ${DEMO}`);
  });

  test.each(['esm.mjs', 'cjs.cjs'])('have one implementation in Node: %s', async (entry) => {
    expect(await outputOf(`demo/${entry}`)).toBe(DEMO_OUTPUT);
  });

  test.each(['esm.mjs', 'cjs.cjs'])(
    'have one implementation, bundled and minified by esbuild: %s',
    async (entry) => {
      const to = `demo/esbuild-${entry}.cjs`;
      const options = ['--bundle', '--minify', '--platform=node', '--external:undici', `--outfile=${to}`];
      await project.run(tool('esbuild/bin/esbuild'), [`demo/${entry}`, ...options]);
      expect(await outputOf(to)).toBe(DEMO_OUTPUT);
      expect(statSync(join(project.folder, to)).size).toBeLessThan(MAX_BUNDLE_BYTES);
    },
  );

  test('have one implementation, bundled and minified by webpack', async () => {
    const [path, filename] = [join(project.folder, 'demo'), 'webpack.cjs'];
    const output = { path, filename };
    const externals = { undici: 'commonjs undici' };
    const config = JSON.stringify({
      mode: 'production',
      target: 'node20',
      entry: './demo/esm.mjs',
      output,
      externals,
    });
    project.write(
      'webpack.cjs',
      `require('webpack')(${config}, (error, stats) => {
        if (error || stats.hasErrors() || stats.hasWarnings()) throw error ?? new Error(stats.toString());
      });`,
    );
    await outputOf('webpack.cjs');
    expect(await outputOf(`demo/${filename}`)).toBe(DEMO_OUTPUT);
    expect(statSync(join(path, filename)).size).toBeLessThan(MAX_BUNDLE_BYTES);
  });
});
