import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { ALL_LIVEPERSON_NAMES, V2_LOOPBACK_NAMES } from '../domains/hosts.js';
import { SandboxError } from '../errors.js';

/** Files in PEM. */
export interface TlsFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

export interface TlsCredentials {
  readonly cert: string;
  readonly key: string;
  /** The throw-away authority's own certificate, to trust; undefined: the certificate was given. */
  readonly caFile: string | undefined;
  /** Takes the authority away again. */
  readonly dispose: () => Promise<void>;
}

async function readPem(file: string): Promise<string> {
  return await readFile(file, 'utf8').catch((error: unknown) => {
    throw new SandboxError('invalid-options', `The file ${file} cannot be read. Name a PEM file.`, {
      cause: error,
    });
  });
}

async function readCredentials({ certFile, keyFile }: TlsFiles): Promise<TlsCredentials> {
  const [cert, key] = await Promise.all([readPem(certFile), readPem(keyFile)]);
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    const text = `${certFile} and ${keyFile} are no certificate and key that belong together.`;
    throw new SandboxError('invalid-options', text, { cause: error });
  }
  return { cert, key, caFile: undefined, dispose: async () => undefined };
}

// Clients take no wildcard right below a top-level domain.
const NAMES = ['localhost', ...V2_LOOPBACK_NAMES, ...ALL_LIVEPERSON_NAMES];
const ADDRESSES = ['127.0.0.1', '::1'];

const SIGNING = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const;

async function sign(host: string): Promise<{ cert: string; key: string; ca: string }> {
  // Loaded only here: it is large, and hardly anyone needs it.
  const { generate } = await import('selfsigned');
  const authority = await generate([{ name: 'commonName', value: 'lp-faas-sandbox throw-away authority' }], {
    ...SIGNING,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const names = [...new Set(/^[\d.]+$|:/.test(host) ? NAMES : [...NAMES, host])];
  const own = await generate([{ name: 'commonName', value: 'lp-faas-sandbox' }], {
    ...SIGNING,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          ...names.map((value) => ({ type: 2 as const, value })),
          ...ADDRESSES.map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  });
  return { cert: own.cert, key: own.private, ca: authority.cert };
}

/** An authority that nobody trusts yet, whose key is forgotten at once: it can sign for no other name. */
async function makeCredentials(host: string): Promise<TlsCredentials> {
  const { cert, key, ca } = await sign(host);
  const folder = await mkdtemp(join(tmpdir(), 'lp-faas-sandbox-ca-'));
  const caFile = join(folder, 'ca.pem');
  await writeFile(caFile, ca);
  return { cert, key, caFile, dispose: () => rm(folder, { recursive: true, force: true }) };
}

/** @throws {SandboxError} `invalid-options` when the files are no certificate and its key */
export async function tlsCredentials(tls: true | TlsFiles, host: string): Promise<TlsCredentials> {
  return tls === true ? await makeCredentials(host) : await readCredentials(tls);
}
