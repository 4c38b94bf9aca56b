/**
 * Asks the sandbox about each HTTP request of the function: a mock answers it, or it goes out, or it is refused. Loaded
 * only if there are mocks or the sandbox is offline.
 */
import { syncBuiltinESMExports } from 'node:module';
import { ClientRequestInterceptor } from '@mswjs/interceptors/ClientRequest';
import { FetchInterceptor } from '@mswjs/interceptors/fetch';
import { type Asked, askForMock } from './ask-for-mock.js';
import { guardConnections } from './connection-guard.js';
import { inspectModules } from './modules.js';
import { isSandboxAddress } from './toolbelt/platform.js';
import { interceptUndici, isMockServer, isUndici } from './undici-interception.js';

type Controller = { respondWith(response: Response): void; errorWith(error: Error): void };

async function handle(
  request: Asked,
  controller: Controller,
  asError: (error: Error) => Error,
): Promise<void> {
  const answer = await askForMock(request);
  if (answer instanceof Response) controller.respondWith(answer);
  else if (answer) controller.errorWith(asError(answer));
}

/** Intercepts what this process sends. Called before the function loads. */
export function interceptHttp(isOffline: boolean): void {
  const clientRequests = new ClientRequestInterceptor();
  const fetches = new FetchInterceptor();
  clientRequests.on(
    'request',
    async ({ request, controller }) => await handle(request, controller, (error) => error),
  );
  // fetch rejects with an error of its own, which has the reason as its cause.
  fetches.on(
    'request',
    async ({ request, controller }) =>
      await handle(request, controller, (cause) => new TypeError('fetch failed', { cause })),
  );
  clientRequests.apply();
  fetches.apply();
  // Else a named import of http or https would get the functions as they were before.
  syncBuiltinESMExports();
  inspectModules((exported) => {
    if (isUndici(exported)) interceptUndici(exported);
  });
  if (isOffline) guardConnections((host, port) => isMockServer(host, port) || isSandboxAddress(host, port));
}
