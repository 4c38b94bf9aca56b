import { describe, expect, test } from '@jest/globals';
import { ACCOUNT, json, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { type DomainOptions, DomainResolver, OptionsError, type ServiceName } from '../src/index.js';
import { ObservedTransport } from './support/observed-transport.js';

async function discover(reply: Reply, options: Partial<DomainOptions> = {}) {
  await using platform = await ScriptedPlatform.start({ domain: reply });
  await using transport = new ObservedTransport();
  const { accountId, domainApi } = platform.options;
  const resolver = new DomainResolver({ accountId, domainApi, transport, ...options });
  const [outcome] = await Promise.allSettled([resolver.resolve('faasGW')]);
  return { outcome, paths: platform.arrived.map(({ url }) => url) };
}

const GATEWAY = 'va.faasgw.liveperson.net';
const found = {
  status: 'fulfilled',
  value: { service: 'faasGW', host: GATEWAY, origin: `https://${GATEWAY}` },
};
const failed = (code: string) => ({
  status: 'rejected',
  reason: { code, phase: 'domain', delivery: 'not-sent' },
});

describe('responses of the Domain API', () => {
  test.each<[string, unknown]>([
    ['for one service', { service: 'faasGW', account: ACCOUNT, baseURI: GATEWAY }],
    ['with nothing but the host', { baseURI: GATEWAY }],
    ['with the account as a number', { service: 'faasGW', account: Number(ACCOUNT), baseURI: GATEWAY }],
    [
      'for all services',
      {
        baseURIs: [
          { service: 'sentinel', account: ACCOUNT, baseURI: 'va.sentinel.liveperson.net' },
          { service: 'faasGW', account: ACCOUNT, baseURI: GATEWAY },
        ],
      },
    ],
  ])('reads a response %s', async (_, answer) => {
    expect((await discover(json(200, answer))).outcome).toMatchObject(found);
  });

  test.each<[string, unknown]>([
    ['another service', { service: 'sentinel', account: ACCOUNT, baseURI: GATEWAY }],
    ['another account', { service: 'faasGW', account: '99999999', baseURI: GATEWAY }],
    ['another account, in the list', { baseURIs: [{ service: 'faasGW', account: '9', baseURI: GATEWAY }] }],
    ['a service that is not a string', { service: { toString: null }, baseURI: GATEWAY }],
    ['a host that is not a string', { baseURI: { toString: null } }],
    ['a host with its scheme', { baseURI: `http://${GATEWAY}` }],
    ['a host outside the trusted domains', { baseURI: 'evil.test' }],
  ])('rejects a response as untrusted when it names %s', async (_, answer) => {
    expect((await discover(json(200, answer))).outcome).toMatchObject(failed('domain-untrusted'));
  });

  test.each<[string, number, unknown]>([
    ['a list without the service', 200, { baseURIs: [] }],
    ['no host', 200, { service: 'faasGW', account: ACCOUNT }],
    ['an empty host', 200, { baseURI: '' }],
    ['status 400', 400, {}],
    ['status 401', 401, {}],
    ['status 404', 404, {}],
  ])('reports an unknown service or account for %s', async (_, status, answer) => {
    expect((await discover(json(status, answer))).outcome).toMatchObject(failed('domain-unresolved'));
  });

  test.each([301, 302, 303, 307, 308])('does not follow a redirect of the Domain API: %i', async (status) => {
    const { outcome, paths } = await discover(json(status, {}, { location: '/elsewhere' }));
    expect(outcome).toMatchObject(failed('domain-unavailable'));
    expect(paths).toEqual([`/api/account/${ACCOUNT}/service/faasGW/baseURI.json?version=1.0`]);
  });

  test('returns a frozen domain, because it decides where the secret is sent', async () => {
    const { outcome } = await discover(json(200, { baseURI: GATEWAY }));
    expect(Object.isFrozen(outcome.status === 'fulfilled' && outcome.value)).toBe(true);
  });
});

test('rejects a Domain API over plain http without a request, except on loopback', async () => {
  await using transport = new ObservedTransport();
  const domainApi = 'http://api.liveperson.net';
  expect(() => new DomainResolver({ accountId: ACCOUNT, domainApi, transport })).toThrow(OptionsError);
  expect(transport.pending).toBe(0);
});

test('reports a transport that throws synchronously as domain-unavailable', async () => {
  const transport = {
    send: () => {
      throw new Error('out of sockets');
    },
    close: () => Promise.resolve(),
  };
  const { outcome } = await discover(json(200, {}), { transport });
  expect(outcome).toMatchObject(failed('domain-unavailable'));
});

describe('hosts from the options', () => {
  test('serves a host from the options without a request', async () => {
    const { outcome, paths } = await discover(json(500, {}), { domains: { faasGW: GATEWAY } });
    expect(outcome).toMatchObject(found);
    expect(paths).toEqual([]);
  });

  test.each(['evil.test', `${GATEWAY}/x`, `${GATEWAY}:8443`, ''])(
    'checks a host from the options like a discovered one: "%s"',
    async (faasGW) => {
      const { outcome, paths } = await discover(json(200, { baseURI: GATEWAY }), { domains: { faasGW } });
      expect(outcome).toMatchObject(failed('domain-untrusted'));
      // It is not quoted, because it may be a misplaced secret.
      expect(outcome).toMatchObject({
        reason: {
          problem: 'The host for faasGW, of the option domains, is not under a trusted domain',
          hint: 'Nothing was sent to that host. If it is correct, add its domain to trustedDomains.',
        },
      });
      expect(paths).toEqual([]);
    },
  );

  test('accepts a host from the options under a domain in trustedDomains', async () => {
    const options = { domains: { faasGW: 'gw.example.com' }, trustedDomains: ['example.com'] };
    expect((await discover(json(500, {}), options)).outcome).toMatchObject({ status: 'fulfilled' });
  });

  test('prefers a host from the options to the host of the region', async () => {
    const resolver = new DomainResolver({
      accountId: ACCOUNT,
      region: 'emea',
      domains: { faasGW: GATEWAY },
    });
    expect(await resolver.resolve('faasGW')).toMatchObject({ host: GATEWAY });
    expect(await resolver.resolve('sentinel')).toMatchObject({ host: 'lo.sentinel.liveperson.net' });
  });
});

test('rejects an unknown service without a request, so that the cache is bounded', async () => {
  await using platform = await ScriptedPlatform.start();
  const { accountId, domainApi } = platform.options;
  const resolver = new DomainResolver({ accountId, domainApi });
  for (const name of ['../../other', 'faasgw', '__proto__', 'constructor', '']) {
    await expect(resolver.resolve(name as ServiceName)).rejects.toThrow(OptionsError);
  }
  expect(platform.arrived).toEqual([]);
});
