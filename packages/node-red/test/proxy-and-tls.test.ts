import dns from 'node:dns';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '@lp-faas/sandbox';
import { ConnectProxy } from '@lp-faas/testing/connect-proxy';
import { invoke, listener, TAB, watcher } from './support/flows.js';
import { Arrivals, type FlowNode, PACKAGE, TestRuntime, VERSIONS } from './support/node-red.js';

const HELLO = '0b7ad0c8-5b1c-4d0e-8f6a-3c1f5f0e7a11';
const DOMAINS = 'api.liveperson.net';
const SERVICES = ['va.faasgw.liveperson.net:443', 'va.sentinel.liveperson.net:443'];
const PASSWORD = 'Proxy-canary-4711';

const GREETING = { greeting: 'Hello Ada' };
const FAILED = { code: 'domain-unavailable', cause: { phase: 'domain', delivery: 'not-sent' } };

/** A new account for each test, because tokens outlive the runtime. */
const ACCOUNTS = Array.from({ length: 20 }, (_, n) => ({ id: `${10_000 + n}`, generation: 'v1' }) as const);

/** The first message that arrives with a payload: an account reports its problems without one. */
async function firstWithPayload(arrivals: Arrivals): Promise<object> {
  for (let count = 1; ; count += 1) {
    const last = (await arrivals.first(count)).at(-1);
    if (last && 'payload' in last) return last;
  }
}

/** Too short for a retry, which could not succeed. */
const SHORT_DEADLINE = { deadlineMs: 1000 };

/** As the editor stores it after files were uploaded. */
const TLS_NODE = { type: 'tls-config', cert: '', key: '', ca: '', servername: '', verifyservercert: true };

/** Has the real host names, over TLS, with a certificate of an authority of its own. */
let sandbox: Sandbox;
let ca: string;
const unused = [...ACCOUNTS];

beforeAll(async () => {
  const functions = join(PACKAGE, '../../examples/functions');
  sandbox = await startSandbox({ tls: true, hostNames: 'liveperson', functions, accounts: [...ACCOUNTS] });
  ca = await readFile(sandbox.caFile ?? '', 'utf8');
  // Resolves every name to this machine, as a hosts file could, for connections that bypass the proxy.
  jest.spyOn(dns, 'lookup').mockImplementation(((...asked: unknown[]) => {
    const answer = asked.at(-1) as (...found: unknown[]) => void;
    const address = { address: '127.0.0.1', family: 4 };
    const isAll = Object(asked[1]).all === true;
    process.nextTick(() => (isAll ? answer(null, [address]) : answer(null, address.address, 4)));
  }) as never);
});
afterAll(async () => {
  jest.restoreAllMocks();
  await sandbox?.close();
});

