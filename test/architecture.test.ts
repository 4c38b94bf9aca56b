import { describe, expect, test } from '@jest/globals';
import { circlesIn, type Import, importsOf } from './support/imports.js';

/** Which packages the sources of each may import. The sandbox must not share the client's mistakes. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  core: [],
  job: ['core'],
  action: ['core', 'job'],
  cli: ['core', 'job'],
  'node-red': ['core'],
  sandbox: [],
  testing: ['core'],
};

/** Packages that every package's tests may import. */
const FOR_TESTS = ['sandbox', 'testing'];

/** The files and folders of core, lowest first: each may import what stands in a row before its own. */
const CORE = [
  ['json', 'version', 'decoded-text'],
  ['error-cause'],
  ['error-fields'],
  ['errors'],
  ['unknown-names'],
  ['checks'],
  ['http-headers'],
  ['redaction', 'transport'],
  ['platform', 'resilience'],
  ['diagnostics'],
  ['traced', 'sharing'],
  ['option-checks'],
  ['options', 'invoke-options'],
  ['settings'],
  ['domains', 'throttling'],
  ['tokens'],
  ['invocation'],
  ['batch', 'check'],
  ['functions-invoker'],
  ['functions-client'],
  ['check-connection'],
  ['fakes', 'index', 'keyv', 'redis'],
];

/** The same for job. */
const JOB = [
  [
    'file-error',
    'format-duration',
    'indent-json',
    'parsers',
    'secrets',
    'sentences',
    'visible',
    'whole-write',
  ],
  ['payload'],
  ['ports'],
  ['logging-transport', 'poll-log', 'shared-cache'],
  ['expectation', 'job-context'],
  ['inputs'],
  ['outcome', 'client', 'events'],
  ['batch', 'invoke-once', 'check-connection'],
  ['junit'],
  ['job'],
  ['index'],
];

const at = ({ file, line }: Import): string => `${file}:${line}`;

/** `redaction` of packages/core/src/redaction.ts, `tokens` of packages/core/src/tokens/cool-down.ts. */
const partOf = (path: string): string =>
  (path.split('/src/')[1] ?? '').split('/')[0]?.replace('.ts', '') ?? '';

function forbiddenPackages(name: string, imports: readonly Import[], allowed: readonly string[]): string[] {
  return imports.flatMap((found) => {
    const [, other] = /^@lp-faas\/(?:node-red-)?([\w-]+)/.exec(found.specifier) ?? [];
    const isOwn = found.specifier.startsWith('.') && found.target.startsWith(`packages/${name}/`);
    if (isOwn || (other === undefined && !found.specifier.startsWith('.'))) return [];
    if (other !== undefined && [name, ...allowed].includes(other)) return [];
    return [`${at(found)} imports ${found.specifier}, which ${name} must not`];
  });
}

function arrowsUp(rows: readonly (readonly string[])[], imports: readonly Import[]): string[] {
  const rowOf = (part: string): number => rows.findIndex((row) => row.includes(part));
  return imports.flatMap((found) => {
    const [from, to] = [partOf(found.file), partOf(found.target)];
    if (!found.specifier.startsWith('.') || from === to || rowOf(from) > rowOf(to)) return [];
    return [`${at(found)} imports ${found.specifier}: ${to} is not below ${from}`];
  });
}

describe.each(Object.entries(PACKAGES))('the package %s', (name, allowed) => {
  const imports = importsOf(`packages/${name}`).filter(({ file }) =>
    file.startsWith(`packages/${name}/src/`),
  );

  test('a package imports only the packages that it may import', () => {
    expect(imports.length).toBeGreaterThan(5);
    expect(forbiddenPackages(name, imports, allowed)).toEqual([]);
  });

  test('no files of a package import each other in a circle', () => {
    expect(circlesIn(imports)).toEqual([]);
  });
});

test.each([
  ['core', CORE],
  ['job', JOB],
])('in the package %s, every import points down, and every file has a row', (name, rows) => {
  const imports = importsOf(`packages/${name}`).filter(({ file }) =>
    file.startsWith(`packages/${name}/src/`),
  );
  const parts = new Set(imports.flatMap(({ file, target }) => [file, target]).map(partOf));
  parts.delete('');
  expect([...parts].sort()).toEqual(rows.flat().sort());
  expect(arrowsUp(rows, imports)).toEqual([]);
});

test("no package's tests import from another package's sources or tests", () => {
  const imports = importsOf('tsconfig.test.json');
  for (const name of Object.keys(PACKAGES)) {
    const own = imports.filter(({ file }) => file.startsWith(`packages/${name}/test/`));
    if (name !== 'testing') expect(own.length).toBeGreaterThan(10);
    const allowed = [...FOR_TESTS, ...(PACKAGES[name] ?? [])];
    expect(forbiddenPackages(name, own, name === 'sandbox' ? [] : allowed)).toEqual([]);
  }
});

test('only the runner port and the transport import GitHub’s toolkit', () => {
  const found = importsOf('packages/action').filter(({ specifier }) => specifier.startsWith('@actions/'));
  const files = new Set(found.map(({ file, specifier }) => `${specifier} in ${file}`));
  expect([...files].filter((one) => one.includes('action/src')).sort()).toEqual([
    '@actions/core in packages/action/src/runner.ts',
    '@actions/http-client in packages/action/src/http-client-transport.ts',
  ]);
});

describe('the rules themselves', () => {
  const broken = (specifier: string, target: string): Import => ({
    file: 'packages/core/src/resilience/clock.ts',
    line: 7,
    specifier,
    target,
  });

  test('a forbidden import between packages is reported with its file and line', () => {
    const up = broken('@lp-faas/job', 'packages/job/dist/index.d.ts');
    expect(forbiddenPackages('core', [up], [])).toEqual([
      'packages/core/src/resilience/clock.ts:7 imports @lp-faas/job, which core must not',
    ]);
    const across = broken('../../../job/src/job.js', 'packages/job/src/job.ts');
    expect(forbiddenPackages('core', [across], [])).toHaveLength(1);
  });

  test('an import that points up is reported with its file and line', () => {
    const up = broken('../tokens/cool-down.js', 'packages/core/src/tokens/cool-down.ts');
    expect(arrowsUp(CORE, [up])).toEqual([
      'packages/core/src/resilience/clock.ts:7 imports ../tokens/cool-down.js: tokens is not below resilience',
    ]);
  });

  test('a circle of imports is reported with all its files', () => {
    const way = [
      { file: 'a', target: 'b' },
      { file: 'b', target: 'c' },
      { file: 'c', target: 'b' },
    ];
    expect(circlesIn(way)).toEqual(['b -> c -> b']);
  });
});
