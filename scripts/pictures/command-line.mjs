import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refreshCli } from '../build-cli.mjs';
import { root } from '../steps.mjs';
import { interrupt, prompt, record } from './terminal.mjs';

const LINES = 400;
const SIZE = { columns: 92, rows: 5 };
const COMMAND = 'batch --payloads-file names.jsonl --result-file results.jsonl';

/** A batch of the command line while it runs. */
export async function takeProgress(camera, sandbox) {
  await refreshCli();
  const folder = mkdtempSync(join(tmpdir(), 'lp-faas-pictures-'));
  try {
    const payloads = Array.from({ length: LINES }, (_, line) => JSON.stringify({ name: `Caller ${line}` }));
    writeFileSync(join(folder, 'names.jsonl'), payloads.join('\n'));
    const env = {
      LP_ACCOUNT_ID: '12345678',
      LP_CLIENT_ID: sandbox.clientId,
      LP_CLIENT_SECRET: sandbox.clientSecret,
      LP_LAMBDA_UUID: '0b7ad0c8-5b1c-4d0e-8f6a-3c1f5f0e7a11',
      LP_DOMAIN_API: sandbox.url,
    };
    const command = `${process.execPath} ${join(root, 'packages/cli/bin/lp-faas.js')} ${COMMAND}`;
    const progress = new RegExp(`[12]\\d\\d of ${LINES} lines: .* left`);
    const steps = [[progress, interrupt]];
    const written = await record(command, { cwd: folder, env, columns: SIZE.columns, steps });
    await camera.takeTerminal('cli-progress', prompt(`lp-faas ${COMMAND}`) + written, SIZE);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
