/** Starts the sandbox, and a Node-RED that has the nodes and the flow "Hello function". Ctrl+C ends both. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { root } from '../steps.mjs';
import { startSandbox } from './sandbox.mjs';

const folder = join(root, 'packages/node-red');
const require = createRequire(join(folder, 'package.json'));

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts Node-RED in a user directory of its own; answers when its flows run. */
async function startNodeRed(userDirectory) {
  const port = await freePort();
  const settings = {
    ...{ uiHost: '127.0.0.1', uiPort: port, nodesDir: [folder], credentialSecret: 'of the demo' },
    telemetry: { enabled: false, updateNotification: false },
    editorTheme: { tours: false, palette: { catalogues: [] } },
  };
  writeFileSync(join(userDirectory, 'settings.js'), `module.exports = ${JSON.stringify(settings)};\n`);
  const red = join(dirname(require.resolve('node-red-5/package.json')), 'red.js');
  const child = spawn(process.execPath, [red, '--userDir', userDirectory], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // Its own group: it is ended by this process, not by Ctrl+C as well.
    detached: true,
  });
  const gone = once(child, 'exit');
  let log = '';
  child.stdout.on('data', (part) => {
    log += part;
    child.emit('printed');
  });
  /** Waits until flows were started so many times. */
  const started = async (times) => {
    while (log.split('Started flows').length <= times) {
      const isGone = await Promise.race([once(child, 'printed').then(() => false), gone.then(() => true)]);
      if (isGone) throw new Error(`Node-RED ended:\n${log}`);
    }
  };
  await started(1);
  const stop = async () => {
    child.kill('SIGTERM');
    await gone;
  };
  return { url: `http://127.0.0.1:${port}`, started, stop };
}

async function deployExample(url, sandbox) {
  const flow = JSON.parse(readFileSync(join(folder, 'examples/Hello function.json'), 'utf8'));
  for (const node of flow) if (node.domainApi) node.domainApi = sandbox.url;
  const headers = { 'content-type': 'application/json' };
  const { status } = await fetch(`${url}/flows`, { method: 'POST', headers, body: JSON.stringify(flow) });
  if (status !== 204) throw new Error(`Node-RED answered the deploy with ${status}`);
}

const ended = once(process, 'SIGINT');
const userDirectory = mkdtempSync(join(tmpdir(), 'lp-faas-demo-'));
const running = [];
try {
  const sandbox = await startSandbox();
  running.push(sandbox);
  const nodeRed = await startNodeRed(userDirectory);
  running.push(nodeRed);
  await deployExample(nodeRed.url, sandbox);
  await nodeRed.started(2);
  console.log(`\nNode-RED:  ${nodeRed.url}\nSandbox:   ${sandbox.url}\n`);
  console.log('Press the button of the flow, and see the greeting in the debug sidebar. Ctrl+C ends it.');
  await ended;
} finally {
  for (const part of running.reverse()) await part.stop();
  rmSync(userDirectory, { recursive: true, force: true });
}
console.log('\nEnded.');
