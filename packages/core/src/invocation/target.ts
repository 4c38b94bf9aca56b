import { type OptionProblem, OptionsError } from '../errors.js';
import { checkHeaderText } from '../option-checks.js';
import type { EventInput, InvocationInput, UncheckedInput } from './invocation-input.js';

/** What is invoked. */
export type Target =
  | { readonly kind: 'function'; readonly lambdaUuid: string }
  | { readonly kind: 'event'; readonly eventId: string; readonly skillId?: string };

/** An event, and the skill that narrows it down. */
export type EventTarget = Extract<Target, { kind: 'event' }>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Lone surrogates have no escaped form. */
const UNFIT = /[\p{Cc}\p{Cs}]/u;

/** Everything that is wrong with how an input names what to invoke. */
export function findTargetProblems({ lambdaUuid, eventId, skillId }: UncheckedInput): OptionProblem[] {
  if (isNamed(eventId) && isNamed(lambdaUuid)) {
    return [{ option: 'eventId', problem: 'must not be set beside lambdaUuid' }];
  }
  if (isNamed(eventId)) return findEventProblems({ eventId, skillId });
  const problems: OptionProblem[] = [];
  if (!isNamed(lambdaUuid)) {
    problems.push({ option: 'lambdaUuid', problem: 'is missing (or an eventId)' });
  } else if (!UUID.test(String(lambdaUuid))) {
    const problem =
      'must be a UUID, as 8f4b1c9e-1f0a-4d55-9c57-3f0d8a3f5f10 (see the function in the Functions UI)';
    problems.push({ option: 'lambdaUuid', problem });
  }
  if (skillId !== undefined) problems.push({ option: 'skillId', problem: 'must not be set without eventId' });
  return problems;
}

/** Everything that is wrong with an event and its skill. */
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

/** The target of a checked input. */
export function targetOf({ lambdaUuid, eventId, skillId }: InvocationInput): Target {
  if (eventId === undefined || eventId === '') return { kind: 'function', lambdaUuid: lambdaUuid as string };
  return { kind: 'event', eventId, ...(skillId !== undefined && { skillId }) };
}

/**
 * Checks who names an event and nothing else.
 * @throws {OptionsError} naming everything that is wrong.
 */
export function checkEvent({ eventId, skillId }: Pick<EventInput, 'eventId' | 'skillId'>): EventTarget {
  const problems = findEventProblems({ eventId, skillId });
  if (problems.length > 0) throw new OptionsError(problems);
  return { kind: 'event', eventId, ...(skillId !== undefined && { skillId }) };
}

/** A path part that cannot leave its place. */
export function pathOf(target: Target): string {
  if (target.kind === 'function') return `lambdas/${target.lambdaUuid}`;
  return `events/${encodeURIComponent(target.eventId)}`;
}

const isNamed = (value: unknown): boolean => value !== undefined && value !== '';

function isEventId(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > 256 || UNFIT.test(value)) return false;
  // As path parts these two would be walked, escaped or not.
  return value !== '.' && value !== '..';
}
