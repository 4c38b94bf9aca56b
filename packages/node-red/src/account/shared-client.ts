import type { FunctionsClient, Transport } from '@lp-faas/core';

export interface SharedClientParts {
  readonly client: FunctionsClient;
  readonly transport: Transport;
  /** Identifies the settings that the client was made from. */
  readonly key: string;
  /** Settles when the shared cache is connected, or cannot be; calls wait for it. Never rejects. */
  readonly connected?: Promise<void> | undefined;
}

/** The client of an account, which all its nodes share. It outlives the account's node while calls use it. */
export class SharedClient {
  /** Called once for each outage of the shared cache, with a code. */
  onCacheFailure: (code: string) => void = () => undefined;
  readonly client: FunctionsClient;
  /** Identifies the settings that the client was made from. */
  readonly key: string;
  readonly #transport: Transport;
  #connected: Promise<void> | undefined;
  #uses = 0;
  #isRetired = false;

  constructor({ client, transport, key, connected }: SharedClientParts) {
    this.client = client;
    this.#transport = transport;
    this.key = key;
    this.#connected = connected?.then(() => {
      this.#connected = undefined;
    });
  }

  /** Makes a call with the client, which stays open until the call has ended. */
  async use<Result>(call: (client: FunctionsClient) => Promise<Result>): Promise<Result> {
    this.#uses += 1;
    try {
      if (this.#connected !== undefined) await this.#connected;
      return await call(this.client);
    } finally {
      this.#uses -= 1;
      void this.#closeIfDone();
    }
  }

  /** Closes the client as soon as no call uses it. */
  retire(): void {
    this.#isRetired = true;
    void this.#closeIfDone();
  }

  async #closeIfDone(): Promise<void> {
    if (!this.#isRetired || this.#uses > 0) return;
    // Nobody waits for this; a connection that cannot be closed has been closed already.
    await this.client.close().catch(() => undefined);
    await this.#transport.close().catch(() => undefined);
  }
}
