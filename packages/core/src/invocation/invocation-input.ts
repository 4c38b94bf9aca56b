import { type OptionProblem, OptionsError } from '../errors.js';
import { isRecord, parseJson } from '../json.js';
import { checkHeaderText } from '../option-checks.js';

/** One header that the function receives as data; not an HTTP header. */
export interface FunctionHeader {
  readonly key: string;
  readonly value: string;
}

/** What a function receives. */
interface InvocationContent {
  /** Any JSON value. Default `{}`. */
  readonly payload?: unknown;
  /** The payload as JSON text that is sent as it is, instead of `payload`; long numbers keep all their digits. */
  readonly payloadJson?: string | undefined;
  /** Headers that the function receives as data, by name or as a list. Default none. */
  readonly headers?: Readonly<Record<string, string>> | readonly FunctionHeader[] | undefined;
}

/** One function, and what it receives. */
export interface FunctionInput extends InvocationContent {
  /** The function's id, as the Functions UI shows it. */
  readonly lambdaUuid: string;
  readonly eventId?: undefined;
  readonly skillId?: undefined;
}

/** An event, whose functions are all invoked, and what they receive. */
export interface EventInput extends InvocationContent {
  /**
   * The event's id, such as `controllerbot_messaging_new_conversation`, or one of your own: 1 to 256 characters
   * without line breaks and other control characters.
   */
  readonly eventId: string;
  /** Invokes only the functions that are assigned to this skill: 1 to 128 printable ASCII characters. Default all. */
  readonly skillId?: string | undefined;
  readonly lambdaUuid?: undefined;
}

/** What to invoke, and with what: a function by its id, or all functions of an event. */
export type InvocationInput = FunctionInput | EventInput;

/** An input that was not checked. */
export type UncheckedInput = { readonly [Name in keyof FunctionInput | keyof EventInput]?: unknown };

/** A checked input, ready to be sent: the payload is JSON text already. */
export interface CheckedInput {
  readonly target: InvocationTarget;
  readonly payloadJson: string;
  readonly headers: readonly FunctionHeader[];
}

/** Lists every bad part of an input; empty when there is none. */
export function findInputProblems(input: UncheckedInput): OptionProblem[] {
  return examine(input).problems;
}

/** @throws {OptionsError} naming every bad part. */
export function checkInput(input: InvocationInput): CheckedInput {
  const { problems, json, headers } = examine(input);
  if (problems.length > 0 || json === undefined || headers === undefined) throw new OptionsError(problems);
  return { target: targetOf(input), payloadJson: json, headers };
}

/** Checks each part once, since a payload may be large. */
function examine(input: UncheckedInput) {
  const problems = findTargetProblems(input);
  const headers = listHeaders(input.headers ?? []);
  if (headers === undefined) {
    const problem = 'must have names that are not empty, and strings as values';
    problems.push({ option: 'headers', problem });
  }
  const payload = readPayload(input);
  if (typeof payload !== 'string') problems.push(payload);
  return { problems, headers, json: typeof payload === 'string' ? payload : undefined };
}

/** The payload as JSON text, or what is wrong with it. */
function readPayload({ payload, payloadJson }: UncheckedInput): string | OptionProblem {
  if (payloadJson === undefined) {
    const problem = 'must be a JSON value (no function, BigInt or cycle)';
    return stringify(payload) ?? { option: 'payload', problem };
  }
  if (payload !== undefined) return { option: 'payloadJson', problem: 'cannot be combined with payload' };
  if (typeof payloadJson === 'string' && parseJson(payloadJson) !== undefined) return payloadJson;
  return { option: 'payloadJson', problem: 'must be JSON text' };
}

function stringify(payload: unknown = {}): string | undefined {
  try {
    // JSON.stringify returns undefined for values that JSON does not have.
    return JSON.stringify(payload) as string | undefined;
  } catch {
    return undefined;
  }
}

