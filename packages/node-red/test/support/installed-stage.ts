import { createRequire } from 'node:module';
import { InstalledNodeRed } from './installed-node-red.js';
import type { InstalledPackage } from './installed-package.js';

const require = createRequire(import.meta.url);

const USERS = ['writer', 'reader'] as const;
type User = (typeof USERS)[number];

/** A context in memory, and one on disk, which is asynchronous. */
const CONTEXTS = `contextStorage: {
  default: 'memory', memory: { module: 'memory' },
  disk: { module: 'localfilesystem', config: { cache: false } },
},`;

/** What a deploy changes has one second to end. */
const CLOSING = 'nodeCloseTimeout: 3000,';

/** Two users of the admin API: the writer may do everything, the reader may only read. */
function adminAuth(version: number): string {
  const inNodeRed = createRequire(require.resolve(`node-red-${version}/package.json`));
  const { hashSync } = inNodeRed('bcryptjs') as { hashSync(text: string, rounds: number): string };
  const users = USERS.map((username) => ({
    username,
    password: hashSync(username, 4),
    permissions: username === 'reader' ? 'read' : '*',
  }));
  return `adminAuth: ${JSON.stringify({ type: 'credentials', users })},`;
}

/** A Node-RED with the packed package and two users, shared by all tests of the installed package. */
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
    });
    for (const username of USERS) {
      const scope = username === 'reader' ? 'read' : '*';
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
