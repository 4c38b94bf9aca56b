import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '@lp-faas/sandbox';
import { ROOT, read } from './support/repository.js';
import { StrangersProject } from './support/stranger.js';

const CORE = join(ROOT, 'packages/core');
const EXAMPLES = [...read('packages/core/README.md').matchAll(/```js\n(.*?)```/gs)].map(
  ([, code = '']) => code,
);
/** An example with imports is one of ES modules. */
const MODULES = EXAMPLES.filter((code) => code.startsWith('import '));
const [recipe = ''] = EXAMPLES.filter((code) => code.includes('require('));

const IMPORT = /^import (?:(\w+)|(\{[^}]*\})) from ('[^']+');$/gm;

/** Does to an example what the README says: `require` for `import`, and a function around `await`. */
function asCommonJs(code: string): string {
  const requires = [...code.matchAll(IMPORT)].map(([, name, names, from]) =>
    name === undefined
      ? `const ${names} = require(${from});`
      : `const { default: ${name} } = require(${from});`,
  );
  return `${requires.join('\n')}\n(async () => {\n${code.replace(IMPORT, '')}\n})();\n`;
}

/** The same in TypeScript, which compiles the imports itself. */
function asCommonJsTypeScript(code: string): string {
  const imports = [...code.matchAll(IMPORT)].map(([line]) => line);
  return `${imports.join('\n')}\nexport async function main(): Promise<void> {\n${code.replace(IMPORT, '')}\n}\n`;
}

let project: StrangersProject;
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ functions: join(ROOT, 'examples/functions') });
  project = await StrangersProject.withCore();
  project.link('@types/node', ROOT);
  for (const name of ['@keyv/redis', '@redis/client', 'keyv']) project.link(name, CORE);
  project.write('package.json', '{}');
});
afterAll(async () => {
  project[Symbol.dispose]();
  await sandbox[Symbol.asyncDispose]();
});

/** Runs a program in the project, against the sandbox. A Redis is not needed: a cache never fails a call. */
async function outputOf(name: string, code: string): Promise<string> {
  const here = code.includes('domainApi')
    ? code.replaceAll('http://127.0.0.1:8787', sandbox.url)
    : code.replace("accountId: '12345678'", `accountId: '12345678', domainApi: '${sandbox.url}'`);
  project.write(name, here);
  const { code: exit, output } = await project.run(process.execPath, [name], {
    LP_CLIENT_SECRET: 'sandbox-secret',
  });
  expect([exit, output]).toEqual([0, output]);
  return output;
}

describe('the README in a CommonJS project', () => {
  test('has examples, and says how to require core', () => {
    expect(MODULES.length).toBeGreaterThan(4);
    expect(recipe).toContain("require('@lp-faas/core')");
  });

  test('its recipe runs', async () => {
    expect(await outputOf('recipe.js', recipe)).toContain('Hello Ada');
  });

  test.each(MODULES.map((code, index) => [index + 1, code] as const))(
    'example %i runs',
    async (index, code) => {
      expect(await outputOf(`example-${index}.js`, asCommonJs(code))).toMatch(/Hello|greeting|"format": 1/);
    },
  );

  test('every example compiles with TypeScript to CommonJS', async () => {
    for (const [index, code] of MODULES.entries()) {
      project.write(`typescript/example-${index + 1}.cts`, asCommonJsTypeScript(code));
    }
    const compilerOptions = {
      ...{ module: 'node16', strict: true, target: 'es2022', esModuleInterop: true },
      ...{ types: ['node'], noEmit: true, skipLibCheck: true },
    };
    project.write('typescript/tsconfig.json', JSON.stringify({ compilerOptions, include: ['.'] }));
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    expect((await project.run(process.execPath, [tsc, '-p', 'typescript'])).output).toBe('');
  });
});