describe.each(VERSIONS)('on Node-RED %i', (version) => {
  const runtime = new TestRuntime(version);
  afterEach(async () => {
    await runtime.close();
    sandbox.reset();
  });

  interface Connection {
    readonly proxy?: Pick<ConnectProxy, 'url'>;
    readonly noproxy?: readonly string[];
    readonly password?: string | undefined;
    readonly tls?: object | undefined;
    readonly domainApi?: string;
    readonly deadlineMs?: number;
  }

  /** Invokes the greeting through these nodes, and returns the message that was sent or caught. */
  const greet = async ({
    proxy,
    noproxy = [],
    password,
    tls,
    domainApi,
    deadlineMs = 60_000,
  }: Connection) => {
    const { clientId, clientSecret } = sandbox;
    const accountId = unused.pop()?.id;
    const [proxyNode, tlsNode] = ['proxy', 'tls'];
    const nodes: FlowNode[] = [
      {
        ...{ id: 'account', type: 'liveperson-functions-account', accountId, domainApi },
        ...(proxy && { proxy: proxyNode }),
        ...(tls && { tls: tlsNode }),
      },
      ...(proxy ? [{ id: proxyNode, type: 'http proxy', url: proxy.url, noproxy }] : []),
      ...(tls ? [{ id: tlsNode, ...TLS_NODE }] : []),
    ];
    const credentials = {
      account: { clientId, clientSecret },
      ...(password && { [proxyNode]: { username: 'user', password } }),
      ...(tls && { [tlsNode]: tls }),
    };
    const rest = [watcher('catch', 'caught'), listener('out'), listener('caught')];
    const changes = { lambdaUuid: HELLO, deadlineMs: String(deadlineMs), deadlineMsType: 'num' };
    await runtime.deploy([TAB, ...nodes, invoke(changes), ...rest], credentials);
    const arrivals = ['out', 'caught'].map((id) => new Arrivals(runtime.node(id)));
    runtime.send('invoke', { payload: { name: 'Ada' } });
    const message = await Promise.race(arrivals.map(firstWithPayload));
    return { ...message, shown: JSON.stringify(message) + runtime.logged.join('\n') } as Record<
      string,
      unknown
    >;
  };

  test('every request goes through the proxy, and trusts the authority of the TLS node', async () => {
    await using proxy = await ConnectProxy.start(sandbox.httpsUrl ?? '');
    const { payload } = await greet({ proxy, tls: { cadata: ca } });
    expect(payload).toEqual(GREETING);
    expect(new Set(proxy.connects)).toEqual(new Set([`${DOMAINS}:443`, ...SERVICES]));
    expect(sandbox.executions()).toEqual({ [HELLO]: 1 });
  });

  test('hosts that the proxy node excludes are reached without the proxy', async () => {
    await using proxy = await ConnectProxy.start(sandbox.httpsUrl ?? '');
    const domainApi = `https://${DOMAINS}:${new URL(sandbox.httpsUrl ?? '').port}`;
    const { payload } = await greet({ proxy, noproxy: [DOMAINS], tls: { cadata: ca }, domainApi });
    expect(payload).toEqual(GREETING);
    expect(new Set(proxy.connects)).toEqual(new Set(SERVICES));
    expect(sandbox.requests().map(({ service }) => service)).toContain('domain-api');
  });

  test('a proxy that requires a password receives it', async () => {
    await using proxy = await ConnectProxy.start(sandbox.httpsUrl ?? '', PASSWORD);
    const { payload } = await greet({ proxy, password: PASSWORD, tls: { cadata: ca } });
    expect(payload).toEqual(GREETING);
    expect(proxy.refusals).toBe(0);
  });

  test('a proxy node of another kind than http is a problem of the account that names it, and nothing is sent past it', async () => {
    const url = 'socks5://user:Pr0xy-canary@127.0.0.1:1080';
    const { error, payload, shown } = await greet({ proxy: { url }, tls: { cadata: ca } });
    expect(error).toMatchObject({ message: expect.stringMatching(/proxy/) });
    expect(payload).toEqual({ name: 'Ada' });
    expect(shown).not.toContain('Pr0xy-canary');
    expect(sandbox.requests()).toEqual([]);
  });

  test.each([
    ['a wrong', `${PASSWORD}-of-old`],
    ['no', undefined],
  ])(
    'a proxy that requires a password and gets %s password blocks every request, and the error names the proxy',
    async (_, password) => {
      await using proxy = await ConnectProxy.start(sandbox.httpsUrl ?? '', PASSWORD);
      const { error, payload, shown } = await greet({
        proxy,
        password,
        tls: { cadata: ca },
        ...SHORT_DEADLINE,
      });
      expect(error).toMatchObject({
        ...FAILED,
        message: expect.stringMatching(/407.*the proxy/),
      });
      expect(payload).toEqual({ name: 'Ada' });
      expect(proxy.refusals).toBeGreaterThan(0);
      expect(proxy.connects).toEqual([]);
      expect(shown).not.toContain(PASSWORD);
      expect(shown).not.toContain(sandbox.clientSecret);
    },
  );

  test.each([
    ['without a TLS node', undefined],
    ['with a TLS node that trusts another authority', { cadata: rootCertificates[0] }],
  ])('%s, a certificate that the machine does not trust is rejected', async (_, tls) => {
    await using proxy = await ConnectProxy.start(sandbox.httpsUrl ?? '');
    const { error, payload, shown } = await greet({ proxy, tls, ...SHORT_DEADLINE });
    expect(error).toMatchObject({ ...FAILED, message: expect.stringMatching(/certificate/) });
    expect(payload).toEqual({ name: 'Ada' });
    expect(sandbox.requests()).toEqual([]);
    expect(shown).not.toContain(sandbox.clientSecret);
  });
});
