import { anything, CallRules, checkHeaderText, isText } from '../checks.js';
import { type OptionProblem, OptionsError } from '../errors.js';
import { isRecord } from '../json.js';
import { findUnknownNames } from '../unknown-names.js';
import {
  type FunctionHeader,
  type FunctionHeaders,
  HEADERS_RULE,
  listHeaders,
  readPayload,
} from './input-content.js';

/** What a function receives. */
interface InvocationContent {
  /** Any JSON value. Default `{}`. */
  readonly payload?: unknown;
  /** The payload as JSON text that is sent as it is, instead of `payload`; long numbers keep all their digits. */
  readonly payloadJson?: string | undefined;
  /** Headers that the function receives as data. Default none. */
  readonly headers?: FunctionHeaders | undefined;
}

/** One function, and what it receives. */
export interface FunctionInput extends InvocationContent {
  /** The function's id, as the Functions UI shows it. */
  readonly lambdaUuid: string;
  /** Not with `lambdaUuid`. */
  readonly eventId?: undefined;
  /** Only with an event. */
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
  /** Not with `eventId`. */
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

const NAMES: Readonly<Record<keyof UncheckedInput, true>> = {
  lambdaUuid: true,
  eventId: true,
  skillId: true,
  payload: true,
  payloadJson: true,
  headers: true,
};
const KNOWN = new Set(Object.keys(NAMES));

/** What an input has beside the event is checked where it is sent. */
const EVENT_RULES = new CallRules(Object.fromEntries([...KNOWN].map((name) => [name, anything])), 'event');

/** Lists every bad part of an input; empty when there is none. */
export function findInputProblems(input: unknown): OptionProblem[] {
  return examine(input).problems;
}

/** @throws {@link OptionsError} naming every bad part. */
export function checkInput(input: InvocationInput): CheckedInput {
  const { problems, json, headers } = examine(input);
  if (problems.length > 0 || json === undefined || headers === undefined) throw new OptionsError(problems);
  return { target: targetOf(input), payloadJson: json, headers };
}

interface Examined {
  readonly problems: OptionProblem[];
  readonly headers?: readonly FunctionHeader[] | undefined;
  readonly json?: string | undefined;
}

/** Checks each part once, since a payload may be large. */
function examine(input: unknown): Examined {
  if (!isRecord(input)) {
    return { problems: [{ option: 'input', problem: 'must be an object with lambdaUuid or eventId' }] };
  }
  try {
    const problems = findTargetProblems(input);
    const headers = listHeaders(input['headers']);
    if (headers === undefined) problems.push({ option: 'headers', problem: HEADERS_RULE });
    const payload = readPayload(input);
    if (typeof payload !== 'string') problems.push(payload);
    if (hasUnknownName(input)) problems.push(...findUnknownNames(Object.keys(input), [...KNOWN]));
    return { problems, headers, json: typeof payload === 'string' ? payload : undefined };
  } catch {
    // A getter or a proxy of the caller; its error may quote what is secret.
    return { problems: [{ option: 'input', problem: 'cannot be read' }] };
  }
}

function hasUnknownName(input: object): boolean {
  // Without an allocation, because this is checked for each call.
  for (const name in input) if (!KNOWN.has(name) && Object.hasOwn(input, name)) return true;
  return false;
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
  } else if (!isText(lambdaUuid, UUID)) {
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
 * Checks an event; what else an input may have is not used.
 * @throws {@link OptionsError} naming everything that is wrong.
 */
export function checkEvent(event: Pick<EventInput, 'eventId' | 'skillId'>): EventTarget {
  EVENT_RULES.assert(event);
  const { eventId, skillId } = event;
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
