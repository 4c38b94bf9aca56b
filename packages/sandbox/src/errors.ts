/**
 * Why a sandbox could not start, or a call was rejected.
 *
 * - `invalid-options`: an option is missing, malformed or contradicts another option
 * - `functions-folder`: the folder with the functions is missing or cannot be read
 * - `function-config`: the settings.json is not valid
 * - `http-mocks`: the http-mocks.json is not valid
 * - `listen-failed`: the sandbox cannot listen on the address or port
 */
export type SandboxErrorCode =
  | 'invalid-options'
  | 'functions-folder'
  | 'function-config'
  | 'http-mocks'
  | 'listen-failed';

/** The error of this package. Its message says what is wrong, where, and what to do. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';
  readonly code: SandboxErrorCode;

  constructor(code: SandboxErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The `code` of a Node error. Without `instanceof`, since a test runner's realm has its own Error class. */
export function errorCode(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
