import { Buffer, isUtf8 } from 'node:buffer';
import { TransportError, type TransportResponse } from './transport.js';

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
   * @throws {@link TransportError} `too-large` when the body exceeds the limit.
   */
  add(chunk: Uint8Array): void {
    this.#bytes += chunk.byteLength;
    if (this.#bytes > this.#maxBytes) throw new TransportError('too-large', 'unknown');
    this.#chunks.push(chunk);
  }

  /**
   * Returns the text without a byte order mark. A result must be valid UTF-8; in an error response an invalid
   * character is replaced, because its text is only quoted.
   * @throws {@link TransportError} `encoding` when the body of a 2xx response is not UTF-8.
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

/** Adds to the error of a body that is not UTF-8 how it is encoded, if the headers say so. */
export function withEncoding(error: TransportError, headers: TransportResponse['headers']): TransportError {
  const encoding = headers['content-encoding'];
  if (error.reason !== 'encoding' || encoding === undefined || encoding === 'identity') return error;
  const name = /^[\w*,. -]{1,40}$/.test(encoding) ? encoding : 'something unknown';
  const cause = new Error(`the body is encoded as ${name}, which was not requested`);
  return new TransportError('encoding', error.delivery, cause);
}

/** Whether a response with this status ends with its headers, whatever these say of a body (RFC 9112, section 6.3). */
export const isBodiless = (status: number): boolean => status === 204 || status === 304;

/** Returns a view of the same bytes, not a copy. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
