import { createRequire } from 'node:module';
import { InstalledNodeRed } from './installed-node-red.js';
import type { InstalledPackage } from './installed-package.js';

const require = createRequire(import.meta.url);

/** The users of the admin API, and what each may do. */
const USERS = {
  writer: ['*'],
  reader: ['read'],
  tester: ['liveperson-functions-account.write'],
} as const;
type User = keyof typeof USERS;

/** A variable in the environment of Node-RED. */
export const CANARY = { name: 'LP_CANARY_OF_TEST', value: 'Environment-canary-4711' };

/** A context in memory, and one on disk, which is asynchronous. */
const CONTEXTS = `contextStorage: {
  default: 'memory', memory: { module: 'memory' },
  disk: { module: 'localfilesystem', config: { cache: false } },
},`;

/** What a deploy changes has one second to end. */
const CLOSING = 'nodeCloseTimeout: 3000,';

function adminAuth(version: number): string {
  const inNodeRed = createRequire(require.resolve(`node-red-${version}/package.json`));
  const { hashSync } = inNodeRed('bcryptjs') as { hashSync(text: string, rounds: number): string };
  const users = Object.entries(USERS).map(([username, permissions]) => ({
    username,
    password: hashSync(username, 4),
    permissions,
  }));
  return `adminAuth: ${JSON.stringify({ type: 'credentials', users })},`;
}

/** A Node-RED with the packed package and these users, shared by all tests of the installed package. */
export class InstalledStage {
  readonly version: number;
  readonly #tokens = new Map<User, string>();
  #nodeRed: InstalledNodeRed | undefined;

  constructor(version: number) {
    this.version = version;
  }

  get nodeRed(): InstalledNodeRed {
    return this.#nodeRed as InstalledNodeRed;
  }

  async begin(installed: InstalledPackage): Promise<void> {
    const { version } = this;
    this.#nodeRed = await InstalledNodeRed.start({
      ...{ version, installed, settings: adminAuth(version) + CONTEXTS + CLOSING },
      env: { [CANARY.name]: CANARY.value },
    });
    for (const username of Object.keys(USERS) as User[]) {
      const scope = USERS[username].join(' ');
      const login = { client_id: 'node-red-admin', grant_type: 'password', scope };
      const { text } = await this.nodeRed.admin('POST', '/auth/token', {
        ...login,
        username,
        password: username,
      });
      this.#tokens.set(username, (JSON.parse(text) as { access_token: string }).access_token);
    }
  }

  async end(): Promise<void> {
    await this.#nodeRed?.[Symbol.asyncDispose]();
  }

  /** Headers that authorize a request as that user. */
  as(user: User): Record<string, string> {
    return { authorization: `Bearer ${this.#tokens.get(user)}` };
  }
}
