import process from 'node:process';
import type { Fault } from './control/fault.js';
import type { ActiveFault } from './control/faults.js';
import { SandboxError } from './errors.js';
import type { RequestRecord } from './journal.js';
import { isObject } from './json.js';

export type { Fault, FaultAction } from './control/fault.js';
export type { ActiveFault } from './control/faults.js';
export { SandboxError, type SandboxErrorCode } from './errors.js';
export type { RequestRecord, RunError } from './journal.js';
export type { LogEntry, RefusedCall } from './runner/protocol.js';

interface Recorded {
  readonly requests: RequestRecord[];
  readonly executions: Record<string, number>;
  readonly executionsByAccount: Record<string, Record<string, number>>;
}

/** Controls a sandbox that runs in another process, such as the one of `lp-faas-sandbox exec`. */
export class SandboxClient {
  readonly #url: string;

  /**
   * @param url the sandbox's URL. Default: the variable `LP_DOMAIN_API`, which `exec` sets
   * @throws {SandboxError} `invalid-options` without a URL
   */
  constructor(url: string | undefined = process.env['LP_DOMAIN_API']) {
    if (!url) {
      const text = 'SandboxClient needs the URL of a sandbox, or the environment variable LP_DOMAIN_API.';
      throw new SandboxError('invalid-options', text);
    }
    this.#url = `${url.replace(/\/+$/, '')}/_sandbox/`;
  }

  /** The last 10,000 requests in order of arrival, with log and error of the functions that they ran. */
  async requests(): Promise<RequestRecord[]> {
    return (await this.#recorded()).requests;
  }

  /** Executions by the function's UUID, of one account or of all. Functions that never ran are absent. */
  async executions(account?: string): Promise<Record<string, number>> {
    const { executions, executionsByAccount } = await this.#recorded();
    return account === undefined ? executions : (executionsByAccount[account] ?? {});
  }

  /**
   * Adds a fault.
   *
   * @returns the fault's id
   * @throws {SandboxError} `invalid-options` if the fault is not valid
   */
  async addFault(fault: Fault): Promise<string> {
    return ((await this.#send('POST', 'faults', fault)) as { id: string }).id;
  }

  async faults(): Promise<ActiveFault[]> {
    return ((await this.#send('GET', 'faults')) as { faults: ActiveFault[] }).faults;
  }

  /** Removes all faults, or one by its id. */
  async clearFaults(id?: string): Promise<void> {
    await this.#send('DELETE', id === undefined ? 'faults' : `faults/${encodeURIComponent(id)}`);
  }

  /** Delays each answer by this many milliseconds. */
  async setLatency(ms: number): Promise<void> {
    await this.#send('POST', 'latency', { ms });
  }

  /** Revokes all tokens issued so far. */
  async revokeTokens(): Promise<void> {
    await this.#send('POST', 'tokens/revoke');
  }

  /** Removes the requests, the counts, the faults and what functions have stored, and resets the latency. */
  async reset(): Promise<void> {
    await this.#send('POST', 'reset');
  }

  async #recorded(): Promise<Recorded> {
    return (await this.#send('GET', 'requests')) as Recorded;
  }

  async #send(method: string, path: string, body?: object): Promise<unknown> {
    const json = body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(this.#url + path, { method, ...json });
    const text = await response.text();
    const answer: unknown = text === '' ? undefined : JSON.parse(text);
    if (response.ok) return answer;
    const reason =
      isObject(answer) && 'message' in answer ? String(answer.message) : `status ${response.status}`;
    throw new SandboxError('invalid-options', reason);
  }
}
