import { type OptionProblem, OptionsError } from './errors.js';
import { isRecord } from './json.js';
import { findUnknownNames } from './unknown-names.js';

const MAX_MS = 2_147_483_647;

/** Returns what is wrong with a value, or nothing. Never quotes it: it may be a misplaced secret. */
export type Check = (value: unknown) => string | undefined;

/** What is checked of each option, by its name. An option that is not listed is unknown. */
export type Rules = Readonly<Record<string, Check>>;

/** The rules of an interface: a missing one does not compile. */
export type RulesOf<T> = { readonly [Name in keyof T]-?: Check };

export const must = (ok: boolean, rule: string): string | undefined => (ok ? undefined : `must be ${rule}`);

export const isText = (value: unknown, pattern: RegExp): value is string =>
  typeof value === 'string' && pattern.test(value);

const OBJECT = 'must be an object that can be read';

/** Accepts everything; what is wrong with it is found elsewhere. */
export const anything: Check = () => undefined;

export const oneOf =
  (...allowed: readonly string[]): Check =>
  (value) =>
    must(allowed.includes(value as string), `one of ${allowed.join(', ')}`);

export const required =
  (check: Check): Check =>
  (value) =>
    value === undefined || value === '' ? 'is missing' : check(value);

export const checkBoolean: Check = (value) => must(typeof value === 'boolean', 'true or false');

export const checkFunction: Check = (value) => must(typeof value === 'function', 'a function');

/** Checks a time limit in milliseconds. */
export const milliseconds: Check = (value) =>
  must(
    Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_MS,
    `a whole number of milliseconds from 1 to ${MAX_MS}`,
  );

/** Checks a maximum of requests per invocation. */
export const checkMaxAttempts: Check = (value) =>
  must(Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 10, 'a whole number from 1 to 10');

/** Checks text that goes into a header or a query as it is. */
export const checkHeaderText: Check = (value) =>
  must(
    isText(value, /^[\x21-\x7e](?:[\x20-\x7e]{0,126}[\x21-\x7e])?$/),
    '1 to 128 printable ASCII characters',
  );

/** Checks that a value has the methods of an interface. */
export const methods =
  (rule: string, needed: readonly string[], optional: readonly string[] = []): Check =>
  (value) => {
    const has = (name: string): unknown => (Object(value) as Record<string, unknown>)[name];
    const isFit =
      needed.every((name) => typeof has(name) === 'function') &&
      optional.every((name) => ['function', 'undefined'].includes(typeof has(name)));
    return must(isFit, rule);
  };

const SIGNAL_METHODS = methods('', ['addEventListener', 'removeEventListener', 'throwIfAborted']);

/** By its shape, because a test environment or another realm may have an `AbortSignal` of its own. */
export const checkSignal: Check = (value) => {
  const isFit =
    isRecord(value) && typeof value['aborted'] === 'boolean' && SIGNAL_METHODS(value) === undefined;
  return must(isFit, 'an AbortSignal, such as the signal of an AbortController');
};

/** Applies a check, which may read getters and proxies of the caller; never throws. */
function wrong(check: () => string | undefined): string | undefined {
  try {
    return check();
  } catch {
    // Their error may quote what is secret.
    return 'cannot be read';
  }
}

/** The own fields of an object; nothing when it is none, or cannot be read. */
export function fieldsOf(value: unknown): Record<string, unknown> | undefined {
  try {
    return isRecord(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Lists everything that is wrong with an object of options: that it is none, bad values, and unknown names.
 * @param name the option that holds the object; none for the options themselves
 */
export function findProblems(value: unknown, rules: Rules, name?: string): OptionProblem[] {
  const fields = fieldsOf(value);
  if (fields === undefined) return [{ option: name ?? 'options', problem: OBJECT }];
  const prefix = name === undefined ? '' : `${name}.`;
  const problems = Object.entries(rules).flatMap(([option, check]) => {
    const problem = wrong(() => {
      const given = (value as Record<string, unknown>)[option];
      return given === undefined && check(undefined) !== 'is missing' ? undefined : check(given);
    });
    return problem === undefined ? [] : [{ option: prefix + option, problem }];
  });
  return [...problems, ...findUnknownNames(Object.keys(fields), Object.keys(rules), prefix)];
}

/** Lists what is wrong with one value, which is the only one with this check. */
export function findProblem(name: string, value: unknown, check: Check): OptionProblem[] {
  const problem = wrong(() => check(value));
  return problem === undefined ? [] : [{ option: name, problem }];
}

/** @throws {@link OptionsError} naming the argument when its value is wrong. */
export function assertArgument(name: string, value: unknown, check: Check): void {
  const problems = findProblem(name, value, check);
  if (problems.length > 0) throw new OptionsError(problems);
}

/** The rules for the options of a call; they are checked without an allocation while all is well. */
export class CallRules {
  readonly #rules: Rules;
  readonly #list: readonly { readonly name: string; readonly check: Check }[];
  readonly #names: ReadonlySet<string>;
  readonly #what: string;

  /** @param what the name of the argument */
  constructor(rules: Rules, what = 'options') {
    this.#rules = rules;
    this.#what = what;
    this.#list = Object.entries(rules).map(([name, check]) => ({ name, check }));
    this.#names = new Set(Object.keys(rules));
  }

  /** @throws {@link OptionsError} naming every bad option. */
  assert(options: unknown): void {
    if (isRecord(options) && this.#isFit(options)) return;
    throw new OptionsError(
      fieldsOf(options) === undefined
        ? [{ option: this.#what, problem: OBJECT }]
        : findProblems(options, this.#rules),
    );
  }

  #isFit(options: Readonly<Record<string, unknown>>): boolean {
    try {
      for (const name in options) if (!this.#names.has(name) && Object.hasOwn(options, name)) return false;
      for (let index = 0; index < this.#list.length; index += 1) {
        const { name, check } = this.#list[index] as { name: string; check: Check };
        const value = options[name];
        if (value !== undefined && check(value) !== undefined) return false;
      }
      return true;
    } catch {
      return false;
    }
  }
}

const SIGNAL_RULES = new CallRules({ signal: checkSignal });

/** One for all callers: ten thousand at once would otherwise make and watch as many. */
const NEVER = new AbortController().signal;

/**
 * Returns the signal of options that have nothing else, or one that never aborts.
 * @throws {@link OptionsError} naming what is wrong with them.
 */
export function signalOf(options: { readonly signal?: AbortSignal | undefined }): AbortSignal {
  SIGNAL_RULES.assert(options);
  return options.signal ?? NEVER;
}
