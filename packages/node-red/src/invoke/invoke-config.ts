import { INVOKE_DEFAULTS, type Stored, withDefaults } from '../defaults.js';

export const INVOKE_TYPE = 'liveperson-functions-invoke';

/** What a flow stores of an invoke node. */
export type InvokeConfig = Stored<typeof INVOKE_DEFAULTS> & { readonly id: string; readonly type: string };

/** How an array is invoked: as one payload, or per element with the results as a sequence or as one joined array. */
export type ArrayMode = 'off' | 'parts' | 'join';

export interface InvokeSettings {
  /** Id of the account node. */
  readonly account: string;
  readonly concurrency: number;
  readonly queueLimit: number;
  /** Milliseconds that a message may wait until it is sent; Infinity for no limit. */
  readonly maxWaitMs: number;
  readonly isOrdered: boolean;
  readonly arrayMode: ArrayMode;
  readonly hasFailureOutput: boolean;
  /** All settings that messages depend on, as text: two nodes with the same text treat a message alike. */
  readonly key: string;
}

const FIELDS = Object.keys(INVOKE_DEFAULTS) as (keyof typeof INVOKE_DEFAULTS)[];

export function invokeSettings(stored: InvokeConfig): InvokeSettings {
  const {
    name: _,
    outputs: __,
    ...config
  } = withDefaults(INVOKE_DEFAULTS, Object.fromEntries(FIELDS.map((field) => [field, stored[field]])));
  return {
    account: String(config.account),
    concurrency: wholeNumber(config.concurrency, INVOKE_DEFAULTS.concurrency),
    queueLimit: wholeNumber(config.queueLimit, INVOKE_DEFAULTS.queueLimit),
    isOrdered: config.ordered === true,
    arrayMode: config.batch === 'parts' || config.batch === 'join' ? config.batch : 'off',
    hasFailureOutput: config.failureOutput === true,
    maxWaitMs: wholeNumber(config.maxWaitMs, 0) || Number.POSITIVE_INFINITY,
    key: JSON.stringify(config),
  };
}

/** Accepts text, as environment variables are, and falls back to the default for anything invalid. */
function wholeNumber(value: unknown, fallback: number): number {
  const number = value === '' ? Number.NaN : Number(value);
  return Number.isSafeInteger(number) && number >= 0 ? number : fallback;
}
