/** Which test files take long or need what: the one place to change when a file becomes slow. */

const inFolder = (folder, names) => names.map((name) => `${folder}/${name}.test.ts`);

/** They fill the machine or count what it does, so nothing else runs beside them. */
export const HEAVY = [
  ...inFolder('packages/node-red/test', ['load']),
  ...inFolder('packages/sandbox/test', ['load', 'memory']),
  ...inFolder('packages/core/test', ['allocations']),
];

/** Each has a browser and a Node-RED of its own. Two of them fill the machine. */
export const BROWSER = [...inFolder('packages/node-red/test', ['editor-4', 'editor-5'])];

/** They start many processes, other people's programs or a real Node-RED, or walk through a whole page. */
export const SLOW = [
  ...inFolder('packages/node-red/test', ['closing', 'demo', 'installed', 'shared-cache']),
  ...inFolder('packages/sandbox/test', [
    'attacks',
    'cli-commands',
    'cli-output',
    'cli-usage',
    'function-processes',
    'http-mocks',
    'inspect',
    'instances',
    'official-cli',
    'page',
    'real-functions',
    'refused-calls',
    'toolbelt',
    'toolbelt-clients',
    'toolbelt-mocked',
  ]),
  ...inFolder('packages/action/test', ['batch-model', 'faults', 'old-node', 'shared-cache']),
  ...inFolder('packages/cli/test', ['shared-cache']),
  ...inFolder('packages/core/test', ['misbehaving-parts', 'redis', 'shared-cache']),
  ...inFolder('test', [
    'api-reference',
    'bundle',
    'core-consumers',
    'core-typescript',
    'demo',
    'example-workflows',
    'getting-started',
    'library-page',
    'openapi',
    'packed',
    'pictures',
    'recipes-page',
    'registry',
    'release',
    'scale-page',
    'workflows',
  ]),
];

/** What can differ from one Node to the next: how packages load, how they reach the network, start and end. */
export const PER_NODE = [
  ...inFolder('test', ['packed']),
  ...inFolder('packages/core/test', ['package', 'undici-transport', 'wire']),
  ...inFolder('packages/sandbox/test', ['cli', 'functions-v1', 'functions-v2', 'toolbelt']),
  ...inFolder('packages/cli/test', ['invoke']),
  ...inFolder('packages/node-red/test', ['installed', 'messages']),
];

/** What no other Node runs: the action has the runner's, the demo brings its own, and a browser does not care. */
export const ONE_NODE = [
  'packages/action/',
  ...inFolder('packages/node-red/test', ['demo', 'editor-4', 'editor-5']),
  ...inFolder('test', ['library-page']),
  ...inFolder('packages/sandbox/test', ['attacks', 'page']),
];

/** On two cores a third one uses what the others leave while they wait for other programs: a tenth of the time. */
const WORKERS = ['--maxWorkers=3', '--testSequencer=<rootDir>/scripts/test-setup/slow-first.mjs'];

/** The files of each tier and how they run. `npm test` is light, browser and heavy, and per-node where another Node called it. */
export const TIERS = {
  fast: { without: [...HEAVY, ...BROWSER, ...SLOW], options: WORKERS },
  light: { without: [...HEAVY, ...BROWSER], options: WORKERS },
  browser: { only: BROWSER, options: WORKERS },
  heavy: { only: HEAVY, options: ['--runInBand'] },
  'per-node': { only: PER_NODE, options: WORKERS },
};
