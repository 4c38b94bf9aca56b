/** V2's toolbelt, the module `core-functions-toolbelt`. */
import { AccessTokens } from './access-token.js';
import { contextServiceClient } from './context-service-client.js';
import { ConversationUtilV2, GdprUtilV2, SdeUtilV2 } from './conversation-v2.js';
import { CsdsClient } from './csds-client.js';
import { CONVERSATION_CONTENT_TYPES, ERROR_STRATEGY, V2_LP_SERVICES, V2_SDE_TYPES } from './enumerations.js';
import { ToolBeltError, V2_ERROR_CODES } from './errors.js';
import { lpClientV2 } from './lp-client.js';
import { type ClientTls, LpMtlsClient, MtlsClient } from './mtls-client.js';
import { OrchestratorClient } from './orchestrator-client.js';
import { salesforceClient } from './salesforce.js';
import { SecretCache } from './secret-cache.js';
import { type CachedSecret, type SecretClientOptions, SecretClientV2 } from './secret-client-v2.js';

export {
  CONVERSATION_CONTENT_TYPES as ConversationContentTypes,
  ERROR_STRATEGY as ErrorStrategy,
  ToolBeltError,
  V2_ERROR_CODES as ErrorCodes,
  V2_LP_SERVICES as LpServices,
  V2_SDE_TYPES as SDETypes,
};

/** One cache for all clients in this process, as on the platform. */
export const globalSecretCache = new SecretCache<CachedSecret>();

const csds = new CsdsClient(
  (kind, message) => new ToolBeltError('CSDS-Client', V2_ERROR_CODES.Csds[kind], message),
);
const secretClient = (options?: SecretClientOptions) => new SecretClientV2(globalSecretCache, options);
const lpTokens = new AccessTokens(secretClient(), {
  component: 'LpClient',
  format: V2_ERROR_CODES.LpClient.Creds.Format,
});
const mtlsTokens = new AccessTokens(secretClient(), {
  component: 'LP-MTLS',
  format: V2_ERROR_CODES.Mtls.Creds.Format,
});
const lpClient = () => lpClientV2(csds, lpTokens);

export const Toolbelt = {
  SecretClient: secretClient,
  LpClient: lpClient,
  GDPRUtil: () => new GdprUtilV2(csds),
  SFClient: () => salesforceClient('@jsforce/jsforce-node', 'jsforce'),
  ConversationUtil: () => new ConversationUtilV2(lpClient()),
  MTLSClient: (tls?: ClientTls) => new MtlsClient(tls),
  LPMtlsClient: () => new LpMtlsClient(csds, mtlsTokens),
  OrchestratorClient: () => new OrchestratorClient(),
  ContextServiceClient: (apiKey?: string) => {
    if (!apiKey) throw new Error('No valid API-key was provided');
    return contextServiceClient();
  },
  SDEUtil: () => new SdeUtilV2(lpClient()),
  CsdsClient: () => csds,
};
