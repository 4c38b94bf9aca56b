import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK, jwtVerify, SignJWT } from 'jose';

/** The scope that an invocation requires, and the only scope of the sandbox's client. */
export const INVOKE_SCOPE = 'faas.lambda.invoke';

const ISSUER = 'Sentinel';
const ALGORITHM = 'RS256';

export interface TokenOptions {
  readonly account: string;
  readonly clientId: string;
  readonly scope?: string;
  /** Issues a token that is not for the gateway. */
  readonly isForConnector?: boolean;
}

/** The claims of a valid token. */
export interface TokenClaims {
  readonly account: string;
  readonly scopes: readonly string[];
  /** Whether the token is for the Connector API alone. */
  readonly isForConnector: boolean;
}

export interface IssuedToken {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
}

type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

/** Tokens whose signature is not verified again. A client has one; a test may have a few. */
const MAX_VERIFIED = 100;

interface VerifiedToken {
  readonly claims: TokenClaims;
  /** In seconds since 1970. */
  readonly expiresAt: number;
}

const newKid = (): string => `appjwt-${randomUUID().slice(0, 8)}`;

/** Signs and verifies access tokens. Each sandbox has its own key. */
export class TokenAuthority {
  /** Made beside the start of the sandbox: an RSA key takes up to half a second. */
  readonly #keys: Promise<KeyPair>;
  #kid = newKid();
  readonly #ttlSeconds: number;
  readonly #now: () => number;
  /** A signature takes a tenth of a warm invocation, and every call of a client has the same token. */
  readonly #verified = new Map<string, VerifiedToken>();

  constructor(ttlMs: number, now: () => number = Date.now) {
    this.#keys = generateKeyPair(ALGORITHM);
    this.#ttlSeconds = Math.floor(ttlMs / 1000);
    this.#now = now;
  }

  async issue({
    account,
    clientId,
    scope = INVOKE_SCOPE,
    isForConnector = false,
  }: TokenOptions): Promise<IssuedToken> {
    const issuedAt = Math.floor(this.#now() / 1000);
    const accessToken = await new SignJWT({ azp: clientId, scope })
      .setProtectedHeader({
        kid: isForConnector ? this.#connectorKid : this.#kid,
        typ: 'JWT',
        alg: ALGORITHM,
      })
      .setAudience(account)
      .setIssuer(ISSUER)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + this.#ttlSeconds)
      .sign((await this.#keys).privateKey);
    return { accessToken, expiresInSeconds: this.#ttlSeconds };
  }

  /** Tokens of the older API are signed with another key. Here only its name differs. */
  get #connectorKid(): string {
    return `${this.#kid}-connector`;
  }

  /** Revokes all tokens issued so far. */
  revokeAll(): void {
    this.#kid = newKid();
    this.#verified.clear();
  }

  /** @returns undefined if the token was not issued here, was changed, has expired or was revoked */
  async verify(token: string): Promise<TokenClaims | undefined> {
    const known = this.#verified.get(token);
    if (known !== undefined && known.expiresAt > Math.floor(this.#now() / 1000)) return known.claims;
    try {
      const { payload, protectedHeader } = await jwtVerify(token, (await this.#keys).publicKey, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        currentDate: new Date(this.#now()),
      });
      const isForConnector = protectedHeader.kid === this.#connectorKid;
      if (protectedHeader.kid !== this.#kid && !isForConnector) return undefined;
      // Every token that is issued here has an end.
      const { aud, scope, exp } = payload as { aud?: unknown; scope?: unknown; exp: number };
      if (typeof aud !== 'string') return undefined;
      const scopes = typeof scope === 'string' ? scope.split(' ') : [];
      const claims = { account: aud, scopes, isForConnector };
      if (this.#verified.size >= MAX_VERIFIED) this.#verified.clear();
      this.#verified.set(token, { claims, expiresAt: exp });
      return claims;
    } catch {
      return undefined;
    }
  }

  /** The public key, as a JSON Web Key Set (RFC 7517). */
  async keySet(): Promise<{ keys: JWK[] }> {
    const key = await exportJWK((await this.#keys).publicKey);
    return { keys: [{ ...key, kid: this.#kid, alg: ALGORITHM, use: 'sig' }] };
  }
}
