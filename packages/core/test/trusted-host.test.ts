import { describe, expect, test } from '@jest/globals';
import { isHostName, trustedOrigin } from '../src/platform.js';

const platform = { trustedDomains: [], loopbackScheme: undefined };
const sandbox = { trustedDomains: [], loopbackScheme: 'http:' as const };

describe('trusted hosts', () => {
  test.each([
    'va.sentinel.liveperson.net',
    'lo.faasgw.liveperson.net',
    'x.fninvocations.liveperson.com',
    'csds-app.qa.int.gw.lpcloud.io',
    'hc1n.dev.lprnd.net',
  ])('trusts a host under a domain of LivePerson: %s', (host) => {
    expect(trustedOrigin(host, platform)).toBe(`https://${host}`);
  });

  test('trusts a host under a domain in trustedDomains', () => {
    const policy = { ...platform, trustedDomains: ['example.com'] };
    expect(trustedOrigin('gw.example.com', policy)).toBe('https://gw.example.com');
    expect(trustedOrigin('gw.notexample.com', policy)).toBeUndefined();
  });

  test.each([
    '127.0.0.1:8787',
    'localhost:1',
    'localhost:80',
    'localhost:443',
    'fninvocations.localhost:65535',
    '[::1]:8787',
    'localhost',
  ])('trusts a loopback host only if the Domain API is on loopback: %s', (host) => {
    expect(trustedOrigin(host, sandbox)).toBe(`http://${host}`);
    expect(trustedOrigin(host, { ...sandbox, loopbackScheme: 'https:' })).toBe(`https://${host}`);
    expect(trustedOrigin(host, platform)).toBeUndefined();
  });
});

test.each([
  ['FNInvocations.LivePerson.net', 'https://fninvocations.liveperson.net'],
  ['VA.sentinel.liveperson.net', 'https://va.sentinel.liveperson.net'],
])('a discovered host is trusted whatever its case, and is used in lower case: %s', (host, origin) => {
  expect(trustedOrigin(host, platform)).toBe(origin);
});

test('a letter that only becomes one of a trusted name in lower case is not trusted', () => {
  const policy = { ...platform, trustedDomains: ['kelvin.test'] };
  expect(trustedOrigin('gw.\u212aelvin.test', policy)).toBeUndefined();
});

describe('untrusted hosts', () => {
  const HOSTS: readonly unknown[] = [
    'evil.test',
    'sentinel.liveperson.net@evil.test',
    'evil.test/x?.liveperson.net',
    'evil.test#.liveperson.net',
    'evil.test\\.liveperson.net',
    '//evil.test',
    'https://va.sentinel.liveperson.net',
    '%65vil.liveperson.net',
    'va.sentinel.liveperson.net:8443',
    'va.sentinel.liveperson.net:443',
    'va.sentinel.liveperson.net/',
    'va.sentinel.liveperson.net.',
    '.liveperson.net',
    'va..liveperson.net',
    '-va.liveperson.net',
    'va_1.liveperson.net',
    'evilliveperson.net',
    'liveperson.net.evil.test',
    'va.sentinel.liveperson.net\t.evil.test',
    ' va.sentinel.liveperson.net',
    'va.sentinel.liveperson.net\n',
    'lо.sentinel.liveperson.net',
    `${'a'.repeat(64)}.liveperson.net`,
    `${'a.'.repeat(130)}liveperson.net`,
    '2130706433',
    '0x7f.1',
    '127.1',
    '169.254.169.254',
    '10.0.0.1',
    '[::ffff:10.0.0.1]',
    '::1',
    '',
    null,
    undefined,
    42,
    {},
    ['va.sentinel.liveperson.net'],
  ];

  test.each(HOSTS.map((host) => [host]))('does not trust the host %p', (host) => {
    expect(trustedOrigin(host, platform)).toBeUndefined();
    expect(trustedOrigin(host, sandbox)).toBeUndefined();
  });

  test.each([
    '127.0.0.1:0',
    '127.0.0.1:99999',
    '127.0.0.1:80@evil.test',
    '127.0.0.1/evil',
    '127.0.0.999',
    '128.0.0.1:80',
    'localhost.evil.test',
    'user@localhost',
    'localhost:',
    'evil.test\\.localhost',
  ])('does not take a host for loopback: %s', (host) => {
    expect(trustedOrigin(host, sandbox)).toBeUndefined();
  });
});

test('isHostName rejects a single label, an address, a port and a wildcard', () => {
  expect(['com', '1.2.3.4', '*.example.com', '.example.com', 'example.com:1'].filter(isHostName)).toEqual([]);
  expect(isHostName('example.com')).toBe(true);
});
