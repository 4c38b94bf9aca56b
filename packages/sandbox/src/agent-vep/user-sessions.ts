import { randomBytes } from 'node:crypto';
import { timingSafeEqualText } from '../timing-safe.js';

/** A user, who may log in on every account. */
export interface User {
  readonly name: string;
  readonly password: string;
}

export interface UserSession {
  readonly account: string;
  readonly userId: string;
  readonly loginName: string;
  readonly bearer: string;
  readonly csrf: string;
  readonly sessionId: string;
}

interface OpenSession extends UserSession {
  readonly endsAt: number;
}

/** The lifetime of a user's token on the platform. */
const LIFETIME_MS = 8 * 3_600_000;

const FIRST_USER_ID = 1_000_001;

/** The sessions of users. The login and each refresh extend a session to eight hours. */
export class UserSessions {
  readonly #users: readonly User[];
  readonly #now: () => number;
  /** By bearer token. */
  readonly #open = new Map<string, OpenSession>();

  constructor(users: readonly User[], now: () => number = Date.now) {
    this.#users = users;
    this.#now = now;
  }

  /** @returns undefined if the user is unknown or the password is wrong */
  logIn(account: string, name: string, password: string): UserSession | undefined {
    const index = this.#users.findIndex((user) => user.name === name);
    const user = this.#users[index];
    if (!user || !timingSafeEqualText(user.password, password)) return undefined;
    this.#forgetEnded();
    const session: OpenSession = {
      account,
      userId: String(FIRST_USER_ID + index),
      loginName: name,
      bearer: randomBytes(32).toString('hex'),
      csrf: randomBytes(16).toString('hex'),
      sessionId: randomBytes(16).toString('hex'),
      endsAt: this.#now() + LIFETIME_MS,
    };
    this.#open.set(session.bearer, session);
    return session;
  }

  /**
   * Extends a session.
   *
   * @returns false if the session is unknown, has ended or belongs to another account
   */
  refresh(account: string, sessionId: string, csrf: string): boolean {
    const found = [...this.#open.values()].find((session) => session.sessionId === sessionId);
    if (!found || !this.find(found.bearer)) return false;
    if (found.account !== account || !timingSafeEqualText(found.csrf, csrf)) return false;
    this.#open.set(found.bearer, { ...found, endsAt: this.#now() + LIFETIME_MS });
    return true;
  }

  /** The session of a bearer token, unless it has ended. */
  find(bearer: string): UserSession | undefined {
    const found = this.#open.get(bearer);
    return found && found.endsAt > this.#now() ? found : undefined;
  }

  #forgetEnded(): void {
    for (const { bearer, endsAt } of this.#open.values())
      if (endsAt <= this.#now()) this.#open.delete(bearer);
  }

  /** The passwords of the users, and what proves the open sessions. */
  secrets(): string[] {
    const passwords = this.#users.map(({ password }) => password);
    const proofs = [...this.#open.values()].flatMap(({ bearer, csrf, sessionId }) => [
      bearer,
      csrf,
      sessionId,
    ]);
    return [...passwords, ...proofs];
  }

  endAll(): void {
    this.#open.clear();
  }
}
