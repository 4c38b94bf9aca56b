import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { ALL_LIVEPERSON_NAMES, V2_LOOPBACK_NAMES } from '../domains/hosts.js';
import { SandboxError } from '../errors.js';

/** A certificate and its key, in PEM files. */
export interface TlsFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

export interface TlsCredentials {
  readonly cert: string;
  readonly key: string;
  /** Path of the temporary CA's certificate; undefined with a certificate of the user's own. */
  readonly caFile: string | undefined;
  /** Deletes the CA's certificate. */
  readonly dispose: () => Promise<void>;
}

async function readPem(file: string): Promise<string> {
  return await readFile(file, 'utf8').catch((error: unknown) => {
    throw new SandboxError(
      'invalid-options',
      `The file ${file} cannot be read. Give the path of a PEM file.`,
      {
        cause: error,
      },
    );
  });
}

async function readCredentials({ certFile, keyFile }: TlsFiles): Promise<TlsCredentials> {
  const [cert, key] = await Promise.all([readPem(certFile), readPem(keyFile)]);
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    const text = `${certFile} and ${keyFile} are not a matching certificate and key. Check both files.`;
    throw new SandboxError('invalid-options', text, { cause: error });
  }
  return { cert, key, caFile: undefined, dispose: async () => undefined };
}

// No wildcard: clients reject one directly below a top-level domain.
const NAMES = ['localhost', ...V2_LOOPBACK_NAMES, ...ALL_LIVEPERSON_NAMES];
const ADDRESSES = ['127.0.0.1', '::1'];

const SIGNING = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const;

async function sign(host: string): Promise<{ cert: string; key: string; ca: string }> {
  // Loaded only here, since the module is large and TLS is rarely used.
  const { generate } = await import('selfsigned');
  const ca = await generate([{ name: 'commonName', value: 'lp-faas-sandbox temporary CA' }], {
    ...SIGNING,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const names = [...new Set(isIP(host) === 0 ? [...NAMES, host] : NAMES)];
  const addresses = [...new Set(isIP(host) === 0 ? ADDRESSES : [...ADDRESSES, host])];
  const own = await generate([{ name: 'commonName', value: 'lp-faas-sandbox' }], {
    ...SIGNING,
    ca: { key: ca.private, cert: ca.cert },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          ...names.map((value) => ({ type: 2 as const, value })),
          ...addresses.map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  });
  return { cert: own.cert, key: own.private, ca: ca.cert };
}

/** Creates a certificate of a new CA. The CA's key is discarded at once, so that it cannot sign anything else. */
async function makeCredentials(host: string): Promise<TlsCredentials> {
  const { cert, key, ca } = await sign(host);
  const folder = await mkdtemp(join(tmpdir(), 'lp-faas-sandbox-ca-'));
  const caFile = join(folder, 'ca.pem');
  await writeFile(caFile, ca);
  return { cert, key, caFile, dispose: () => rm(folder, { recursive: true, force: true }) };
}

/**
 * Reads a certificate and its key, or creates them (`true`).
 *
 * @throws {SandboxError} `invalid-options` if the files are not a matching certificate and key
 */
export async function tlsCredentials(tls: true | TlsFiles, host: string): Promise<TlsCredentials> {
  return tls === true ? await makeCredentials(host) : await readCredentials(tls);
}
