import { getSystemErrorMap } from 'node:util';

/** Describes why a file could not be used, such as `no space left on device (ENOSPC)`. */
export function describeFileError(error: unknown): string {
  const { code, errno } = Object(error) as { code?: unknown; errno?: unknown };
  const [, reason] = (typeof errno === 'number' && getSystemErrorMap().get(errno)) || [];
  if (typeof code !== 'string') return error instanceof Error ? error.message : 'unknown reason';
  return reason === undefined ? code : `${reason} (${code})`;
}
