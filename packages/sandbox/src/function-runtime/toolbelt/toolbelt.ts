import { ERROR_CODES, SecretError, ToolBeltError } from './errors.js';
import { SecretClientV1 } from './secret-client-v1.js';
import { type SecretClientOptions, SecretClientV2 } from './secret-client-v2.js';
import { anyNames, unavailableClient } from './unavailable.js';

/** The clients in the documentation of either generation, except SecretClient. */
const OTHER_CLIENTS = [
  'HTTPClient',
  'LpClient',
  'SFClient',
  'MTLSClient',
  'LPMtlsClient',
  'ConversationUtil',
  'SDEUtil',
  'GDPRUtil',
  'OrchestratorClient',
  'ContextServiceClient',
  'CsdsClient',
] as const;

/** V2 has `fetch` instead of V1's HTTP client. */
const NOT_ON_V2 = 'HTTPClient';
const NOT_ON_V1 = ['LPMtlsClient', 'CsdsClient'];

function factories(names: readonly string[]): Record<string, () => unknown> {
  return Object.fromEntries(names.map((name) => [name, () => unavailableClient(`Toolbelt.${name}()`)]));
}

const shared = {
  ErrorCodes: ERROR_CODES,
  LpServices: anyNames(),
  ConversationContentTypes: anyNames(),
  SDETypes: anyNames(),
};

const V1 = {
  ...shared,
  SecretError,
  Toolbelt: {
    ...factories(OTHER_CLIENTS.filter((name) => !NOT_ON_V1.includes(name))),
    SecretClient: () => new SecretClientV1(),
  },
};

const V2 = {
  ...shared,
  ToolBeltError,
  ErrorStrategy: anyNames(),
  Toolbelt: {
    ...factories(OTHER_CLIENTS.filter((name) => name !== NOT_ON_V2)),
    SecretClient: (options?: SecretClientOptions) => new SecretClientV2(options),
  },
};

/** The toolbelt of a module name; undefined for other names. V2 has V1's as well, for functions migrated from V1. */
export function toolbeltModule(name: string): object | undefined {
  if (name === 'lp-faas-toolbelt') return V1;
  return name === 'core-functions-toolbelt' && process.argv[2] === 'v2' ? V2 : undefined;
}
