import { INVOKE_DEFAULTS, type Stored, withDefaults } from '../defaults.js';

/** What a flow stores of an invoke node. */
export type InvokeConfig = Stored<typeof INVOKE_DEFAULTS> & { readonly id: string; readonly type: string };

/** How an array is invoked: as one payload, or per element with the results as a sequence or as one joined array. */
export type ArrayMode = 'off' | 'parts' | 'join';

export interface InvokeSettings {
  readonly concurrency: number;
  readonly queueLimit: number;
  readonly isOrdered: boolean;
  readonly arrayMode: ArrayMode;
  readonly hasFailureOutput: boolean;
}

export function invokeSettings(stored: InvokeConfig): InvokeSettings {
  const config = withDefaults(INVOKE_DEFAULTS, stored);
  return {
    concurrency: wholeNumber(config.concurrency, INVOKE_DEFAULTS.concurrency),
    queueLimit: wholeNumber(config.queueLimit, INVOKE_DEFAULTS.queueLimit),
    isOrdered: config.ordered === true,
    arrayMode: config.batch === 'parts' || config.batch === 'join' ? config.batch : 'off',
    hasFailureOutput: config.failureOutput === true,
  };
}

/** Accepts text, as environment variables are, and falls back to the default for anything invalid. */
function wholeNumber(value: unknown, fallback: number): number {
  const number = value === '' ? Number.NaN : Number(value);
  return Number.isSafeInteger(number) && number >= 0 ? number : fallback;
}
