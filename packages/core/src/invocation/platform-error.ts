import type { FunctionFailureKind } from '../errors.js';
import { isRecord, parseJson } from '../json.js';

/** What the platform says of a failure, in either generation's words. */
export interface PlatformError {
  readonly code?: string;
  readonly message?: string;
}

/** What is longer is no error of the platform. */
const MAX_LENGTH = 65_536;

/** Reads `{errorCode, errorMsg}` (v1) or `{code, message}` (v2); both are seen on both generations. */
export function readPlatformError(text: string): PlatformError {
  const body = text.length > MAX_LENGTH ? undefined : parseJson(text);
  if (!isRecord(body)) return {};
  const code = body['errorCode'] ?? body['code'];
  const message = body['errorMsg'] ?? body['message'];
  return {
    ...(typeof code === 'string' && { code }),
    ...(typeof message === 'string' && { message }),
  };
}

/** By the last part of the code: the families `…faas.handler.*` and `…faas.function.*` are both in use. */
const KINDS: Readonly<Record<string, FunctionFailureKind>> = {
  'custom-failure': 'threw',
  'threw-error': 'threw',
  'runtime-exception': 'runtime-error',
  'js-runtime-error': 'runtime-error',
  'executiontime-exceeded': 'timeout',
  'execution-exceeded': 'timeout',
  'log-limit-reached': 'log-limit',
  'limit-reached': 'log-limit',
};

/** Why the function failed, from the platform's code. */
export function failureKind(code: string | undefined): FunctionFailureKind {
  const last = code?.trim().split('.').at(-1) ?? '';
  return KINDS[last] ?? 'unknown';
}
