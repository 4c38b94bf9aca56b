import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { errorCode, SandboxError } from '../errors.js';
import type { HttpAnswer, HttpRequest, HttpRules } from '../runner/protocol.js';
import { HTTP_MOCKS_FILE, type HttpMock, matches, parseHttpMocks } from './mock-file.js';

const NO_BODY = [204, 205, 304];
const JSON_TYPE: [string, string] = ['content-type', 'application/json'];

function hasType(headers: readonly [string, string][]): boolean {
  return headers.some(([name]) => name.toLowerCase() === 'content-type');
}

/** Answers the requests of functions to other hosts, as http-mocks.json says. Reads the file at each request. */
export class HttpMocks {
  readonly #folder: string | undefined;
  readonly #isOffline: boolean;
  #text: string | undefined;
  #mocks: readonly HttpMock[] = [];
  /** How many requests each mock has answered. */
  #uses = new Map<HttpMock, number>();

  /** @param folder the folder with one folder per function; undefined without functions */
  constructor(folder: string | undefined, isOffline: boolean) {
    this.#folder = folder;
    this.#isOffline = isOffline;
  }

  /** @throws {SandboxError} `http-mocks` if the file is not valid */
  check(): void {
    this.#read();
  }

  /** Without mocks, functions do not have to ask here at all. */
  rules(): HttpRules {
    const isOffline = this.#isOffline;
    const isIntercepted = isOffline || this.#hasFile();
    const mocksFile = join(basename(this.#folder ?? ''), HTTP_MOCKS_FILE);
    return { isIntercepted, isOffline, mocksFile };
  }

  /** Starts counting the uses of mocks anew. */
  reset(): void {
    this.#uses.clear();
  }

  async answer(request: HttpRequest): Promise<HttpAnswer> {
    try {
      const mock = this.#read().find((item) => this.#isLeft(item) && matches(item, request));
      if (!mock) return { kind: this.#isOffline ? 'offline' : 'none' };
      this.#uses.set(mock, (this.#uses.get(mock) ?? 0) + 1);
      return await this.#answerOf(mock);
    } catch (error) {
      return { kind: 'invalid', reason: error instanceof Error ? error.message : String(error) };
    }
  }

  #isLeft(mock: HttpMock): boolean {
    return (this.#uses.get(mock) ?? 0) < (mock.times ?? Number.POSITIVE_INFINITY);
  }

  async #answerOf(mock: HttpMock): Promise<HttpAnswer> {
    const { status = 200, headers = {}, body, file } = mock;
    const pairs = Object.entries(headers).flatMap(([name, values]) =>
      [values].flat().map((value): [string, string] => [name, value]),
    );
    const isJson =
      file === undefined ? body !== undefined && typeof body !== 'string' : extname(file) === '.json';
    if (isJson && !hasType(pairs)) pairs.push(JSON_TYPE);
    const bytes = NO_BODY.includes(status) ? null : await this.#bodyOf(mock);
    return { kind: 'mock', status, headers: pairs, body: bytes?.toString('base64') ?? null };
  }

  async #bodyOf({ body, file }: HttpMock): Promise<Buffer> {
    if (file === undefined)
      return Buffer.from(typeof body === 'string' ? body : (JSON.stringify(body) ?? ''));
    const path = join(this.#folder ?? '', file);
    return await readFile(path).catch((error: unknown) => {
      const text = `${path} cannot be read (${errorCode(error)}). A mock in ${HTTP_MOCKS_FILE} names it as its "file".`;
      throw new SandboxError('http-mocks', text, { cause: error });
    });
  }

  /** An unreadable file is reported with the request that needs it. */
  #hasFile(): boolean {
    try {
      return this.#readText() !== undefined;
    } catch {
      return true;
    }
  }

  #readText(): string | undefined {
    if (this.#folder === undefined) return undefined;
    const path = join(this.#folder, HTTP_MOCKS_FILE);
    try {
      // Before each invocation, and mostly not there: synchronous, that takes a twentieth of the time.
      return readFileSync(path, 'utf8');
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return undefined;
      throw new SandboxError('http-mocks', `${path} cannot be read. Check its permissions.`, {
        cause: error,
      });
    }
  }

  /** The mocks of the file. A changed file starts anew, also with the counts. */
  #read(): readonly HttpMock[] {
    const text = this.#readText();
    if (text === this.#text) return this.#mocks;
    const path = join(this.#folder ?? '', HTTP_MOCKS_FILE);
    this.#mocks = text === undefined ? [] : parseHttpMocks(text, path);
    this.#text = text;
    this.#uses = new Map();
    return this.#mocks;
  }
}
