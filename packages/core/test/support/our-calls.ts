import type { InvocationInput } from '../../src/index.js';
import { NO_SOURCE } from './intended-differences.js';

export const UUID = '6d0372f3-524c-4fe9-a9a4-bf0157c9deac';
const EVENT = 'conversational_command';
const SOURCE = 'contract-try';

/** Our input for each recorded call, and the platform's statuses. */
export const CALLS: Readonly<Record<string, OurCall>> = {
  cold: {
    input: { lambdaUuid: UUID, payload: { foo: 'bär', n: 1 }, headers: { run: 'echo' } },
    eventSource: SOURCE,
  },
  warm: { input: { lambdaUuid: UUID, payload: { foo: 'bar' } }, eventSource: SOURCE },
  [NO_SOURCE]: { input: { lambdaUuid: UUID, payload: null }, requestId: 'my-request-id' },
  'only a payload': { input: { lambdaUuid: UUID, payload: 'text' }, eventSource: 'old-name' },
  'an unknown function': {
    input: { lambdaUuid: 'c521cadf-d444-4519-ad11-1c1111114415' },
    eventSource: SOURCE,
    answer: { invocation: 404 },
  },
  'cold, a function that fails': {
    input: { lambdaUuid: UUID, headers: [{ key: 'run', value: 'error' }] },
    eventSource: SOURCE,
    answer: { invocation: 901 },
  },
  'warm, a function that fails': {
    input: { lambdaUuid: UUID, headers: { run: 'error' } },
    eventSource: SOURCE,
    answer: { invocation: 901 },
  },
  'an event': { input: { eventId: EVENT, payload: { foo: 'bar' } }, eventSource: SOURCE },
  'an event and a skill': { input: { eventId: EVENT, skillId: '4711' }, eventSource: SOURCE },
  'an event without functions': {
    input: { eventId: 'no_such_event' },
    eventSource: SOURCE,
    answer: { invocation: 404 },
  },
  isImplemented: {
    input: { eventId: EVENT },
    isLookup: true,
    eventSource: 'old-name',
  },
  'isImplemented with a skill': {
    input: { eventId: 'other_event', skillId: '4711' },
    isLookup: true,
  },
  'a wrong secret': {
    input: { lambdaUuid: UUID },
    clientSecret: 'wrong',
    answer: { token: 401 },
  },
};

/** One of our calls. */
export interface OurCall {
  readonly input: InvocationInput;
  /** Calls isImplemented instead of invoke. */
  readonly isLookup?: true;
  readonly eventSource?: string;
  readonly clientSecret?: string;
  readonly requestId?: string;
  readonly answer?: Partial<Readonly<Record<'token' | 'invocation', number>>>;
}
