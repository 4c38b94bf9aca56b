/** The errors of the toolbelts, which a function can catch and distinguish by `code`. */

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

  constructor(component: string, code: string, message: string) {
    super(message);
    this.component = component;
    this.code = code;
  }
}
