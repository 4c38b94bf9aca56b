import { Buffer, isUtf8 } from 'node:buffer';
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
   * The whole text, without a byte order mark. A result must be right to the last character; the text of an error
   * is only quoted, there a broken character is no reason to lose the status.
   * @throws {TransportError} `encoding` when a body of status 2xx is not UTF-8.
   */
  text(status: number): string {
    const [first = new Uint8Array(), ...more] = this.#chunks;
    const bytes = more.length === 0 ? asBuffer(first) : Buffer.concat(this.#chunks, this.#bytes);
    const isResult = status >= 200 && status < 300;
    if (isResult && !isUtf8(bytes)) throw new TransportError('encoding', 'unknown');
    const text = bytes.toString('utf8');
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  }
}

/** The same bytes, not a copy. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
