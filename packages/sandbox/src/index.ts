export type { Account, Generation } from './accounts.js';
export { SandboxError, type SandboxErrorCode } from './errors.js';
export type { DeployedFunction } from './functions/registry.js';
export type { CompletedRequest, RequestRecord, Service } from './journal.js';
export type { SandboxOptions } from './options.js';
export type { FunctionProblem } from './runner/check-functions.js';
export type { FailureKind, InvocationReport, LogEntry, LogLimit, Outcome } from './runner/protocol.js';
export { type Sandbox, startSandbox } from './sandbox.js';
