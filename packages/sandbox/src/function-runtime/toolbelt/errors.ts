/** The errors of the toolbelts, which a function can catch and distinguish by `code`. */

const PLATFORM = { Secret: { NoToken: 'com.liveperson.faas.handler.no-sa-token' } } as const;

const CSDS = {
  NotFound: 'com.liveperson.faas.csds.domain.not-found',
  Failure: 'com.liveperson.faas.csds.op-failed',
} as const;

/** The `ErrorCodes` of V1. */
export const V1_ERROR_CODES = {
  Platform: PLATFORM,
  Secret: {
    Invalid: 'com.liveperson.faas.secret.invalid-format',
    Failure: 'com.liveperson.faas.secret.op-failed',
    NotFound: 'com.liveperson.faas.secret.not-found',
    AuthFailure: 'com.liveperson.faas.secret.auth-failed',
  },
  Csds: CSDS,
} as const;

/** The `ErrorCodes` of V2. */
export const V2_ERROR_CODES = {
  Platform: PLATFORM,
  Secret: {
    ...V1_ERROR_CODES.Secret,
    Timeout: 'com.liveperson.faas.secret.op-timed-out',
    SystemSecret: 'com.liveperson.faas.secret.forbidden',
  },
  Csds: CSDS,
  Mtls: {
    General: 'com.liveperson.faas.mtls.general-issue',
    Remote: 'com.liveperson.faas.mtls.remote-threw',
    Missing: 'com.liveperson.faas.mtls.missing-conf',
    Invalid: {
      Key: 'com.liveperson.faas.mtls.invalid-key',
      Cert: 'com.liveperson.faas.mtls.invalid-cert',
    },
    BadRequest: 'com.liveperson.faas.mtls.invalid-request',
    Creds: {
      Format: 'com.liveperson.faas.lp-mtls.credentials-wrong-format',
      Failure: 'com.liveperson.faas.lp-mtls.get-credentials-failure',
    },
    Timeout: 'com.liveperson.faas.mtls.request-timeout',
  },
  OAuth2: {
    General: 'com.liveperson.faas.oauth2.general-issue',
    UnexpectedResponse: 'com.liveperson.faas.oauth2.unexpected-response',
  },
  LpClient: {
    Creds: {
      Format: 'com.liveperson.faas.lp-client.credentials-wrong-format',
      Failure: 'com.liveperson.faas.lp-client.get-credentials-failure',
    },
  },
  ConversationUtil: {
    General: 'com.liveperson.faas.conversation-util-general',
    NotFound: 'com.liveperson.faas.conversation-util.conversation.not-found',
    UnexpectedResponse: 'com.liveperson.faas.conversation-util.unexpected-response',
    Timeout: 'com.liveperson.faas.conversation-util.timeout',
  },
  GDPRUtil: {
    General: 'com.liveperson.faas.gdpr-util-general',
    AuthFailure: 'com.liveperson.faas.gdpr-util.auth-failed',
    ReplaceFileFailed: 'com.liveperson.faas.gdpr-util.replace-file-failed',
  },
  SDEsUtil: {
    General: 'com.liveperson.faas.sdes-util-general',
    UnexpectedResponse: 'com.liveperson.faas.sdes-util.unexpected-response',
  },
  OrchestratorFN: {
    General: 'com.liveperson.faas.orchestrator-fn-general',
    Timeout: 'com.liveperson.faas.orchestrator-fn.invoke.timeout',
    Invocation: { StatusError: 'com.liveperson.faas.orchestrator-fn.invoke.status-code-error' },
    Creds: {
      Format: 'com.liveperson.faas.orchestrator-fn.credentials-wrong-format',
      Failure: 'com.liveperson.faas.orchestrator-fn.get-credentials-failure',
    },
  },
} as const;

/** The error of V1's SecretClient. */
export class SecretError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** The error of V2's toolbelt. */
export class ToolBeltError extends Error {
  readonly component: string;
  readonly code: string;

  constructor(component: string, code: string, message: string, details: object = {}) {
    super(message);
    this.component = component;
    this.code = code;
    Object.assign(this, details);
  }
}

/** The message of an error, with the message of its cause: that of a failed fetch does not say what happened. */
export function messageWithCause(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  return cause instanceof Error ? `${error.message}. Cause: ${cause.message}` : error.message;
}

/** Passes on an error of the toolbelt; everything else becomes an error of this component. */
export function asToolBeltError(error: unknown, component: string, code: string, prefix = ''): ToolBeltError {
  if (error instanceof ToolBeltError) return error;
  return new ToolBeltError(component, code, `${prefix}${messageWithCause(error)}`);
}
