import { LAMBDA, type Reply, ScriptedPlatform, type Service } from '@lp-faas/testing/scripted-platform';
import {
  type FunctionsClient,
  type FunctionsClientOptions,
  type FunctionsError,
  isFunctionsError,
} from '../../src/index.js';
import { withClient } from './client.js';
import { expectWordsToFitDelivery } from './delivery-words.js';

export const EVENT = { eventId: 'controllerbot_messaging_new_conversation' };

export const invoke = (client: FunctionsClient): Promise<unknown> => client.invoke({ lambdaUuid: LAMBDA });

/** The error of a call, whose words fit its delivery. */
export async function failureOf(
  replies: Partial<Record<Service, Reply>>,
  options: Partial<FunctionsClientOptions> = {},
  call = invoke,
): Promise<FunctionsError> {
  await using platform = await ScriptedPlatform.start(replies);
  const error: unknown = await withClient(platform, call, options).catch((reason: unknown) => reason);
  if (!isFunctionsError(error)) throw new Error('the call did not fail', { cause: error });
  expectWordsToFitDelivery(error);
  return error;
}

/** Addresses differ from run to run, and either service may fail first. */
export const withoutHosts = (text: string): string =>
  text.replaceAll(/127\.0\.0\.1:\d+/g, 'HOST').replaceAll(/\b(?:faasGW|sentinel)\b/g, 'SERVICE');
