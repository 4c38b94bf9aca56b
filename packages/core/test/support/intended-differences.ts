import { expect } from '@jest/globals';
import type { Service } from '@lp-faas/testing/scripted-platform';

/** An intended difference between the requests. A missing part is `null`. */
export interface Difference {
  readonly service: Service;
  readonly part: string;
  readonly official: unknown;
  readonly ours: unknown;
  readonly reason: string;
  /** Default both. */
  readonly generation?: 'v1' | 'v2';
  /** Default all. */
  readonly calls?: readonly string[];
}

export const NO_SOURCE = 'no event source, own timestamp and request id';
const FUNCTIONS = [
  'cold',
  'warm',
  'only a payload',
  'an unknown function',
  'cold, a function that fails',
  'warm, a function that fails',
];
const EVENTS = ['an event', 'an event and a skill', 'an event without functions'];
const IS_IMPLEMENTED = ['isImplemented', 'isImplemented with a skill'];
const OUR_AGENT = expect.stringMatching(/^lp-faas-core\/\d/);

export const DIFFERENCES: readonly Difference[] = [
  {
    service: 'domain',
    part: 'origin',
    official: 'http://adminlogin.liveperson.net',
    ours: 'https://api.liveperson.net',
    reason: 'The response decides where the client secret is sent; the documented URL has https.',
  },
  {
    service: 'domain',
    part: 'path',
    official: expect.stringMatching(/\/service\/baseURI\.json$/),
    ours: expect.stringMatching(/\/service\/(?:faasGW|sentinel)\/baseURI\.json$/),
    reason: 'The documented form with one request for each of the two services.',
  },
  {
    service: 'domain',
    part: 'header user-agent',
    official: expect.stringMatching(/^got /),
    ours: OUR_AGENT,
    reason: 'Identifies this client.',
  },
  {
    service: 'token',
    part: 'header user-agent',
    official: null,
    ours: OUR_AGENT,
    reason: 'Identifies this client.',
  },
  {
    service: 'token',
    part: 'body scope',
    official: '',
    ours: null,
    reason: 'RFC 6749 does not allow an empty scope; it means the same as none.',
  },
  {
    service: 'invocation',
    part: 'header user-agent',
    official: 'faas-client-js@2.0.0',
    ours: OUR_AGENT,
    reason: 'Identifies this client.',
  },
  {
    service: 'invocation',
    part: 'header x-request-id',
    official: expect.any(String),
    ours: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
    reason: 'A new one for each invocation, a valid UUID.',
    calls: [...FUNCTIONS, ...EVENTS, ...IS_IMPLEMENTED],
  },
  {
    service: 'invocation',
    part: 'query skillId',
    official: '',
    ours: null,
    reason: 'An empty skill id is omitted.',
    generation: 'v1',
    calls: [NO_SOURCE, ...FUNCTIONS, 'an event', 'an event without functions', 'isImplemented'],
  },
  {
    service: 'invocation',
    part: 'query externalSystem',
    official: 'Unknown',
    ours: 'lp-faas-invoke',
    reason: 'The default names this client.',
    generation: 'v1',
    calls: ['isImplemented with a skill'],
  },
  {
    service: 'invocation',
    part: 'header lp-eventsource',
    official: null,
    ours: 'old-name',
    reason: 'Sends the caller name, as LivePerson’s newer Java client does.',
    generation: 'v2',
    calls: ['isImplemented'],
  },
  {
    service: 'invocation',
    part: 'header lp-eventsource',
    official: null,
    ours: 'lp-faas-invoke',
    reason: 'Sends the caller name, as LivePerson’s newer Java client does.',
    generation: 'v2',
    calls: ['isImplemented with a skill'],
  },
  {
    service: 'invocation',
    part: 'query userId',
    official: '42',
    ours: null,
    reason: 'An application’s token does not belong to a user.',
    generation: 'v2',
    calls: ['isImplemented with a skill'],
  },
  {
    service: 'invocation',
    part: 'query externalSystem',
    official: 'unknown',
    ours: 'lp-faas-invoke',
    reason: 'The default names this client.',
    generation: 'v1',
    calls: [NO_SOURCE],
  },
  {
    service: 'invocation',
    part: 'header lp-eventsource',
    official: 'Unknown',
    ours: 'lp-faas-invoke',
    reason: 'The default names this client.',
    generation: 'v2',
    calls: [NO_SOURCE],
  },
  {
    service: 'invocation',
    part: 'body timestamp',
    official: expect.any(Number),
    ours: expect.any(Number),
    reason: 'The time of the call, which the caller cannot set.',
    calls: [NO_SOURCE, ...FUNCTIONS, ...EVENTS],
  },
  {
    service: 'invocation',
    part: 'body headers',
    official: null,
    ours: [],
    reason: 'The function always receives a list.',
    calls: ['only a payload'],
  },
];
