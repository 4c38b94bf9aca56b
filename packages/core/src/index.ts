/**
 * Calls LivePerson Functions from outside LivePerson. Begin with {@link FunctionsClient}.
 *
 * @module @lp-faas/core
 */

export type { InvocationInputs, SettledInvocation } from './batch/invoke-all.js';
export {
  CHECK_STEP_NAMES,
  type CheckOptions,
  type CheckReport,
  type CheckStep,
  type CheckStepName,
  type CheckWarning,
  type PlatformExchange,
  type PlatformReport,
  type PlatformToken,
} from './check/check-report.js';
export type { Shape } from './check/shape.js';
export { checkConnection } from './check-connection.js';
export {
  type AttemptFacts,
  type AttemptOutcome,
  CHANNELS,
  type DomainFacts,
  type DomainOutcome,
  type InvocationFacts,
  type InvocationOutcome,
  type Listener,
  listen,
  type PollFacts,
  type PollOutcome,
  type StoreError,
  type StoreFailure,
  type StoreOperation,
  type TokenFacts,
  type TokenOutcome,
  type Trace,
  type TraceError,
  type Traces,
} from './diagnostics.js';
export { DomainResolver } from './domains/domain-resolver.js';
export {
  type AnyFunctionsError,
  type Delivery,
  DomainError,
  type DomainErrorCode,
  type ErrorCause,
  type ErrorCauseFields,
  FunctionFailedError,
  type FunctionFailureKind,
  FunctionsError,
  type FunctionsErrorCode,
  type FunctionsErrorDetails,
  type FunctionsErrorFields,
  InvocationError,
  type InvocationErrorCode,
  isFunctionsError,
  type OptionProblem,
  OptionsError,
  type Phase,
  TokenError,
  type TokenErrorCode,
} from './errors.js';
export { FunctionsClient } from './functions-client.js';
export type { FunctionsInvoker } from './functions-invoker.js';
export type { HttpHeaders } from './http-headers.js';
export type { FunctionHeader, FunctionHeaders } from './invocation/input-content.js';
export {
  type EventInput,
  type FunctionInput,
  findInputProblems,
  type InvocationInput,
  type UncheckedInput,
} from './invocation/invocation-input.js';
export type { EventResult, InvocationResult } from './invocation/invocation-result.js';
export type { InvokeAllOptions, InvokeOptions, IsImplementedOptions } from './invoke-options.js';
export { findOptionProblems } from './option-checks.js';
export type {
  ConnectionOptions,
  Credentials,
  DomainOptions,
  FunctionsClientOptions,
  Generation,
  InvocationOptions,
  RetryOptions,
  TokenOptions,
  Tokens,
} from './options.js';
export { type Domain, REGIONS, type Region, type ServiceName } from './platform.js';
export { type Clock, systemClock } from './resilience/clock.js';
export { retryAfterMs } from './resilience/retry-after.js';
export type { TokenCache } from './sharing/token-cache.js';
export { TokenSource, type TokenState } from './tokens/token-source.js';
export {
  type ProxySettings,
  type TlsSettings,
  type Transport,
  TransportError,
  type TransportRequest,
  type TransportResponse,
  UndiciTransport,
  type UndiciTransportOptions,
} from './transport/index.js';
export { VERSION } from './version.js';
