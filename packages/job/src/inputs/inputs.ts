import { type Generation, REGIONS, type Region } from '@lp-faas/core';
import { expectedResult } from '../expectation/expectation.js';
import {
  boolean,
  duration,
  durationOrZero,
  type HeaderLine,
  headerLines,
  integer,
  list,
  oneOf,
  optional,
  type ParseProblem,
  type Parser,
  text,
} from '../parsers.js';
import { type ResumeValue, resumeValues } from './resume.js';
import { type Shard, shardOf } from './shard.js';

/** Which failures fail the job. Invalid inputs and a cancelled run always do. */
export type FailOn = 'any' | 'platform' | 'never';

/** What the job does: invoke, or test hosts, token and gateway without invoking a function. */
export type Mode = 'invoke' | 'check';

/** The parsed inputs by their names in action.yml. */
export interface Inputs {
  readonly 'account-id': string;
  readonly 'client-id': string;
  readonly 'client-secret': string;
  readonly 'lambda-uuid': string;
  readonly 'event-id': string;
  readonly 'skill-id': string;
  readonly payload: string;
  readonly 'payload-file': string;
  readonly 'payloads-file': string;
  readonly shard: Shard | undefined;
  readonly concurrency: number;
  readonly 'resume-file': string;
  readonly resume: readonly ResumeValue[];
  readonly 'max-throttled': number;
  readonly headers: readonly HeaderLine[];
  readonly 'event-source': string;
  readonly region: Region;
  readonly 'domain-api': string;
  readonly 'trusted-domains': readonly string[];
  readonly 'shared-cache': string;
  readonly generation: Generation;
  readonly timeout: number;
  readonly 'attempt-timeout': number;
  readonly retries: number;
  readonly idempotent: boolean;
  /** In milliseconds; 0 for no wait. */
  readonly 'wait-for-function': number;
  readonly expect: { readonly value: unknown } | undefined;
  readonly 'max-duration': number | undefined;
  readonly 'fail-on': FailOn;
  readonly 'junit-file': string;
  readonly 'mask-result': boolean;
  readonly summary: boolean;
  readonly mode: Mode;
}

export type InputName = keyof Inputs;

/** The parser and the default of an input. */
interface InputRule<T> {
  readonly parse: Parser<T>;
  readonly default: string;
}

/** Every input. Tests compare action.yml and the README with it. */
export const INPUTS: { readonly [N in InputName]: InputRule<Inputs[N]> } = {
  'account-id': { parse: text, default: '' },
  'client-id': { parse: text, default: '' },
  'client-secret': { parse: text, default: '' },
  'lambda-uuid': { parse: text, default: '' },
  'event-id': { parse: text, default: '' },
  'skill-id': { parse: text, default: '' },
  payload: { parse: text, default: '' },
  'payload-file': { parse: text, default: '' },
  'payloads-file': { parse: text, default: '' },
  shard: { parse: optional(shardOf), default: '' },
  concurrency: { parse: integer(1, 100), default: '10' },
  'resume-file': { parse: text, default: '' },
  resume: { parse: resumeValues, default: '' },
  'max-throttled': { parse: duration, default: '5m' },
  headers: { parse: headerLines, default: '' },
  'event-source': { parse: text, default: 'lp-faas-invoke' },
  region: { parse: oneOf('auto', ...REGIONS), default: 'auto' },
  'domain-api': { parse: text, default: 'https://api.liveperson.net' },
  'trusted-domains': { parse: list, default: '' },
  'shared-cache': { parse: text, default: '' },
  generation: { parse: oneOf('auto', 'v1', 'v2'), default: 'auto' },
  timeout: { parse: duration, default: '60s' },
  'attempt-timeout': { parse: duration, default: '40s' },
  retries: { parse: integer(0, 9), default: '2' },
  idempotent: { parse: boolean, default: 'false' },
  'wait-for-function': { parse: durationOrZero, default: '0' },
  expect: { parse: optional(expectedResult), default: '' },
  'max-duration': { parse: optional(duration), default: '' },
  'fail-on': { parse: oneOf('any', 'platform', 'never'), default: 'any' },
  'junit-file': { parse: text, default: '' },
  'mask-result': { parse: boolean, default: 'false' },
  summary: { parse: boolean, default: 'true' },
  mode: { parse: oneOf('invoke', 'check'), default: 'invoke' },
};

/** An invalid input. */
export interface InputProblem extends ParseProblem {
  readonly input: string;
}

/** Parses every input and collects all problems; an invalid input has its default value. */
export function readInputs(input: (name: string) => string): { inputs: Inputs; problems: InputProblem[] } {
  const problems: InputProblem[] = [];
  const read = <T>(name: string, rule: InputRule<T>): T => {
    const parsed = rule.parse(input(name) || rule.default);
    if ('value' in parsed) return parsed.value;
    problems.push({ input: name, ...parsed });
    return read(name, { ...rule, parse: () => rule.parse(rule.default) });
  };
  const entries = Object.entries(INPUTS).map(([name, rule]) => [
    name,
    read(name, rule as InputRule<unknown>),
  ]);
  return { inputs: Object.fromEntries(entries) as Inputs, problems };
}
