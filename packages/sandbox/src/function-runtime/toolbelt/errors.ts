/** The toolbelts' own errors: what a function may catch and tell apart by `code`. */

export const ERROR_CODES = {
  Secret: {
    Invalid: 'com.liveperson.faas.secret.invalid-format',
    Failure: 'com.liveperson.faas.secret.op-failed',
    Timeout: 'com.liveperson.faas.secret.op-timed-out',
    NotFound: 'com.liveperson.faas.secret.not-found',
    AuthFailure: 'com.liveperson.faas.secret.auth-failed',
    SystemSecret: 'com.liveperson.faas.secret.forbidden',
  },
  Csds: {
    NotFound: 'com.liveperson.faas.csds.domain.not-found',
    Failure: 'com.liveperson.faas.csds.op-failed',
  },
} as const;

/** V1's. */
export class SecretError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** V2's. */
export class ToolBeltError extends Error {
  readonly component: string;
  readonly code: string;

  constructor(component: string, code: string, message: string) {
    super(message);
    this.component = component;
    this.code = code;
  }
}
