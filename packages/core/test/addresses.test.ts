import { describe, expect, test } from '@jest/globals';
import { AddressCache } from '../src/invocation/gateway-request.js';
import type { InvocationTarget } from '../src/invocation/invocation-input.js';

const LAMBDA = '8f4b1c9e-1f0a-4d55-9c57-3f0d8a3f5f10';
const gateway = {
  service: 'faasGW',
  host: 'gw.liveperson.net',
  origin: 'https://gw.liveperson.net',
} as const;
const PARTS = { accountId: '12345678', generation: 'v1', eventSource: 'me', gateway } as const;
const FUNCTION: InvocationTarget = { kind: 'function', lambdaUuid: LAMBDA };
const EVENT: InvocationTarget = { kind: 'event', eventId: LAMBDA };

describe('AddressCache', () => {
  test('parses a URL once for all requests to the same target', () => {
    const addresses = new AddressCache();
    expect(addresses.of({ ...FUNCTION }, 'invoke', { ...PARTS })).toBe(
      addresses.of({ ...FUNCTION }, 'invoke', { ...PARTS }),
    );
  });

  test.each<[string, InvocationTarget, InvocationTarget, string, object]>([
    ['another action', EVENT, EVENT, 'isImplemented', {}],
    ['an event with the id of a function', FUNCTION, EVENT, 'invoke', {}],
    ['a skill id', EVENT, { ...EVENT, skillId: '17' }, 'invoke', {}],
    ['another caller name', FUNCTION, FUNCTION, 'invoke', { eventSource: 'you' }],
    ['the other generation', FUNCTION, FUNCTION, 'invoke', { generation: 'v2' }],
    [
      'another gateway host',
      FUNCTION,
      FUNCTION,
      'invoke',
      { gateway: { ...gateway, origin: 'https://x.test' } },
    ],
  ])('returns another URL for %s', (_, before, after, action, changes) => {
    const addresses = new AddressCache();
    const { href } = addresses.of(before, 'invoke', PARTS);
    const parts = { ...PARTS, ...changes };
    expect(addresses.of(after, action, parts).href).not.toBe(href);
  });

  test('evicts old URLs, so that its size is bounded', () => {
    const addresses = new AddressCache();
    const first = addresses.of(FUNCTION, 'invoke', PARTS);
    for (let n = 0; n < 200; n += 1) addresses.of({ kind: 'event', eventId: `event-${n}` }, 'invoke', PARTS);
    expect(addresses.of(FUNCTION, 'invoke', PARTS)).not.toBe(first);
  });
});
