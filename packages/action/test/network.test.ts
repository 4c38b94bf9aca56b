import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { ConnectProxy } from '@lp-faas/testing/connect-proxy';
import { FakeRunner } from '@lp-faas/testing/fake-runner';
import { Impostor, selfSigned } from '@lp-faas/testing/self-signed';
import { DOMAIN, TlsPlatform } from '@lp-faas/testing/tls-platform';

const runner = new FakeRunner();
let platform: TlsPlatform;
let otherCa: string;
beforeAll(async () => {
  otherCa = join(runner.workspace, 'other-ca.pem');
  writeFileSync(otherCa, (await selfSigned('another.test')).cert);
  platform = await TlsPlatform.start();
});
beforeEach(() => {
  platform.connects.length = 0;
  platform.proxyCredentials.length = 0;
});
afterAll(async () => {
  await platform[Symbol.asyncDispose]();
  runner[Symbol.dispose]();
});

const withCa = (): NodeJS.ProcessEnv => ({ NODE_EXTRA_CA_CERTS: platform.caFile });

test.each(['https_proxy', 'HTTPS_PROXY'])(
  'all requests use the proxy of %s, and trust the CA of NODE_EXTRA_CA_CERTS',
  async (name) => {
    const step = await runner.run(platform.inputs, { ...withCa(), [name]: platform.proxyUrl });
    expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'success' } });
    expect(step.outputs['result']).toBe('{"greeting":"hello through the proxy"}');
    expect(new Set(platform.connects)).toEqual(
      new Set([`domains.${DOMAIN}:443`, `faasgw.${DOMAIN}:443`, `sentinel.${DOMAIN}:443`]),
    );
  },
);

test('the proxy receives its credentials, which are not shown anywhere', async () => {
  const url = platform.proxyUrl.replace('//', '//user:Pr0xy-canary@');
  const step = await runner.run(platform.inputs, { ...withCa(), https_proxy: url, RUNNER_DEBUG: '1' });
  expect(step.exitCode).toBe(0);
  const basic = `Basic ${Buffer.from('user:Pr0xy-canary').toString('base64')}`;
  expect(new Set(platform.proxyCredentials)).toEqual(new Set([basic]));
  expect([step.raw, step.summary, JSON.stringify(step.outputs)].join('\n')).not.toContain('Pr0xy-canary');
});

test.each([DOMAIN, `domains.${DOMAIN}`, '*'])(
  'a host that no_proxy matches is not requested through the proxy: %s',
  async (noProxy) => {
    const environment = { ...withCa(), https_proxy: platform.proxyUrl, no_proxy: noProxy };
    const step = await runner.run(platform.inputs, environment);
    // No name server resolves it.
    expect(step).toMatchObject({
      exitCode: 1,
      outputs: { outcome: 'domain-unavailable', delivery: 'not-sent' },
    });
    expect(platform.connects.filter((host) => host.startsWith('domains.'))).toEqual([]);
  },
);

test('a certificate without a trusted CA is rejected before anything is sent', async () => {
  const step = await runner.run(platform.inputs, { https_proxy: platform.proxyUrl });
  expect(step).toMatchObject({
    exitCode: 1,
    outputs: { outcome: 'domain-unavailable', delivery: 'not-sent' },
  });
  const message = step.outputs['error-message'];
  expect(message).toMatch(/self-signed.*NODE_EXTRA_CA_CERTS, if your network has its own\./);
  expect(message).toMatch(
    /own\. For example in the env of the step: NODE_EXTRA_CA_CERTS: \/path\/to\/ca\.pem$/,
  );
  // The action does not have this option of the library.
  expect(message).not.toContain('tls.ca');
  expect(step.log.named('error')[0]?.data).toContain('NODE_EXTRA_CA_CERTS: /path/to/ca.pem\nDid the');
  expect(step.summary).toContain('NODE_EXTRA_CA_CERTS: /path/to/ca.pem');
});

test.each<[string, () => string, RegExp]>([
  ['cannot be read', () => '/none/ca.pem', /which cannot be read: no such file or directory \(ENOENT\)\.$/],
  ['is not a PEM file', () => fileURLToPath(import.meta.url), /which is not a PEM file with certificates\.$/],
  ['is of another authority', () => otherCa, /but its certificates do not include that authority\.$/],
])(
  'the error of an untrusted certificate says that the file of NODE_EXTRA_CA_CERTS %s',
  async (_, file, problem) => {
    const environment = { https_proxy: platform.proxyUrl, NODE_EXTRA_CA_CERTS: file() };
    const { exitCode, outputs } = await runner.run(platform.inputs, environment);
    expect(exitCode).toBe(1);
    expect(outputs['error-message']).toContain(` NODE_EXTRA_CA_CERTS is set to ${file()}, `);
    expect(outputs['error-message']).toMatch(problem);
  },
);

