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

/** Works with a client of the platform that sends each invocation once, and closes it. */
export async function withClient<T>(
  platform: ScriptedPlatform,
  work: (client: FunctionsClient) => Promise<T>,
  options: Partial<FunctionsClientOptions> = {},
): Promise<T> {
  await using client = new FunctionsClient({ ...platform.options, retry: { maxAttempts: 1 }, ...options });
  return await work(client);
}

/** What arrived at one of the services. */
export const arrivedAt = (platform: ScriptedPlatform, service: Service): Arrived[] =>
  platform.arrived.filter((request) => request.service === service);
