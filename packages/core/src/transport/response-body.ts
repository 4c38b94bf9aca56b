import { Buffer, isUtf8 } from 'node:buffer';
import { TransportError } from './transport.js';

/** Collects a response body up to a limit and decodes it as UTF-8. */
export class ResponseBody {
  readonly #chunks: Uint8Array[] = [];
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /**
   * Adds a chunk.
   * @throws {TransportError} `too-large` when the body exceeds the limit.
   */
  add(chunk: Uint8Array): void {
    this.#bytes += chunk.byteLength;
    if (this.#bytes > this.#maxBytes) throw new TransportError('too-large', 'unknown');
    this.#chunks.push(chunk);
  }

  /**
   * Returns the text without a byte order mark. A result must be valid UTF-8; in an error response an invalid
   * character is replaced, because its text is only quoted.
   * @throws {TransportError} `encoding` when the body of a 2xx response is not UTF-8.
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

/** Returns a view of the same bytes, not a copy. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
