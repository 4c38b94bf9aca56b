import type { Parser } from '../parsers.js';

/** Lines that a resumed batch invokes, or counts as done, in addition to what it does by default. */
export type ResumeValue = (typeof RESUME_VALUES)[number];

/**
 * - `failed`: invoke again what ran and failed, the expectation included.
 * - `unknown`: invoke again what may have run.
 * - `accept-unknown`: count as done what may have run.
 */
const RESUME_VALUES = ['failed', 'unknown', 'accept-unknown'] as const;

/** Accepts a list of {@link ResumeValue}, separated by commas; an empty one is the default of a resume. */
export const resumeValues: Parser<readonly ResumeValue[]> = (text) => {
  const words = text.split(/[\s,]+/).filter(Boolean);
  const values = RESUME_VALUES.filter((value) => words.includes(value));
  if (words.some((word) => !values.some((value) => value === word))) {
    return { problem: `must be a list of ${RESUME_VALUES.join(', ')}, separated by commas` };
  }
  return values.includes('unknown') && values.includes('accept-unknown')
    ? { problem: 'cannot contain both unknown and accept-unknown' }
    : { value: values };
};
