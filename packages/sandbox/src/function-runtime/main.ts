/** The process of a function: runs one function, one invocation at a time. */
import type { FunctionCall, FunctionOutcome } from '../runner/protocol.js';
import { onInvocation, sendToSandbox } from './channel.js';
import { captureConsole, LOG_LIMIT_MESSAGE } from './console-capture.js';
import { callLambda, type Lambda, loadLambda } from './lambda.js';
import { newlyLoadedFiles, providePlatformModules } from './modules.js';
import { failedOutcome, lateErrorOf, returnedOutcome } from './outcome.js';
import { replaceToolbelts } from './platform-modules.js';
import { setMocksFile, watchUnreachableHosts } from './refusals.js';
import { setPlatform } from './toolbelt/platform.js';
import { setBusy, startWatchdog } from './watchdog.js';

/** What keeps this process alive when a function has nothing to wait for: the channel, and the file of its code. */
const OWN_RESOURCES = ['PipeWrap', 'CloseReq'];

let lambda: Lambda | undefined;
let isRunning = false;

/** Only the first outcome counts: a function may call back and then throw in a timer. */
function finish(outcome: FunctionOutcome, spent: boolean): void {
  if (!isRunning) return;
  isRunning = false;
  setBusy(false);
  const pending = process.getActiveResourcesInfo().some((resource) => !OWN_RESOURCES.includes(resource));
  sendToSandbox({ type: 'outcome', outcome, spent, loaded: newlyLoadedFiles(), pending });
}

function reportLateError(error: unknown): void {
  sendToSandbox({ type: 'late-error', error: lateErrorOf(error), fatal: false });
}

async function load({ file, generation, http }: FunctionCall): Promise<Lambda | undefined> {
  try {
    if (http.isIntercepted) (await import('./http-interception.js')).interceptHttp(http.isOffline);
    return await loadLambda(file, generation);
  } catch (error) {
    finish(failedOutcome(error, 'runtime-error'), true);
    return undefined;
  }
}

async function run(call: FunctionCall): Promise<void> {
  isRunning = true;
  setBusy(true);
  setPlatform(call.platform);
  replaceToolbelts(call.toolbelts);
  setMocksFile(call.http.mocksFile);
  resetLogs(call.logLimit);
  lambda ??= await load(call);
  if (!lambda) return;
  sendToSandbox({ type: 'started' });
  try {
    finish(returnedOutcome(await callLambda(lambda, call.generation, call.input, reportLateError)), false);
  } catch (error) {
    finish(failedOutcome(error), false);
  }
}

/** An error in a timer or an event, or an unhandled rejection, ends the function like a throw in it. */
function onUncaught(error: unknown): void {
  if (isRunning) finish(failedOutcome(error), true);
  else {
    sendToSandbox({ type: 'late-error', error: lateErrorOf(error), fatal: true }, () => process.exit(1));
  }
}

const resetLogs = captureConsole(
  {
    write: (entry) => sendToSandbox({ type: 'log', entry }),
    onLimit: () =>
      finish({ kind: 'log-limit', message: LOG_LIMIT_MESSAGE, details: LOG_LIMIT_MESSAGE }, true),
  },
  process.argv[2],
);

process.on('uncaughtException', onUncaught);
// On Windows, Ctrl+C in a terminal reaches this process as well; the sandbox decides when it ends.
process.on('SIGINT', () => undefined);

// The sandbox passes its own process id, because it may be gone before `process.ppid` is read here.
const [memoryBytes, sandboxPid] = process.argv.slice(3).map(Number) as [number, number];
startWatchdog(memoryBytes, sandboxPid);

providePlatformModules();
watchUnreachableHosts();
onInvocation((call) => void run(call));
sendToSandbox({ type: 'ready' });
