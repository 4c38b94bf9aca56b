/** Fields that the runtime refuses whatever the message is, and the text with which the editor refuses them. */
export const ALWAYS_REFUSED: readonly [string, object, string][] = [
  ['no UUID', { lambdaUuid: '' }, 'error.lambda-uuid'],
  ['a function that is not a UUID', { lambdaUuid: 'hello' }, 'error.lambda-uuid'],
  ['msg. and nothing as the function', { lambdaUuid: '', lambdaUuidType: 'msg' }, 'error.blank'],
  ['a variable without a name', { lambdaUuid: '', lambdaUuidType: 'env' }, 'error.blank'],
  ['no event', { target: 'event', eventId: ' ' }, 'error.event-id'],
  ['msg. and nothing as the payload', { payload: '', payloadType: 'msg' }, 'error.blank'],
  ['flow. and nothing as the payload', { payload: '', payloadType: 'flow' }, 'error.blank'],
  ['an empty expression', { payload: '', payloadType: 'jsonata' }, 'error.blank'],
  ['msg. and nothing as the headers', { headers: '', headersType: 'msg' }, 'error.blank'],
  ['headers that are a string', { headers: '"a"' }, 'error.headers-json'],
  ['a deadline of -5', { deadlineMs: '-5' }, 'error.deadline'],
  ['a deadline of 0', { deadlineMs: '0' }, 'error.deadline'],
  ['a deadline of 1.5', { deadlineMs: '1.5' }, 'error.deadline'],
  ['a deadline beyond what a timer can hold', { deadlineMs: '2147483648' }, 'error.deadline'],
  ['99 attempts', { attempts: '99' }, 'error.attempts'],
  ['0 attempts', { attempts: '0' }, 'error.attempts'],
  ['a caller name with a line break', { eventSource: 'a\nb' }, 'error.event-source'],
  ['a caller name of 129 characters', { eventSource: 'x'.repeat(129) }, 'error.event-source'],
];

/** Fields that the runtime accepts, and the editor must accept as well. */
export const ACCEPTED: readonly [string, object][] = [
  ['a UUID with white space around it', { lambdaUuid: ' 0b7ad0c8-5b1c-4d0e-8f6a-3c1f5f0e7a11 ' }],
  ['an event of its own', { target: 'event', eventId: 'an_event_of_my_own' }],
  ['an empty deadline', { deadlineMs: '' }],
  ['the longest deadline', { deadlineMs: '2147483647' }],
  ['10 attempts', { attempts: '10' }],
  ['an empty caller name', { eventSource: '' }],
  ['a caller name of 128 characters', { eventSource: 'x'.repeat(128) }],
  ['empty headers', { headers: '' }],
  ['an empty payload', { payload: '', payloadType: 'str' }],
];
