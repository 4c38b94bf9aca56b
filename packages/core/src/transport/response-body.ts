import { TransportError } from './transport.js';

/** Collects a body up to a limit, and reads it as UTF-8. */
export class ResponseBody {
  readonly #chunks: Uint8Array[] = [];
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /**
   * Adds a piece.
   * @throws {TransportError} `too-large` when the body grows over the limit.
   */
  add(chunk: Uint8Array): void {
    this.#bytes += chunk.byteLength;
    if (this.#bytes > this.#maxBytes) throw new TransportError('too-large', 'unknown');
    this.#chunks.push(chunk);
  }

  /**
   * The whole text. A result must be right to the last character; the text of an error is only quoted, there
   * a broken character is no reason to lose the status.
   * @throws {TransportError} `encoding` when a body of status 2xx is not UTF-8.
   */
  text(status: number): string {
    const isResult = status >= 200 && status < 300;
    try {
      return new TextDecoder('utf-8', { fatal: isResult }).decode(Buffer.concat(this.#chunks));
    } catch {
      throw new TransportError('encoding', 'unknown');
    }
  }
}
