import type { FieldConfig } from './fields.js';

/** What the dialog of the invoke node stores. */
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

/** What becomes of a message whose payload is an array: one invocation, or one per element. */
export type Batch = 'off' | 'parts' | 'join';

export interface InvokeSettings {
  readonly concurrency: number;
  readonly queueLimit: number;
  readonly isOrdered: boolean;
  readonly batch: Batch;
  readonly hasFailureOutput: boolean;
}

export function invokeSettings(config: InvokeConfig): InvokeSettings {
  return {
    concurrency: wholeNumber(config.concurrency, 32),
    queueLimit: wholeNumber(config.queueLimit, 1000),
    isOrdered: config.ordered === true,
    batch: config.batch === 'parts' || config.batch === 'join' ? config.batch : 'off',
    hasFailureOutput: config.failureOutput === true,
  };
}

/** An environment variable gives text, and the dialog may have been left with anything. */
function wholeNumber(value: unknown, otherwise: number): number {
  const number = value === '' ? Number.NaN : Number(value);
  return Number.isSafeInteger(number) && number >= 0 ? number : otherwise;
}
