import { FunctionsClient, type FunctionsClientOptions } from '@lp-faas/core';
import type { JobContext } from './job-context.js';
import { LoggingTransport, type RequestLog } from './logging-transport.js';
import { logPolls } from './poll-log.js';
import { logCacheFailure, withConnectedCache } from './shared-cache.js';

/** Runs `work` with a client that masks its tokens; then closes the client and its transport. */
export async function withClient<T>(
  options: FunctionsClientOptions,
  { log, secrets, newTransport, clock }: JobContext,
  requestLog: RequestLog,
  work: (client: FunctionsClient) => Promise<T>,
): Promise<T> {
  const transport = new LoggingTransport(newTransport(), requestLog);
  const onToken = (token: string): void => secrets.addToken(token);
  const connected = await withConnectedCache(options, log);
  await using client = new FunctionsClient({ ...connected, transport, onToken, clock });
  const stops = [logPolls(options.accountId, log), logCacheFailure(log)];
  try {
    return await work(client);
  } finally {
    for (const stop of stops) stop();
    await transport.close();
  }
}