test('NODE_TLS_REJECT_UNAUTHORIZED does not turn the checks of certificates off, and a warning names it', async () => {
  const environment = { https_proxy: platform.proxyUrl, NODE_TLS_REJECT_UNAUTHORIZED: '0' };
  const refused = await runner.run(platform.inputs, environment);
  expect(refused).toMatchObject({
    exitCode: 1,
    outputs: { outcome: 'domain-unavailable', delivery: 'not-sent' },
  });
  expect(refused.log.named('warning').map(({ properties, data }) => [properties['title'], data])).toEqual([
    [
      'LivePerson Functions: certificates are checked',
      "NODE_TLS_REJECT_UNAUTHORIZED=0 is set, for example by an earlier step. It is ignored: this action always checks certificates. To trust a certificate authority of your own, set NODE_EXTRA_CA_CERTS in the step's env.",
    ],
  ]);
  // Node's own warning would say that the checks are off.
  expect(refused.raw).not.toContain('insecure');
  const trusted = await runner.run(platform.inputs, { ...environment, ...withCa() });
  expect(trusted).toMatchObject({ exitCode: 0, outputs: { outcome: 'success' } });
});

test('the error for an unreachable proxy names the proxy', async () => {
  const step = await runner.run(platform.inputs, { ...withCa(), https_proxy: 'http://127.0.0.1:1' });
  expect(step).toMatchObject({
    exitCode: 1,
    outputs: { outcome: 'domain-unavailable', delivery: 'not-sent' },
  });
  expect(step.outputs['error-message']).toMatch(/ECONNREFUSED.*proxy/);
});

test.each(['http://[nonsense:Pr0xy-canary', 'socks5://user:Pr0xy-canary@127.0.0.1:1080'])(
  'an invalid proxy URL fails the step before anything is sent, with its outputs set: %s',
  async (url) => {
    const step = await runner.run(platform.inputs, { ...withCa(), https_proxy: url });
    expect(step).toMatchObject({
      exitCode: 1,
      outputs: { outcome: 'invalid-options', delivery: 'not-sent' },
    });
    expect(step.outputs['error-message']).toMatch(/https_proxy must be the http or https URL/);
    expect([step.raw, step.summary, JSON.stringify(step.outputs)].join('\n')).not.toContain('Pr0xy-canary');
  },
);

test('a proxy without a scheme is an http proxy', async () => {
  const url = platform.proxyUrl.replace('http://127.0.0.1', 'localhost');
  const step = await runner.run(platform.inputs, { ...withCa(), https_proxy: url });
  expect(step.exitCode).toBe(0);
  expect(platform.connects).toContain(`domains.${DOMAIN}:443`);
});

test.each([
  ['domains', 'domain-unavailable'],
  ['sentinel', 'token-unavailable'],
  ['faasgw', 'network-error'],
])(
  'a proxy that requires authentication for %s is asked once, whatever the retries',
  async (host, outcome) => {
    await using proxy = await ConnectProxy.start(platform.url);
    proxy.faults.set(host, (socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'));
    const inputs = { ...platform.inputs, retries: '2' };
    const step = await runner.run(inputs, { ...withCa(), https_proxy: proxy.url });
    expect(step).toMatchObject({ exitCode: 1, outputs: { outcome, delivery: 'not-sent' } });
    expect(step.outputs['error-message']).toMatch(
      /407.*user and password in the URL of the proxy\. For example in the env of the step: https_proxy: http:\/\/USER:\$\{\{ secrets\.PROXY_PASSWORD \}\}@proxy\.example\.com:8080$/,
    );
    const asked = proxy.connects.filter((target) => target.startsWith(host));
    // Two services are looked up at the same time.
    expect(asked.length).toBeLessThanOrEqual(host === 'domains' ? 2 : 1);
  },
);

test('a certificate for another host is refused once, and the error names the way out', async () => {
  await using impostor = await Impostor.start(await selfSigned('another.test'));
  await using proxy = await ConnectProxy.start(platform.url);
  proxy.faults.set('faasgw', impostor.fault);
  const inputs = { ...platform.inputs, retries: '2' };
  const step = await runner.run(inputs, { ...withCa(), https_proxy: proxy.url });
  expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'network-error', delivery: 'not-sent' } });
  expect(step.outputs['error-message']).toMatch(/NODE_EXTRA_CA_CERTS/);
  expect(proxy.connects.filter((target) => target.startsWith('faasgw'))).toHaveLength(1);
  expect(impostor.received).toBe(0);
});
