import { validateHeaderName, validateHeaderValue } from 'node:http';
import { z } from 'zod';
import { SandboxError } from '../errors.js';

/** The name of the file beside the functions. */
export const HTTP_MOCKS_FILE = 'http-mocks.json';

/** An answer to what functions ask of another host. */
export interface HttpMock {
  /** Default: every method. */
  readonly method?: string | undefined;
  /** URL in which `*` stands for any characters. Without a query it matches every query. */
  readonly url: string;
  /** Default 200. */
  readonly status?: number | undefined;
  readonly headers?: Readonly<Record<string, string | string[]>> | undefined;
  /** A body that is not a string is sent as JSON. */
  readonly body?: unknown;
  /** Path of a file with the body, relative to the file of the mocks. */
  readonly file?: string | undefined;
  /** How many requests it answers. Default: all. */
  readonly times?: number | undefined;
}

function isHttpHeader([name, value]: [string, string | string[]]): boolean {
  try {
    validateHeaderName(name);
    for (const item of [value].flat()) validateHeaderValue(name, item);
    return true;
  } catch {
    return false;
  }
}

/** Node's fetch takes no other statuses. */
const MIN_STATUS = 200;
const MAX_STATUS = 599;

const MOCKS = z.array(
  z
    .strictObject({
      method: z
        .string()
        .regex(/^[A-Za-z]+$/, 'must be an HTTP method')
        .optional(),
      url: z.string().regex(/^https?:\/\/./, 'must start with http:// or https://'),
      status: z.int().min(MIN_STATUS).max(MAX_STATUS).optional(),
      headers: z
        .record(z.string(), z.union([z.string(), z.array(z.string())]))
        .refine((fields) => Object.entries(fields).every(isHttpHeader), 'is not a valid HTTP header')
        .optional(),
      body: z.unknown().optional(),
      file: z.string().min(1).optional(),
      times: z.int().min(1).optional(),
    })
    .refine(({ body, file }) => body === undefined || file === undefined, 'has both "body" and "file"'),
);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/**
 * Reads the text of an http-mocks.json.
 *
 * @param file its path, for the error
 * @throws {SandboxError} `http-mocks`
 */
export function parseHttpMocks(text: string, file: string): readonly HttpMock[] {
  const value = parse(text);
  const fail = (problem: string) => new SandboxError('http-mocks', `${file} ${problem}. Correct the file.`);
  if (value instanceof Error) throw fail(`is not valid JSON (${value.message})`);
  const { success, data, error } = MOCKS.safeParse(value);
  if (success) return data;
  const problems = error.issues.map(({ path: [index, ...path], message }) => {
    if (index === undefined) return 'must hold a list of mocks';
    const where = path.length === 0 ? '' : ` "${path.join('.')}"`;
    return `mock ${Number(index) + 1}:${where} ${message.replace(/^./, (first) => first.toLowerCase())}`;
  });
  throw fail(`is not valid: ${problems.join('; ')}`);
}

/** Whether a mock answers a request. */
export function matches({ method, url }: HttpMock, request: { method: string; url: string }): boolean {
  if (method !== undefined && method.toUpperCase() !== request.method.toUpperCase()) return false;
  const [withoutQuery = ''] = request.url.split('?');
  // A URL always has a path, and its host is in lower case.
  const [, origin = '', rest = ''] = /^(https?:\/\/[^/?]*)(.*)$/i.exec(url) ?? [];
  const pattern = `${origin.toLowerCase()}${rest.startsWith('/') ? rest : `/${rest}`}`;
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}$`, 's').test(url.includes('?') ? request.url : withoutQuery);
}
