/**
 * Why a sandbox could not start.
 *
 * - `invalid-options`: an option is missing, malformed or contradicts another one
 * - `functions-folder`: the folder with the functions is missing or cannot be read
 * - `function-config`: a function's config.json, or the functions' settings.json, is broken
 * - `listen-failed`: the address or port cannot be listened on
 */
export type SandboxErrorCode = 'invalid-options' | 'functions-folder' | 'function-config' | 'listen-failed';

/** Everything that `startSandbox` rejects with on purpose. Its message says what, where and what to do. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';
  readonly code: SandboxErrorCode;

  constructor(code: SandboxErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The `code` of an error that Node made. Not by `instanceof`: a test runner's realm has its own Error. */
export function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
