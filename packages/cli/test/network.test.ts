import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DOMAIN, TlsPlatform } from '@lp-faas/testing/tls-platform';
import { type Ended, environmentOf, lpFaas } from './support/shell.js';

const folder = mkdtempSync(join(tmpdir(), 'lp-faas-network-'));
const payloads = join(folder, 'payloads.jsonl');
writeFileSync(payloads, '1\n2\n');

let results = 0;
let platform: TlsPlatform;
beforeAll(async () => {
  platform = await TlsPlatform.start();
});
beforeEach(() => {
  platform.connects.length = 0;
});
afterAll(async () => {
  await platform[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const COMMANDS: readonly (readonly [string, readonly string[]])[] = [
  ['invoke', ['invoke', '--retries', '0']],
  ['check', ['check']],
  ['batch', ['batch', '--retries', '0', '--payloads-file', payloads]],
];

/** A batch and the others have different HTTP clients, which must make no difference. */
describe.each(COMMANDS)('%s behind a proxy', (_, args) => {
  const run = (environment: Readonly<Record<string, string>>): Promise<Ended> => {
    results += 1;
    const more = args[0] === 'batch' ? ['--result-file', join(folder, `${results}.jsonl`)] : [];
    const own = { LP_TRUSTED_DOMAINS: DOMAIN, LP_DOMAIN_API: `https://domains.${DOMAIN}` };
    return lpFaas([...args, ...more], { env: { ...environmentOf(platform), ...own, ...environment } });
  };
  const withCa = (): Record<string, string> => ({ NODE_EXTRA_CA_CERTS: platform.caFile });

  test.each(['https_proxy', 'HTTPS_PROXY'])('uses that of %s for all requests', async (name) => {
    const { code, stderr } = await run({ ...withCa(), [name]: platform.proxyUrl });
    expect(stderr).not.toContain('Did the function run?');
    expect(code).toBe(0);
    const hosts = ['domains', 'faasgw', 'sentinel'].map((host) => `${host}.${DOMAIN}:443`);
    expect([...new Set(platform.connects)].sort()).toEqual(hosts);
  });

  test.each([`.${DOMAIN}`, `domains.${DOMAIN}:443`, '*'])(
    'goes around it to a host that no_proxy has: %s',
    async (hosts) => {
      const { code } = await run({ ...withCa(), https_proxy: platform.proxyUrl, no_proxy: hosts });
      // No name server resolves it.
      expect(code).toBe(3);
      expect(platform.connects).toEqual([]);
    },
  );

  test('trusts no certificate but those of known authorities, whatever NODE_TLS_REJECT_UNAUTHORIZED says', async () => {
    const { code, stderr } = await run({
      https_proxy: platform.proxyUrl,
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
      NODE_NO_WARNINGS: '1',
    });
    expect(code).toBe(3);
    expect(stderr).toContain('NODE_EXTRA_CA_CERTS');
  });

  test('refuses a malformed proxy, names the variable and hides its password', async () => {
    const { code, stderr } = await run({ https_proxy: 'http://user:%Pr0xy-canary@127.0.0.1:8080' });
    expect([code, platform.connects]).toEqual([2, []]);
    expect(stderr).toContain('https_proxy');
    expect(stderr).not.toContain('canary');
  });
});
