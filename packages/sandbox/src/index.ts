export type { Account, Generation } from './accounts.js';
export type { User } from './agent-vep/user-sessions.js';
export { SandboxClient } from './client.js';
export type { Fault, FaultAction } from './control/fault.js';
export type { ActiveFault, FaultControl } from './control/faults.js';
export type { HostNames } from './domains/hosts.js';
export { SandboxError, type SandboxErrorCode } from './errors.js';
export type { FunctionChange } from './functions/project-watcher.js';
export type { DeployedFunction } from './functions/registry.js';
export type { ToolbeltFiles } from './functions/toolbelt-files.js';
export type { Guesses } from './guesses.js';
export type { InspectedFunction } from './inspect.js';
export type {
  CompletedRequest,
  LateEvent,
  RequestInvocation,
  RequestRecord,
  RunError,
  Service,
} from './journal.js';
export type { InspectOptions, SandboxOptions } from './options.js';
export type { FunctionProblem } from './runner/check-functions.js';
export type {
  AfterAnswerEvent,
  FailureKind,
  FunctionOutcome as Outcome,
  InvocationReport,
  LateError,
  LogEntry,
  LogLimit,
  RefusedCall,
} from './runner/protocol.js';
export { type Sandbox, startSandbox } from './sandbox.js';
export type { TlsFiles } from './server/tls-credentials.js';
