import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../dist/index.js';
import { sandboxWith, send, V1, V2 } from './support.js';

let sandbox: Sandbox;
let port: string;

beforeAll(async () => {
  sandbox = await sandboxWith();
  port = new URL(sandbox.url).port;
});

/** Services that the sandbox does not have, at names that never resolve. */
const OTHERS = [
  ...['msgHist', 'accountConfigReadOnly', 'accountConfigReadWrite', 'asyncMessaging', 'asyncMessagingEnt'],
  ...[
    'engHistDomain',
    'rtbf',
    'auditLog',
    'auditlog',
    'smt',
    'pusher',
    'leDataReporting',
    'msgEwtAPI',
    'msdkgw',
  ],
  ...['mavenContext', 'mtlsGateway', 'swift'],
];
const otherHosts = Object.fromEntries(
  OTHERS.map((name) => [name, `${name.toLowerCase()}.liveperson.invalid`]),
);

const ownHostsOf = (account: string): Record<string, string> =>
  account === V1
    ? {
        faasGW: `127.0.0.1:${port}`,
        faasUI: `127.0.0.1:${port}`,
        sentinel: `127.0.0.1:${port}`,
        agentVep: `127.0.0.1:${port}`,
      }
    : {
        faasGW: `fninvocations.localhost:${port}`,
        faasUI: `functions.localhost:${port}`,
        sentinel: `127.0.0.1:${port}`,
        agentVep: `127.0.0.1:${port}`,
      };

const hostsOf = (account: string) => ({ ...ownHostsOf(account), ...otherHosts });

const LIST_PATHS = [
  '/api/account/ACC/service/baseURI.json?version=1.0',
  '/api/account/ACC/service/baseURI?version=1.0',
  '/csdr/account/ACC/service/baseURI.json?version=1.0',
  '/csdr/account/ACC/service/baseURI?version=1.0',
];

describe.each(LIST_PATHS)('GET %s', (path) => {
  test.each([V1, V2])(
    'the Domain API lists every service of account %s with a bare host',
    async (account) => {
      const { status, type, text } = await send(sandbox.url + path.replace('ACC', account));
      expect(status).toBe(200);
      expect(type).toMatch(/^application\/json/);
      const expected = Object.entries(hostsOf(account)).map(([service, baseURI]) => ({
        service,
        account,
        baseURI,
      }));
      expect(JSON.parse(text)).toEqual({ baseURIs: expected });
    },
  );

  test('the Domain API answers an empty list for an unknown account', async () => {
    const { status, text } = await send(sandbox.url + path.replace('ACC', '99999999'));
    expect([status, JSON.parse(text)]).toEqual([200, { baseURIs: [] }]);
  });
});

const ONE_PATHS = [
  '/api/account/ACC/service/NAME/baseURI.json?version=1.0',
  '/api/account/ACC/service/NAME/baseURI?version=1.0',
  '/csdr/account/ACC/service/NAME/baseURI.json?version=1.0',
];

describe.each(ONE_PATHS)('GET %s', (path) => {
  const one = (account: string, name: string) =>
    send(sandbox.url + path.replace('ACC', account).replace('NAME', name));

  test.each([V1, V2])(
    'the Domain API answers one service of account %s as a flat object',
    async (account) => {
      for (const [service, baseURI] of Object.entries(hostsOf(account))) {
        const { status, text } = await one(account, service);
        expect([status, JSON.parse(text)]).toEqual([200, { service, account, baseURI }]);
      }
    },
  );

  test.each([
    ['an unknown service', V1, 'nothing'],
    ['a service name in the wrong case', V1, 'faasgw'],
    ['an unknown account', '99999999', 'faasGW'],
  ])('the Domain API answers 404 for %s', async (_what, account, service) => {
    expect((await one(account, service)).status).toBe(404);
  });
});

test('the Domain API answers 405 to other methods than GET', async () => {
  const url = `${sandbox.url}/api/account/${V1}/service/baseURI.json?version=1.0`;
  for (const method of ['POST', 'PUT', 'DELETE', 'TRACE', 'QUERY']) {
    const { status, headers } = await send(url, {
      method,
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    expect([status, headers['allow']]).toEqual([405, 'GET']);
  }
});

describe.each(['/csdr', '/api'])('the JSONP form below %s', (prefix) => {
  const script = (account: string, service: string, cb: string) =>
    send(`${sandbox.url}${prefix}/account/${account}/service/${service}/baseURI.lpCsds?version=1.0&cb=${cb}`);

  test('a JSONP answer calls the given function with the host', async () => {
    const { status, type, text } = await script(V1, 'sentinel', 'my.callback');
    expect([status, type]).toEqual([200, 'application/javascript;charset=utf-8']);
    const [, json = ''] = /^my\.callback\((.*)\);$/.exec(text) ?? [];
    expect(JSON.parse(json).ResultSet.lpData[0].lpServer).toBe(hostsOf(V1)['sentinel']);
  });

  test('a JSONP answer for an unknown account is an lpCallError', async () => {
    const { text } = await script('99999999', 'sentinel', 'cb');
    expect(text).toBe('cb({"ResultSet":{"lpCallError":{"id":404,"message":"not found"}}});');
  });

  test.each(['', 'alert(1)', 'a;b'])(
    'a JSONP callback that is not a function name is rejected: "%s"',
    async (cb) => {
      const { status, text } = await script(V1, 'sentinel', encodeURIComponent(cb));
      const message = 'cb must be the name of a function';
      expect([status, JSON.parse(text)]).toEqual([400, { error: 'bad_request', message }]);
    },
  );
});

test('hostNames liveperson answers names like the real ones, without a port', async () => {
  const named = await sandboxWith({ hostNames: 'liveperson' });
  const hosts = async (account: string) => {
    const { text } = await send(`${named.url}/api/account/${account}/service/baseURI.json?version=1.0`);
    const { baseURIs } = JSON.parse(text) as { baseURIs: { service: string; baseURI: string }[] };
    return Object.fromEntries(baseURIs.map(({ service, baseURI }) => [service, baseURI]));
  };
  const own = { sentinel: 'va.sentinel.liveperson.net', agentVep: 'va.agentvep.liveperson.net' };
  const both = { ...own, ...otherHosts };
  expect(await hosts(V1)).toEqual({
    ...both,
    faasGW: 'va.faasgw.liveperson.net',
    faasUI: 'va.faasui.liveperson.net',
  });
  expect(await hosts(V2)).toEqual({
    ...both,
    faasGW: 'va.fninvocations.liveperson.net',
    faasUI: 'va.functions.liveperson.net',
  });
});
