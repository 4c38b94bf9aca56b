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

describe('the answer of the Domain API', () => {
  test.each<[string, unknown]>([
    ['about one service', { service: 'faasGW', account: ACCOUNT, baseURI: GATEWAY }],
    ['about one service, without saying which', { baseURI: GATEWAY }],
    ['with the account as a number', { service: 'faasGW', account: Number(ACCOUNT), baseURI: GATEWAY }],
    [
      'about all services',
      {
        baseURIs: [
          { service: 'sentinel', account: ACCOUNT, baseURI: 'va.sentinel.liveperson.net' },
          { service: 'faasGW', account: ACCOUNT, baseURI: GATEWAY },
        ],
      },
    ],
  ])('is read %s', async (_, answer) => {
    expect((await discover(json(200, answer))).outcome).toMatchObject(found);
  });

  test.each<[string, unknown]>([
    ['another service', { service: 'sentinel', account: ACCOUNT, baseURI: GATEWAY }],
    ['another account', { service: 'faasGW', account: '99999999', baseURI: GATEWAY }],
    ['another account, in the list', { baseURIs: [{ service: 'faasGW', account: '9', baseURI: GATEWAY }] }],
    ['a service without a text', { service: { toString: null }, baseURI: GATEWAY }],
    ['a host that is no text', { baseURI: { toString: null } }],
    ['a host with its scheme', { baseURI: `http://${GATEWAY}` }],
    ['a host of somebody else', { baseURI: 'evil.test' }],
  ])('is not trusted when it names %s', async (_, answer) => {
    expect((await discover(json(200, answer))).outcome).toMatchObject(failed('domain-untrusted'));
  });

  test.each<[string, number, unknown]>([
    ['a list without the service', 200, { baseURIs: [] }],
    ['no host', 200, { service: 'faasGW', account: ACCOUNT }],
    ['an empty host', 200, { baseURI: '' }],
    ['400', 400, {}],
    ['401', 401, {}],
    ['404', 404, {}],
  ])('says that there is no such service or account with %s', async (_, status, answer) => {
    expect((await discover(json(status, answer))).outcome).toMatchObject(failed('domain-unresolved'));
  });

  test.each([301, 302, 303, 307, 308])('is not looked for where a %i points to', async (status) => {
    const { outcome, paths } = await discover(json(status, {}, { location: '/elsewhere' }));
    expect(outcome).toMatchObject(failed('domain-unavailable'));
    expect(paths).toEqual([`/api/account/${ACCOUNT}/service/faasGW/baseURI.json?version=1.0`]);
  });

  test('cannot be changed by who gets it: it says where the secret goes', async () => {
    const { outcome } = await discover(json(200, { baseURI: GATEWAY }));
    expect(Object.isFrozen(outcome.status === 'fulfilled' && outcome.value)).toBe(true);
  });
});

test('a Domain API over plain http is refused before anything is asked, except on loopback', async () => {
  await using transport = new ObservedTransport();
  const domainApi = 'http://api.liveperson.net';
  expect(() => new DomainResolver({ accountId: ACCOUNT, domainApi, transport })).toThrow(OptionsError);
  expect(transport.pending).toBe(0);
});

test('a transport that throws instead of rejecting is no answer, not an abort', async () => {
  const transport = {
    send: () => {
      throw new Error('out of sockets');
    },
    close: () => Promise.resolve(),
  };
  const { outcome } = await discover(json(200, {}), { transport });
  expect(outcome).toMatchObject(failed('domain-unavailable'));
});

describe('a host from the options', () => {
  test('is served without asking', async () => {
    const { outcome, paths } = await discover(json(500, {}), { domains: { faasGW: GATEWAY } });
    expect(outcome).toMatchObject(found);
    expect(paths).toEqual([]);
  });

  test.each(['evil.test', `${GATEWAY}/x`, `${GATEWAY}:8443`, ''])(
    'is checked like one that was asked for: "%s"',
    async (faasGW) => {
      const { outcome, paths } = await discover(json(200, { baseURI: GATEWAY }), { domains: { faasGW } });
      expect(outcome).toMatchObject(failed('domain-untrusted'));
      expect(paths).toEqual([]);
    },
  );

  test('may be of a domain that is trusted by name', async () => {
    const options = { domains: { faasGW: 'gw.example.com' }, trustedDomains: ['example.com'] };
    expect((await discover(json(500, {}), options)).outcome).toMatchObject({ status: 'fulfilled' });
  });

  test('goes before the one of the region, which needs no asking either', async () => {
    const resolver = new DomainResolver({
      accountId: ACCOUNT,
      region: 'emea',
      domains: { faasGW: GATEWAY },
    });
    expect(await resolver.resolve('faasGW')).toMatchObject({ host: GATEWAY });
    expect(await resolver.resolve('sentinel')).toMatchObject({ host: 'lo.sentinel.liveperson.net' });
  });
});

test('a service that does not exist is refused without a request: what is kept has a bound', async () => {
  await using platform = await ScriptedPlatform.start();
  const { accountId, domainApi } = platform.options;
  const resolver = new DomainResolver({ accountId, domainApi });
  for (const name of ['../../other', 'faasgw', '__proto__', 'constructor', '']) {
    await expect(resolver.resolve(name as ServiceName)).rejects.toThrow(OptionsError);
  }
  expect(platform.arrived).toEqual([]);
});
