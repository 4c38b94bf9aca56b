import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { dirname, join } from 'node:path';
import { connect, type PeerCertificate, type TLSSocket } from 'node:tls';
import { describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../dist/index.js';
import { run, startReady, waitForOutput } from './cli-support.js';
import { folderWith, sandboxWith, send, V1, V2 } from './support.js';

interface Secure {
  readonly status: number;
  readonly text: string;
  readonly certificate: PeerCertificate;
}

/** Sends a request to the sandbox's https port under any name, trusting only this CA. */
function secure(sandbox: Sandbox, name: string, path: string, ca: string | undefined): Promise<Secure> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(sandbox.httpsUrl ?? '');
    const servername = /^[\d.]+$/.test(name) ? '' : name;
    const lookup = (_name: string, _options: object, done: (...found: unknown[]) => void) =>
      done(null, [{ address: hostname.startsWith('127.') ? hostname : '127.0.0.1', family: 4 }]);
    const options = { host: name, port, path, servername, agent: false, ...(ca && { ca }), lookup };
    const call = request(options as never, (response) => {
      const certificate = (response.socket as TLSSocket).getPeerCertificate();
      let text = '';
      response.on('data', (part: Buffer) => {
        text += part.toString();
      });
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text, certificate }));
    });
    call.on('error', reject);
    call.end();
  });
}

/** The certificate that a server shows, as PEM. */
async function getServerCertificate({ hostname, port }: URL): Promise<string> {
  const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  const { raw } = socket.getPeerCertificate();
  socket.destroy();
  return new X509Certificate(raw).toString();
}

const DOMAINS = (account: string) => `/api/account/${account}/service/faasGW/baseURI.json`;

describe('the temporary CA', () => {
  test('a client that trusts the temporary CA accepts the names of this machine and of the platform', async () => {
    const sandbox = await sandboxWith({ tls: true, hostNames: 'liveperson' });
    const ca = await readFile(sandbox.caFile ?? '', 'utf8');
    for (const name of [
      ...['localhost', '127.0.0.1', 'fninvocations.localhost', 'functions.localhost'],
      'api.liveperson.net',
      ...['adminlogin.liveperson.net', 'va.faasgw.liveperson.net', 'va.fninvocations.liveperson.net'],
      ...['va.functions.liveperson.net', 'va.sentinel.liveperson.net', 'va.agentvep.liveperson.net'],
    ]) {
      expect([name, (await secure(sandbox, name, DOMAINS(V1), ca)).status]).toEqual([name, 200]);
    }
    await expect(secure(sandbox, 'localhost', '/', undefined)).rejects.toThrow(/certificate/);
    await expect(secure(sandbox, 'example.com', '/', ca)).rejects.toThrow(/altnames/);
  });

  test('a client that trusts the temporary CA accepts the address that the sandbox listens on', async () => {
    const sandbox = await sandboxWith({ tls: true, host: '127.0.0.2' });
    const ca = await readFile(sandbox.caFile ?? '', 'utf8');
    expect((await secure(sandbox, '127.0.0.2', DOMAINS(V1), ca)).status).toBe(200);
  });

  test('every sandbox has a temporary CA of its own, which is deleted on close', async () => {
    const first = await startSandbox({ tls: true });
    const second = await sandboxWith({ tls: true });
    const ca = await readFile(first.caFile ?? '', 'utf8');
    await expect(secure(second, 'localhost', '/', ca)).rejects.toThrow(/certificate|signature/);
    await first.close();
    expect(existsSync(first.caFile ?? '')).toBe(false);
    await expect(secure(first, 'localhost', '/', ca)).rejects.toThrow(/ECONNREFUSED/);
  });

  test('the certificate of the CA may sign certificates, and that of the sandbox may be shown by a server', async () => {
    const { httpsUrl, caFile = '' } = await sandboxWith({ tls: true });
    const explain = (input: string): string =>
      execFileSync(
        'openssl',
        [
          'x509',
          '-noout',
          '-subject',
          '-nameopt',
          'RFC2253',
          '-ext',
          'basicConstraints,keyUsage,extendedKeyUsage',
        ],
        { input, encoding: 'utf8' },
      ).replaceAll(/\s+/g, ' ');
    expect(explain(await readFile(caFile, 'utf8'))).toBe(
      'subject=CN=lp-faas-sandbox temporary CA X509v3 Basic Constraints: critical CA:TRUE X509v3 Key Usage: critical Certificate Sign, CRL Sign ',
    );
    expect(explain(await getServerCertificate(new URL(httpsUrl ?? '')))).toBe(
      'subject=CN=lp-faas-sandbox X509v3 Basic Constraints: CA:FALSE X509v3 Key Usage: critical Digital Signature X509v3 Extended Key Usage: TLS Web Server Authentication ',
    );
  });

  test('the sandbox closes although its certificate was deleted already', async () => {
    const sandbox = await startSandbox({ tls: true });
    await rm(dirname(sandbox.caFile ?? ''), { recursive: true });
    await sandbox.close();
  });
});

