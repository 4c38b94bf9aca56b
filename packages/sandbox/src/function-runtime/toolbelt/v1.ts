/** V1's toolbelt, the module `lp-faas-toolbelt`. */
import { contextServiceClient } from './context-service-client.js';
import { ConversationUtilV1, GdprUtilV1, SdeUtilV1 } from './conversation-v1.js';
import { CsdsClient } from './csds-client.js';
import { CONVERSATION_CONTENT_TYPES, ERROR_STRATEGY, V1_LP_SERVICES, V1_SDE_TYPES } from './enumerations.js';
import { SecretError, V1_ERROR_CODES } from './errors.js';
import { httpClient } from './http-client.js';
import { lpClientV1 } from './lp-client.js';
import { type ClientTls, MtlsClient } from './mtls-client.js';
import { OrchestratorClient } from './orchestrator-client.js';
import { salesforceClient } from './salesforce.js';
import { SecretClientV1 } from './secret-client-v1.js';

export {
  CONVERSATION_CONTENT_TYPES as ConversationContentTypes,
  ERROR_STRATEGY as ErrorStrategy,
  SecretError,
  V1_ERROR_CODES as ErrorCodes,
  V1_LP_SERVICES as LpServices,
  V1_SDE_TYPES as SDETypes,
};

const csds = new CsdsClient((kind, message) =>
  Object.assign(new Error(message), { code: V1_ERROR_CODES.Csds[kind] }),
);
const lpClient = () => lpClientV1(csds, new SecretClientV1(), httpClient);

interface ContextConfig {
  readonly apiKey?: string;
  readonly accountId?: string;
}

function checkContextConfig(config: ContextConfig | undefined): void {
  if (!config) throw new Error('No valid configuration was provided');
  if (!config.apiKey) throw new Error('No valid API-key was provided');
  if (!config.accountId) throw new Error('No valid accountId was provided');
}

export const Toolbelt = {
  SFClient: () => salesforceClient('jsforce'),
  HTTPClient: () => httpClient,
  SecretClient: () => new SecretClientV1(),
  LpClient: lpClient,
  ConversationUtil: () => new ConversationUtilV1(lpClient()),
  SDEUtil: () => new SdeUtilV1(lpClient()),
  GDPRUtil: () => new GdprUtilV1(csds, httpClient),
  MTLSClient: (tls?: ClientTls) => new MtlsClient(tls),
  OrchestratorClient: () => new OrchestratorClient(),
  CsdsClient: () => csds,
  ContextServiceClient: (config?: ContextConfig) => {
    checkContextConfig(config);
    return contextServiceClient();
  },
};
