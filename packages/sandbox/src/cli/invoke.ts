import { existsSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import type { DeployedFunction } from '../functions/registry.js';
import type { RequestInvocation } from '../journal.js';
import { parseJson } from '../json.js';
import type { FunctionOutcome } from '../runner/protocol.js';
import type { Sandbox } from '../sandbox.js';
import type { InvokeCommand } from './arguments.js';
import { UsageError } from './option-values.js';
import { write } from './output.js';
import { runLines } from './request-lines.js';
import { paintFor } from './terminal-text.js';

/** The exit codes by outcome. 2 is a usage error. */
const EXIT_CODES: Readonly<Record<FunctionOutcome['kind'], number>> = {
  returned: 0,
  threw: 1,
  'runtime-error': 3,
  timeout: 4,
  'log-limit': 5,
  unavailable: 6,
  throttled: 6,
};

/** Reads `--payload`: JSON, `-` for standard input, or a file. */
async function readPayload(given: string | undefined, found: DeployedFunction): Promise<unknown> {
  if (given === undefined) return found.samplePayload ?? {};
  const direct = parseJson(given);
  if (direct !== undefined) return direct;
  if (given !== '-' && !existsSync(given)) {
    throw new UsageError(`--payload must be JSON, - or a file. "${given.slice(0, 100)}" is neither.`);
  }
  const content = given === '-' ? await text(process.stdin) : readFileSync(given, 'utf8');
  const payload = parseJson(content);
  if (payload !== undefined) return payload;
  const where = given === '-' ? 'standard input' : given;
  throw new UsageError(`--payload: ${where} is not valid JSON.`);
}

function findFunction({ functions }: Sandbox, name: string): DeployedFunction {
  const found = functions.find((item) => item.name === name);
  if (found) return found;
  const names = [...new Set(functions.map((item) => item.name))];
  const known = names.length === 0 ? 'There are no functions' : `The functions are ${names.join(', ')}`;
  throw new UsageError(`There is no function "${name}". ${known}.`);
}

interface Call {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** With node:http, since fetch refuses the platform's 901. */
async function post(sandbox: Sandbox, { path, headers, body }: Call): Promise<string> {
  return await new Promise((resolve, reject) => {
    const call = request(sandbox.url + path, { method: 'POST', headers, agent: false }, (response) =>
      text(response).then(resolve, reject),
    );
    call.on('error', reject);
    call.end(body);
  });
}

async function call(sandbox: Sandbox, { account, uuid }: DeployedFunction, payload: unknown): Promise<void> {
  const { clientId, clientSecret } = sandbox;
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  const token = await post(sandbox, {
    path: `/sentinel/api/account/${account}/app/token?v=2.0`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
  const { access_token: bearer } = JSON.parse(token) as { access_token: string };
  await post(sandbox, {
    path: `/api/account/${account}/lambdas/${uuid}/invoke?v=1&externalSystem=lp-faas-sandbox`,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
    body: JSON.stringify({ timestamp: Date.now(), headers: [], payload }),
  });
}

/**
 * Invokes one function once: its result goes to standard output, its log and its error to standard error.
 *
 * @returns the exit code of the outcome
 */
export async function invokeOnce({ options, name, payload: given }: InvokeCommand): Promise<number> {
  const { startSandbox } = await import('../sandbox.js');
  let report: RequestInvocation | undefined;
  {
    await using sandbox = await startSandbox({
      ...options,
      onRequest: ({ invocation }) => {
        report = invocation ?? report;
      },
    });
    const found = findFunction(sandbox, name);
    await call(sandbox, found, await readPayload(given, found));
  }
  if (!report)
    throw new UsageError(`${name} cannot be invoked: it is not deployed (its state is not Productive).`);
  write(process.stderr, runLines(report, paintFor(process.stderr)));
  if (report.outcome.kind === 'returned') process.stdout.write(`${report.outcome.json}\n`);
  return EXIT_CODES[report.outcome.kind];
}
