import type { InvocationInput } from '../../src/index.js';
import { NO_SOURCE } from './intended-differences.js';

export const UUID = '6d0372f3-524c-4fe9-a9a4-bf0157c9deac';
const EVENT = 'conversational_command';
const SOURCE = 'contract-try';

/** Our side of each recorded call: the input, and what the platform says to it. */
export const CALLS: Readonly<Record<string, OurCall>> = {
  cold: {
    input: { lambdaUuid: UUID, payload: { foo: 'bär', n: 1 }, headers: { run: 'echo' } },
    eventSource: SOURCE,
  },
  warm: { input: { lambdaUuid: UUID, payload: { foo: 'bar' } }, eventSource: SOURCE },
  [NO_SOURCE]: { input: { lambdaUuid: UUID, payload: null }, requestId: 'my-request-id' },
  'only a payload': { input: { lambdaUuid: UUID, payload: 'text' }, eventSource: 'old-name' },
  'a function that is not there': {
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
  'an event that nobody implements': {
    input: { eventId: 'no_such_event' },
    eventSource: SOURCE,
    answer: { invocation: 404 },
  },
  'whether an event is implemented': {
    input: { eventId: EVENT },
    isQuestion: true,
    eventSource: 'old-name',
  },
  'whether an event is implemented, for a skill': {
    input: { eventId: 'other_event', skillId: '4711' },
    isQuestion: true,
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
  /** The event is asked about, not invoked. */
  readonly isQuestion?: true;
  readonly eventSource?: string;
  readonly clientSecret?: string;
  readonly requestId?: string;
  readonly answer?: Partial<Readonly<Record<'token' | 'invocation', number>>>;
}
