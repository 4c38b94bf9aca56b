import { EmbeddedJWK, jwtVerify } from 'jose';

/** What a proof has to be about. */
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
 * Checks a DPoP proof (RFC 9449) as far as LivePerson's clients make one: signed with the key that it carries, for
 * this method and URL. They write the method in either case and include the query. The host is not compared: the
 * sandbox is reached under many.
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
