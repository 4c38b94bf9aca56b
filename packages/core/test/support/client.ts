import {
  type Arrived,
  LAMBDA,
  type ScriptedPlatform,
  type Service,
} from '@lp-faas/testing/scripted-platform';
import { FunctionsClient, type FunctionsClientOptions, type InvocationInput } from '../../src/index.js';

export const input: InvocationInput = {
  lambdaUuid: LAMBDA,
  payload: { name: 'Jörg' },
  headers: { lang: 'de' },
};

/** Creates a client that does not retry, passes it on, and closes it. */
export async function withClient<T>(
  platform: ScriptedPlatform,
  work: (client: FunctionsClient) => Promise<T>,
  options: Partial<FunctionsClientOptions> = {},
): Promise<T> {
  await using client = new FunctionsClient({ ...platform.options, retry: { maxAttempts: 1 }, ...options });
  return await work(client);
}

/** The requests that arrived at a service. */
export const arrivedAt = (platform: ScriptedPlatform, service: Service): Arrived[] =>
  platform.arrived.filter((request) => request.service === service);
