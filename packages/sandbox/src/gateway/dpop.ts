import { EmbeddedJWK, jwtVerify } from 'jose';

/** The request that a proof must match. */
export interface ProvenRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
}

function pathOf(url: unknown): string | undefined {
  try {
    const { pathname, search } = new URL(String(url));
    return pathname + search;
  } catch {
    return undefined;
  }
}

/**
 * Checks a DPoP proof (RFC 9449) as LivePerson's clients create it: signed with the key in its header, for this method
 * (in either case) and for this path and query. The host is not compared, since the sandbox has many names.
 */
export async function isProof(proof: unknown, { method, url }: ProvenRequest): Promise<boolean> {
  if (typeof proof !== 'string') return false;
  try {
    const { payload } = await jwtVerify(proof, EmbeddedJWK, { typ: 'dpop+jwt' });
    const htm = String(payload['htm']).toUpperCase();
    return htm === method.toUpperCase() && pathOf(payload['htu']) === url;
  } catch {
    return false;
  }
}
