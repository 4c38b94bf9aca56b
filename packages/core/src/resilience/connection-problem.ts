import { isRecord } from '../json.js';

const TRUST =
  'Trust its certificate authority with NODE_EXTRA_CA_CERTS or the option tls.ca, if your network has its own.';

/** Hints for failures that do not pass by themselves, by the code of their cause. */
const ADVICE: Readonly<Record<string, string>> = {
  PROXY_AUTHENTICATION_REQUIRED: 'Check the user and password in the URL of the proxy.',
  PROXY_FORBIDDEN: 'Have the proxy allow this host, or check the user in the URL of the proxy.',
  ERR_TLS_CERT_ALTNAME_INVALID: `The certificate is for another host. Check the proxy. ${TRUST}`,
  ERR_TLS_CERT_ALTNAME_FORMAT: 'The certificate names no valid host. Check the proxy.',
  CERT_HAS_EXPIRED:
    'The certificate has expired. Check the clock of this machine and the proxy, or the option tls.ca.',
  CERT_NOT_YET_VALID: 'The certificate is not valid yet. Check the clock of this machine and the proxy.',
};

/** The other codes with which Node refuses a certificate, beside those that begin with `CERT_`. */
const UNTRUSTED: ReadonlySet<string> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
]);

/** Levels of nested causes that are searched. */
const MAX_DEPTH = 4;

/**
 * Says what to do when a request got no response for a permanent reason: the proxy refuses, or a certificate is not
 * trusted. Returns nothing for a failure that may pass.
 * @param failure what the transport threw
 */
export function permanentAdvice(failure: unknown): string | undefined {
  let at = failure;
  for (let depth = 0; depth < MAX_DEPTH && isRecord(at); depth += 1) {
    const code = at['code'];
    const advice = typeof code === 'string' ? adviceFor(code) : undefined;
    if (advice !== undefined) return advice + noteOnSwitch(advice);
    at = at['cause'];
  }
  return undefined;
}

/** Whoever turned the checks off for every program of this process would wonder why this one fails. */
function noteOnSwitch(advice: string): string {
  const isOff = process.env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0' && advice.includes('certificate');
  return isOff ? ' NODE_TLS_REJECT_UNAUTHORIZED=0 is ignored.' : '';
}

function adviceFor(code: string): string | undefined {
  if (Object.hasOwn(ADVICE, code)) return ADVICE[code];
  return code.startsWith('CERT_') || UNTRUSTED.has(code)
    ? `The certificate is not trusted. ${TRUST}`
    : undefined;
}
