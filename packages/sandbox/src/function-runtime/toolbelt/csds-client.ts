import { isObject } from '../../json.js';
import { messageWithCause } from './errors.js';
import { platform } from './platform.js';

interface ServiceEntry {
  readonly service: string;
  readonly baseURI: string;
}

/** Creates the error of a generation. */
export type CsdsError = (kind: 'NotFound' | 'Failure', message: string) => Error;

const TTL_MS = 600_000;

function entriesOf(body: unknown): ServiceEntry[] {
  if (!isObject(body) || !('baseURIs' in body) || !Array.isArray(body.baseURIs)) {
    throw new Error(`Unexpected response: ${JSON.stringify(body)}`);
  }
  return body.baseURIs as ServiceEntry[];
}

/** Finds the hosts of services with the sandbox's Domain API. Caches them for ten minutes. */
export class CsdsClient {
  readonly #newError: CsdsError;
  #entries: readonly ServiceEntry[] = [];
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(newError: CsdsError) {
    this.#newError = newError;
  }

  async get(service: string): Promise<string> {
    const found = (await this.#cached()).find((entry) => entry.service === service);
    if (!found) throw this.#newError('NotFound', `Service "${service}" could not be found.`);
    return found.baseURI;
  }

  /** One object per service, with the service's name as its only key. */
  async getAll(): Promise<Record<string, string>[]> {
    return (await this.#cached()).map(({ service, baseURI }) => ({ [service]: baseURI }));
  }

  async #cached(): Promise<readonly ServiceEntry[]> {
    if (Date.now() < this.#readAt + TTL_MS) return this.#entries;
    const { url, account } = platform();
    try {
      const response = await fetch(`${url}/api/account/${account}/service/baseURI.json?version=1.0`);
      this.#entries = entriesOf(await response.json());
      this.#readAt = Date.now();
      return this.#entries;
    } catch (error) {
      throw this.#newError('Failure', messageWithCause(error));
    }
  }
}
