import { expect } from '@jest/globals';
import type { Service } from '@lp-faas/testing/scripted-platform';

/** One way in which our requests are meant to differ. A part that is not there is `null`. */
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
  'a function that is not there',
  'cold, a function that fails',
  'warm, a function that fails',
];
const EVENTS = ['an event', 'an event and a skill', 'an event that nobody implements'];
const QUESTIONS = ['whether an event is implemented', 'whether an event is implemented, for a skill'];
const OUR_AGENT = expect.stringMatching(/^lp-faas-core\/\d/);

export const DIFFERENCES: readonly Difference[] = [
  {
    service: 'domain',
    part: 'origin',
    official: 'http://adminlogin.liveperson.net',
    ours: 'https://api.liveperson.net',
    reason: 'The answer decides who gets the client secret; the documented host has https.',
  },
  {
    service: 'domain',
    part: 'path',
    official: expect.stringMatching(/\/service\/baseURI\.json$/),
    ours: expect.stringMatching(/\/service\/(?:faasGW|sentinel)\/baseURI\.json$/),
    reason: 'The documented form: one request a service, for the two that are needed.',
  },
  {
    service: 'domain',
    part: 'header user-agent',
    official: expect.stringMatching(/^got /),
    ours: OUR_AGENT,
    reason: 'Says who asks.',
  },
  {
    service: 'token',
    part: 'header user-agent',
    official: null,
    ours: OUR_AGENT,
    reason: 'Says who asks.',
  },
  {
    service: 'token',
    part: 'body scope',
    official: '',
    ours: null,
    reason: 'An empty scope means the same as none, and RFC 6749 has no empty one.',
  },
  {
    service: 'invocation',
    part: 'header user-agent',
    official: 'faas-client-js@2.0.0',
    ours: OUR_AGENT,
    reason: 'Says who asks.',
  },
  {
    service: 'invocation',
    part: 'header x-request-id',
    official: expect.any(String),
    ours: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
    reason: 'A new one for each invocation, a valid UUID.',
    calls: [...FUNCTIONS, ...EVENTS, ...QUESTIONS],
  },
  {
    service: 'invocation',
    part: 'query skillId',
    official: '',
    ours: null,
    reason: 'Nothing to say, nothing said.',
    generation: 'v1',
    calls: [
      NO_SOURCE,
      ...FUNCTIONS,
      'an event',
      'an event that nobody implements',
      'whether an event is implemented',
    ],
  },
  {
    service: 'invocation',
    part: 'query externalSystem',
    official: 'Unknown',
    ours: 'lp-faas-invoke',
    reason: 'The default says who calls.',
    generation: 'v1',
    calls: ['whether an event is implemented, for a skill'],
  },
  {
    service: 'invocation',
    part: 'header lp-eventsource',
    official: null,
    ours: 'old-name',
    reason: 'Who asks says who it is, as LivePerson’s newer Java client does.',
    generation: 'v2',
    calls: ['whether an event is implemented'],
  },
  {
    service: 'invocation',
    part: 'header lp-eventsource',
    official: null,
    ours: 'lp-faas-invoke',
    reason: 'Who asks says who it is, as LivePerson’s newer Java client does.',
    generation: 'v2',
    calls: ['whether an event is implemented, for a skill'],
  },
  {
    service: 'invocation',
    part: 'query userId',
    official: '42',
    ours: null,
    reason: 'An application’s token belongs to no user.',
    generation: 'v2',
    calls: ['whether an event is implemented, for a skill'],
  },
  {
    service: 'invocation',
    part: 'query externalSystem',
    official: 'unknown',
    ours: 'lp-faas-invoke',
    reason: 'The default says who calls.',
    generation: 'v1',
    calls: [NO_SOURCE],
  },
  {
    service: 'invocation',
    part: 'header lp-eventsource',
    official: 'Unknown',
    ours: 'lp-faas-invoke',
    reason: 'The default says who calls.',
    generation: 'v2',
    calls: [NO_SOURCE],
  },
  {
    service: 'invocation',
    part: 'body timestamp',
    official: expect.any(Number),
    ours: expect.any(Number),
    reason: 'The moment of the call; ours is not the caller’s to choose.',
    calls: [NO_SOURCE, ...FUNCTIONS, ...EVENTS],
  },
  {
    service: 'invocation',
    part: 'body headers',
    official: null,
    ours: [],
    reason: 'The function finds a list, always.',
    calls: ['only a payload'],
  },
];
