/** Starts the sandbox, and a Node-RED that has the nodes and the flow "Hello function". Ctrl+C ends both. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { root } from '../steps.mjs';
import { startSandbox } from './sandbox.mjs';

const folder = join(root, 'packages/node-red');
const require = createRequire(join(folder, 'package.json'));

/** Milliseconds in which Node-RED must have started, even on a busy machine. */
const START_LIMIT_MS = 60_000;

const stopping = new AbortController();
for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => stopping.abort());

/** Collects what a process prints; `until` waits for a text, and fails when the process ends before it, or is too slow. */
function watch(child) {
  const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(START_LIMIT_MS)]);
  let log = '';
  child.stdout.on('data', (part) => {
    log += part;
    child.emit('printed');
  });
  child.on('exit', () => child.emit('printed'));
  return async (find) => {
    for (;;) {
      const found = find(log);
      if (found) return found;
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`Node-RED ended:\n${log}`);
      await once(child, 'printed', { signal }).catch(() => {
        throw new Error(`Node-RED has not started:\n${log}`);
      });
    }
  };
}

/** Starts Node-RED in a user directory of its own; resolves when it listens and its flows run. */
async function startNodeRed(userDirectory) {
  const settings = {
    // Port 0: the system chooses one, and Node-RED prints which.
    ...{ uiHost: '127.0.0.1', uiPort: 0, nodesDir: [folder], credentialSecret: 'of the demo' },
    telemetry: { enabled: false, updateNotification: false },
    editorTheme: { tours: false, palette: { catalogues: [] } },
  };
  writeFileSync(join(userDirectory, 'settings.js'), `module.exports = ${JSON.stringify(settings)};\n`);
  const red = join(dirname(require.resolve('node-red-5/package.json')), 'red.js');
  const child = spawn(process.execPath, [red, '--userDir', userDirectory], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // A group of its own: this process ends it, not Ctrl+C as well.
    detached: true,
  });
  const gone = once(child, 'exit');
  const until = watch(child);
  const started = (times) => until((log) => log.split('Started flows').length > times);
  const stop = async () => {
    child.kill('SIGTERM');
    await gone;
  };
  try {
    // Node-RED starts its flows and its server at the same time: either may come first.
    const [, url] = await until((log) => /now running at (http\S+?)\/?\s/.exec(log));
    await started(1);
    return { url, started, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function deployExample(url, sandbox) {
  const flow = JSON.parse(readFileSync(join(folder, 'examples/Hello function.json'), 'utf8'));
  for (const node of flow) if (node.domainApi) node.domainApi = sandbox.url;
  const headers = { 'content-type': 'application/json' };
  const { status } = await fetch(`${url}/flows`, { method: 'POST', headers, body: JSON.stringify(flow) });
  if (status !== 204) throw new Error(`Node-RED answered the deploy with ${status}`);
}

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
  if (!stopping.signal.aborted) await once(stopping.signal, 'abort');
} catch (error) {
  // Ctrl+C may come while Node-RED starts.
  if (!stopping.signal.aborted) throw error;
} finally {
  for (const part of running.reverse()) await part.stop();
  rmSync(userDirectory, { recursive: true, force: true });
}
console.log('\nEnded.');
