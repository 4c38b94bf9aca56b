import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PROXY_FAULTS, type ProxyFault } from '@lp-faas/testing/broken-proxy';
import { ConnectProxy } from '@lp-faas/testing/connect-proxy';
import { ACCOUNT, CREDENTIALS, LAMBDA } from '@lp-faas/testing/scripted-platform';
import { Impostor, selfSigned } from '@lp-faas/testing/self-signed';
import { DOMAIN, TlsPlatform } from '@lp-faas/testing/tls-platform';
import { FunctionsClient, type Transport, TransportError, UndiciTransport } from '../src/index.js';

let platform: TlsPlatform;
let ca: string[];
/** Its certificate is for the right host, but not trusted; or trusted, but for another host. */
let untrusted: Impostor;
let misnamed: Impostor;
beforeAll(async () => {
  platform = await TlsPlatform.start();
  const other = await selfSigned('another.test');
  ca = [readFileSync(platform.caFile, 'utf8'), other.cert];
  untrusted = await Impostor.start(await selfSigned(`*.${DOMAIN}`));
  misnamed = await Impostor.start(other);
});
afterAll(async () => {
  for (const server of [platform, untrusted, misnamed]) await server[Symbol.asyncDispose]();
});

const faultOf = (code: string): ProxyFault =>
  PROXY_FAULTS.find(([, known]) => known === code)?.[2] as ProxyFault;

async function failureAt(host: string, fault: ProxyFault): Promise<{ error: unknown; connects: number }> {
  await using proxy = await ConnectProxy.start(platform.url);
  proxy.faults.set(host, fault);
  const transport = new UndiciTransport({ proxy: { url: proxy.url }, tls: { ca } });
  await using client = new FunctionsClient({
    accountId: ACCOUNT,
    credentials: CREDENTIALS,
    domainApi: `https://domains.${DOMAIN}`,
    trustedDomains: [DOMAIN],
    transport,
    retry: { maxAttempts: 3, baseDelayMs: 1 },
  });
  const error: unknown = await client.invoke({ lambdaUuid: LAMBDA }).catch((reason: unknown) => reason);
  await transport.close();
  return { error, connects: proxy.connects.filter((target) => target.startsWith(host)).length };
}

const SERVICES = [
  ['domains', 'domain-unavailable', 'domain'],
  ['sentinel', 'token-unavailable', 'token'],
  ['faasgw', 'network-error', 'invocation'],
] as const;

const TRUST =
  'Trust its certificate authority with NODE_EXTRA_CA_CERTS or the option tls.ca, if your network has its own.';

const PROBLEMS = [
  ['a proxy that requires authentication', 'Check the user and password in the URL of the proxy.'],
  [
    'a proxy that forbids the host',
    'Have the proxy allow this host, or check the user in the URL of the proxy.',
  ],
  ['a certificate that is not trusted', `The certificate is not trusted. ${TRUST}`],
  ['a certificate for another host', `The certificate is for another host. Check the proxy. ${TRUST}`],
] as const;

const FAULTS: Readonly<Record<(typeof PROBLEMS)[number][0], () => ProxyFault>> = {
  'a proxy that requires authentication': () => faultOf('PROXY_AUTHENTICATION_REQUIRED'),
  'a proxy that forbids the host': () => faultOf('PROXY_FORBIDDEN'),
  'a certificate that is not trusted': () => untrusted.fault,
  'a certificate for another host': () => misnamed.fault,
};

test.each(
  PROBLEMS.flatMap(([problem, hint]) => SERVICES.map((service) => [problem, ...service, hint] as const)),
)('is not retried and says what to do: %s, at %s', async (problem, host, code, phase, hint) => {
  const { error, connects } = await failureAt(host, FAULTS[problem]());
  expect(error).toMatchObject({ code, phase, delivery: 'not-sent', retryable: false });
  expect(error).toMatchObject({ hint: `${phase === 'invocation' ? 'Nothing was invoked. ' : ''}${hint}` });
  // Two services are looked up at the same time.
  expect(connects).toBeLessThanOrEqual(host === 'domains' ? 2 : 1);
  expect(untrusted.received + misnamed.received).toBe(0);
});

test('a proxy that cannot reach the host for now is asked again', async () => {
  const { error, connects } = await failureAt('faasgw', faultOf('PROXY_REFUSED'));
  expect(error).toMatchObject({ code: 'network-error', delivery: 'not-sent', retryable: true, attempts: 3 });
  expect(connects).toBe(3);
});

const UNTRUSTED = `The certificate is not trusted. ${TRUST}`;
const OFTEN_TRANSIENT = 'Check the connection and the proxy.';

test.each([
  ['CERT_REVOKED', 2, UNTRUSTED],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 2, UNTRUSTED],
  ['SELF_SIGNED_CERT_IN_CHAIN', 2, UNTRUSTED],
  [
    'CERT_NOT_YET_VALID',
    2,
    'The certificate is not valid yet. Check the clock of this machine and the proxy.',
  ],
  [
    'CERT_HAS_EXPIRED',
    2,
    'The certificate has expired. Check the clock of this machine and the proxy, or the option tls.ca.',
  ],
  ['ERR_TLS_CERT_ALTNAME_FORMAT', 2, 'The certificate names no valid host. Check the proxy.'],
  ['ECONNRESET', 2, OFTEN_TRANSIENT],
  ['toString', 2, OFTEN_TRANSIENT],
  ['CERT_REVOKED', 3, UNTRUSTED],
  ['CERT_REVOKED', 4, OFTEN_TRANSIENT],
])('the hint of a transport of one’s own fits the code %s, %i causes deep: %s', async (code, depth, hint) => {
  let wrapped = Object.assign(new Error('no'), { code });
  for (let level = 2; level <= depth; level += 1)
    wrapped = Object.assign(new Error('fetch failed', { cause: wrapped }), { code: 'other' });
  const transport: Transport = {
    send: () => Promise.reject(new TransportError('connection', 'not-sent', wrapped)),
    close: async () => undefined,
  };
  const tokens = { get: async () => 'token', invalidate: () => undefined };
  const retry = { maxAttempts: 1 };
  await using client = new FunctionsClient({ accountId: ACCOUNT, region: 'us', tokens, transport, retry });
  await expect(client.invoke({ lambdaUuid: LAMBDA })).rejects.toMatchObject({
    retryable: hint === OFTEN_TRANSIENT,
    hint: `Nothing was invoked. ${hint}`,
  });
});

test('the hint for a certificate says that NODE_TLS_REJECT_UNAUTHORIZED is ignored, if it is set', async () => {
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
  try {
    const { error } = await failureAt('faasgw', untrusted.fault);
    expect((error as Error).message).toMatch(/not trusted.* NODE_TLS_REJECT_UNAUTHORIZED=0 is ignored\.$/);
    const { error: other } = await failureAt('faasgw', faultOf('PROXY_FORBIDDEN'));
    expect((other as Error).message).not.toContain('NODE_TLS_REJECT_UNAUTHORIZED');
  } finally {
    delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  }
});
