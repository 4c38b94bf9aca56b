import type { FieldConfig } from './fields.js';

/** What the invoke node's dialog stores. */
export type InvokeConfig = FieldConfig & {
  readonly id: string;
  readonly type: string;
  readonly account?: string;
  readonly concurrency?: number | string;
  readonly queueLimit?: number | string;
  readonly ordered?: boolean;
  readonly batch?: string;
  readonly failureOutput?: boolean;
};

/** How an array is invoked: as one payload, or per element with the results as a sequence or as one joined array. */
export type ArrayMode = 'off' | 'parts' | 'join';

export interface InvokeSettings {
  readonly concurrency: number;
  readonly queueLimit: number;
  readonly isOrdered: boolean;
  readonly arrayMode: ArrayMode;
  readonly hasFailureOutput: boolean;
}

export function invokeSettings(config: InvokeConfig): InvokeSettings {
  return {
    concurrency: wholeNumber(config.concurrency, 32),
    queueLimit: wholeNumber(config.queueLimit, 1000),
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