test('the Domain API answers hosts with the port of the listener that got the request', async () => {
  const sandbox = await sandboxWith({ tls: true });
  const ca = await readFile(sandbox.caFile ?? '', 'utf8');
  const hostIn = (text: string) => (JSON.parse(text) as { baseURI: string }).baseURI;
  const plain = await send(sandbox.url + DOMAINS(V2));
  const { text } = await secure(sandbox, 'localhost', DOMAINS(V2), ca);
  expect(hostIn(plain.text)).toBe(`fninvocations.localhost:${new URL(sandbox.url).port}`);
  expect(hostIn(text)).toBe(`fninvocations.localhost:${new URL(sandbox.httpsUrl ?? '').port}`);
});

test('faults apply to https as well', async () => {
  const sandbox = await sandboxWith({ tls: true });
  const ca = await readFile(sandbox.caFile ?? '', 'utf8');
  sandbox.faults.add({ times: 1, action: { type: 'reset' } });
  await expect(secure(sandbox, 'localhost', DOMAINS(V2), ca)).rejects.toThrow(/hang up|ECONNRESET/);
  sandbox.faults.add({ times: 1, action: { type: 'truncate', bytes: 5 } });
  await expect(secure(sandbox, 'localhost', DOMAINS(V2), ca)).rejects.toThrow(/aborted|ECONNRESET/);
});

describe('the TLS options of the command', () => {
  test('--tls-cert and --tls-key must be a matching pair, and https uses it', async () => {
    const folder = await folderWith({});
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    const files = ['-keyout', key, '-out', cert];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject, ...files], {
      stdio: 'ignore',
    });
    const tls = ['--tls-cert', cert, '--tls-key', key, '--https-port', '0'];
    const { sandbox } = await startReady(...tls);
    expect(sandbox.caFile).toBeUndefined();
    const answer = await secure(sandbox, 'localhost', DOMAINS(V1), await readFile(cert, 'utf8'));
    expect([answer.status, answer.certificate.subject.CN]).toEqual([200, 'localhost']);
    const swapped = await run('--port', '0', '--tls-cert', key, '--tls-key', cert).ended;
    expect([swapped.code, swapped.err]).toEqual([
      2,
      expect.stringMatching(/not a matching certificate and key/),
    ]);
  });

  test('the banner says how to trust the temporary CA, whose file is deleted at the end', async () => {
    const { child, ended } = run('--port', '0', '--tls', '--https-port', '0');
    const [, caFile = ''] = await waitForOutput(child.stdout, /NODE_EXTRA_CA_CERTS=(\S+)/);
    expect(await readFile(caFile, 'utf8')).toMatch(/^-----BEGIN CERTIFICATE-----/);
    child.kill('SIGTERM');
    await ended;
    expect(existsSync(caFile)).toBe(false);
  });

  test.each([
    [['--tls-cert', 'a.pem'], /--tls-cert and --tls-key require each other/],
    [['--https-port', '1'], /--https-port requires --tls/],
    [['--tls-cert', '/no/a.pem', '--tls-key', '/no/b.pem'], /\/no\/[ab]\.pem cannot be read/],
  ])('incomplete TLS options are rejected: %j', async (args, message) => {
    const { code, err } = await run('--port', '0', ...args).ended;
    expect([code, err]).toEqual([2, expect.stringMatching(message)]);
  });

  test('an https port in use is named, and the command exits', async () => {
    const other = await sandboxWith();
    const { port } = new URL(other.url);
    const { code, err } = await run('--port', '0', '--tls', '--https-port', port).ended;
    expect([code, err]).toEqual([1, expect.stringContaining(`Cannot listen on 127.0.0.1:${port}: `)]);
  });
});

test('port and httpsPort must be different only if tls is on', async () => {
  const { port } = new URL((await sandboxWith()).url);
  const both = { port: Number(port), httpsPort: Number(port) };
  await expect(startSandbox({ ...both, tls: true })).rejects.toThrow(/must be different/);
  await expect(startSandbox(both)).rejects.toThrow(/the port is in use/);
});
