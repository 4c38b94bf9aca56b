import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { SandboxError } from './errors.js';
import type { RunnableFunction } from './functions/registry.js';
import { environmentOf, type FunctionAccess } from './gateway/function-environment.js';
import type { InspectOptions } from './options.js';
import type { FunctionRunner } from './runner/function-runner.js';
import { listen } from './server/listeners.js';

/** The function that is debugged, and where a debugger finds it. */
export interface InspectedFunction {
  readonly function: string;
  /** Port on 127.0.0.1. */
  readonly port: number;
}

/** The function that is to be debugged, with what its process is started from. */
export interface Inspection {
  readonly item: RunnableFunction;
  readonly inspected: InspectedFunction;
}

const HOST = '127.0.0.1';

/** The inspector's own port, or any free one for 0. Its process reports too late that it is in use. */
async function findPort(port: number): Promise<number> {
  const server = createServer();
  await listen(HOST, port, async () => {
    server.listen(port, HOST);
    await once(server, 'listening');
  });
  const address = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return address.port;
}

function findFunction(functions: readonly RunnableFunction[], wanted: string | undefined): RunnableFunction {
  const names = [...new Set(functions.map(({ name }) => name))];
  const known = names.length === 0 ? 'There are no functions' : `The functions are ${names.join(', ')}`;
  if (wanted === undefined && names.length > 1) {
    throw new SandboxError(
      'invalid-options',
      `Only one function can be debugged. ${known}. Choose one with --function NAME (in code: inspect.function).`,
    );
  }
  const found = functions.find(({ name }) => name === (wanted ?? name));
  if (found) return found;
  const what = wanted === undefined ? 'There is no function to debug' : `There is no function "${wanted}"`;
  throw new SandboxError('invalid-options', `${what}. ${known}.`);
}

/**
 * Chooses the function to debug, and its port.
 *
 * @throws {SandboxError} `invalid-options`, `listen-failed`
 */
export async function planInspection(
  options: InspectOptions | undefined,
  functions: readonly RunnableFunction[],
): Promise<Inspection | undefined> {
  if (!options) return undefined;
  const item = findFunction(functions, options.function);
  return { item, inspected: { function: item.name, port: await findPort(options.port ?? 9229) } };
}

/** Starts the function's process, to which a debugger can attach from then on. */
export async function startInspection(
  { item, inspected }: Inspection,
  runner: FunctionRunner,
  access: FunctionAccess,
): Promise<void> {
  const { account: id, generation, uuid: lambdaUuid, file } = item;
  const environment = await environmentOf(item, access);
  await runner.inspect({ account: { id, generation }, lambdaUuid, file, environment }, inspected.port);
}