function listHeaders(headers: unknown): readonly FunctionHeader[] | undefined {
  const list: unknown[] = Array.isArray(headers)
    ? headers
    : Object.entries(Object(headers)).map(([key, value]) => ({ key, value }));
  return list.every(isHeader) ? list.map(({ key, value }) => ({ key, value })) : undefined;
}

function isHeader(value: unknown): value is FunctionHeader {
  return (
    isRecord(value) &&
    typeof value['key'] === 'string' &&
    value['key'] !== '' &&
    typeof value['value'] === 'string'
  );
}

/** What is invoked: a function or an event. */
export type InvocationTarget =
  | { readonly kind: 'function'; readonly lambdaUuid: string }
  | { readonly kind: 'event'; readonly eventId: string; readonly skillId?: string };

/** An event, and the skill that limits it. */
export type EventTarget = Extract<InvocationTarget, { kind: 'event' }>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Control characters, and lone surrogates, which have no escaped form. */
const UNSAFE = /[\p{Cc}\p{Cs}]/u;

/** Lists everything that is wrong with the target of an input. */
export function findTargetProblems({ lambdaUuid, eventId, skillId }: UncheckedInput): OptionProblem[] {
  if (isNamed(eventId) && isNamed(lambdaUuid)) {
    return [{ option: 'eventId', problem: 'cannot be combined with lambdaUuid' }];
  }
  if (isNamed(eventId)) return findEventProblems({ eventId, skillId });
  const problems: OptionProblem[] = [];
  if (!isNamed(lambdaUuid)) {
    problems.push({ option: 'lambdaUuid', problem: 'is missing: set lambdaUuid or eventId' });
  } else if (!UUID.test(String(lambdaUuid))) {
    const problem = 'must be a UUID such as 8f4b1c9e-1f0a-4d55-9c57-3f0d8a3f5f10; the Functions UI shows it';
    problems.push({ option: 'lambdaUuid', problem });
  }
  if (skillId !== undefined) problems.push({ option: 'skillId', problem: 'needs an eventId' });
  return problems;
}

/** Lists everything that is wrong with an event and its skill. */
export function findEventProblems({ eventId, skillId }: UncheckedInput): OptionProblem[] {
  const problems: OptionProblem[] = [];
  if (!isNamed(eventId)) problems.push({ option: 'eventId', problem: 'is missing' });
  else if (!isEventId(eventId)) {
    const problem = 'must be 1 to 256 characters without control characters, and not . or ..';
    problems.push({ option: 'eventId', problem });
  }
  const wrong = skillId === undefined ? undefined : checkHeaderText(skillId);
  if (wrong !== undefined) problems.push({ option: 'skillId', problem: wrong });
  return problems;
}

/** Returns the target of a checked input. */
export function targetOf({ lambdaUuid, eventId, skillId }: InvocationInput): InvocationTarget {
  if (eventId === undefined || eventId === '') return { kind: 'function', lambdaUuid: lambdaUuid as string };
  return { kind: 'event', eventId, ...(skillId !== undefined && { skillId }) };
}

/**
 * Checks an event without a payload.
 * @throws {OptionsError} naming everything that is wrong.
 */
export function checkEvent({ eventId, skillId }: Pick<EventInput, 'eventId' | 'skillId'>): EventTarget {
  const problems = findEventProblems({ eventId, skillId });
  if (problems.length > 0) throw new OptionsError(problems);
  return { kind: 'event', eventId, ...(skillId !== undefined && { skillId }) };
}

/** Builds the path of a target; encoded, so that it cannot leave its folder. */
export function pathOf(target: InvocationTarget): string {
  if (target.kind === 'function') return `lambdas/${target.lambdaUuid}`;
  return `events/${encodeURIComponent(target.eventId)}`;
}

const isNamed = (value: unknown): boolean => value !== undefined && value !== '';

function isEventId(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > 256 || UNSAFE.test(value)) return false;
  // URL parsers resolve these two as path segments, escaped or not.
  return value !== '.' && value !== '..';
}
