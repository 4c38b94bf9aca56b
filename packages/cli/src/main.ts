import { VERSION } from '@lp-faas/core';
import { UsageError } from './command-line.js';
import { EXIT } from './exit-code.js';
import { run } from './run.js';

/** Signals that cancel a command. Windows sends SIGBREAK for Ctrl+Break. */
const CANCEL_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const;

/** A command fails until it has succeeded: Node exits with 0 when the event loop runs out of work too early. */
process.exitCode = EXIT.failed;

// A log that no one reads must not end a command.
process.stderr.on('error', () => undefined);

const cancelling = new AbortController();
for (const name of CANCEL_SIGNALS) {
  process.on(name, () => {
    // A second signal means: do not wait for the delivery. `process.exit` would wait for a file that is being read.
    if (cancelling.signal.aborted) {
      process.removeAllListeners(name);
      process.kill(process.pid, name);
    }
    cancelling.abort(new Error('cancelled', { cause: name }));
  });
}

run({ args: process.argv.slice(2), environment: process.env, version: VERSION, signal: cancelling.signal })
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error: unknown) => {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`lp-faas: ${error.message}\n`);
    process.exitCode = EXIT.usage;
  });
