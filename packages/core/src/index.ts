export { DomainResolver } from './domains/domain-resolver.js';
export type { Region } from './domains/region-hosts.js';
export type { Domain, ServiceName } from './domains/service.js';
export {
  type Delivery,
  DomainError,
  FunctionFailedError,
  type FunctionFailureKind,
  FunctionsError,
  type FunctionsErrorCode,
  type FunctionsErrorDetails,
  InvocationError,
  isFunctionsError,
  type OptionProblem,
  OptionsError,
  type Phase,
  TokenError,
} from './errors.js';
export { FunctionsClient, type InvocationResult, type InvokeOptions } from './functions-client.js';
export {
  type FunctionHeader,
  findInputProblems,
  type InvocationInput,
} from './invocation/invocation-input.js';
export { findOptionProblems } from './option-checks.js';
export type {
  Credentials,
  DomainOptions,
  FunctionsClientOptions,
  Generation,
  RetryOptions,
  TokenOptions,
} from './options.js';
export type { Clock } from './resilience/clock.js';
export { TokenSource, type TokenState } from './tokens/token-source.js';
export {
  type Transport,
  TransportError,
  type TransportRequest,
  type TransportResponse,
  UndiciTransport,
} from './transport/index.js';
export { VERSION } from './version.js';
