import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dereference } from '@readme/openapi-parser';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

/** The OpenAPI description of the platform, and how its examples become requests. */

interface Example {
  readonly value: unknown;
  /** The status of an answer that OpenAPI cannot name. */
  readonly 'x-status'?: number;
}

interface Media {
  readonly schema: object;
  readonly examples?: Record<string, Example>;
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: object;
  readonly examples?: Record<string, Example>;
}

interface Answer {
  readonly content?: Record<string, Media>;
}

export interface Operation {
  readonly operationId: string;
  readonly security?: readonly object[];
  readonly requestBody?: { readonly content: Record<string, Media> };
  readonly responses: Record<string, Answer> & { readonly default?: Answer };
}

interface PathItem {
  readonly parameters: readonly Parameter[];
  readonly get?: Operation;
  readonly post?: Operation;
}

/** One documented answer, and the request that leads to it. */
export interface Exchange {
  readonly title: string;
  readonly operation: Operation;
  readonly path: string;
  readonly method: 'get' | 'post';
  readonly parameters: readonly Parameter[];
  readonly name: string;
  readonly status: number;
  readonly answer: unknown;
}

export const OPENAPI_TEXT = readFileSync(join(import.meta.dirname, '../../docs/openapi.yaml'), 'utf8');

/** The file as an object. The parser changes what it is given, so each use has its own copy. */
export const readDescription = () => parse(OPENAPI_TEXT);

const { paths } = (await dereference(readDescription())) as unknown as { paths: Record<string, PathItem> };

const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true });
ajv.addVocabulary(['x-guess']);
addFormats.default(ajv, ['uuid', 'int64', 'password']);

/** What is wrong with a value by a schema; empty if it is valid. */
export function schemaProblems(schema: object, value: unknown): readonly string[] {
  const isValid = ajv.validate(schema, value);
  return isValid ? [] : (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** What is wrong with an answer by the schema of its status; empty if it is described. */
export function answerProblems({ responses }: Operation, status: number, answer: unknown): readonly string[] {
  const response = responses[status] ?? responses.default;
  if (response === undefined) return [`the status ${status} is not described`];
  const schema = response.content?.['application/json']?.schema;
  return schema === undefined ? [`the status ${status} has no schema`] : schemaProblems(schema, answer);
}

export const EXCHANGES: readonly Exchange[] = Object.entries(paths).flatMap(([path, item]) =>
  (['get', 'post'] as const).flatMap((method) => {
    const operation = item[method];
    if (operation === undefined) return [];
    return Object.entries(operation.responses).flatMap(([key, { content = {} }]) =>
      Object.entries(content['application/json']?.examples ?? {}).map(([name, example]) => {
        const status = example['x-status'] ?? Number(key);
        const title = `${operation.operationId} ${name} ${status}`;
        const { parameters } = item;
        return { title, operation, path, method, parameters, name, status, answer: example.value };
      }),
    );
  }),
);

export function exchangeNamed(operationId: string, name: string): Exchange {
  const found = EXCHANGES.find((item) => item.operation.operationId === operationId && item.name === name);
  if (!found) throw new Error(`docs/openapi.yaml has no example ${name} of ${operationId}`);
  return found;
}

/** The example of this name, or the one of its generation. */
const exampleFor = (examples: Record<string, Example> | undefined, name: string): unknown =>
  (examples?.[name] ?? examples?.[name.slice(0, 2)])?.value;

const bodyOf = ({ operation }: Exchange): [type?: string, media?: Media] =>
  Object.entries(operation.requestBody?.content ?? {})[0] ?? [];

/** What is wrong with the examples of a request: a missing value, or one that is not valid. */
export function requestProblems(exchange: Exchange): readonly string[] {
  const [, media] = bodyOf(exchange);
  const body = media === undefined ? [] : [{ ...media, name: 'body', required: true }];
  return [...exchange.parameters, ...body].flatMap(({ name, required, schema, examples }) => {
    const value = exampleFor(examples, exchange.name);
    if (value === undefined) return required === true ? [`${exchange.title}: no example of ${name}`] : [];
    return schemaProblems(schema, value).map((problem) => `${exchange.title}: ${name}: ${problem}`);
  });
}

interface Changes {
  /** A token, for operations that require one. */
  readonly token?: string | undefined;
  /** A body in place of the example. */
  readonly body?: string;
  /** A query in place of the example. */
  readonly query?: string;
}

/** Sends the request of an exchange. */
export async function send(exchange: Exchange, url: string, changes: Changes = {}): Promise<Response> {
  const { operation, method, parameters, name } = exchange;
  const [type, media] = bodyOf(exchange);
  const headers = new Headers(type === undefined ? {} : { 'content-type': type });
  const query = new URLSearchParams();
  let { path } = exchange;
  for (const parameter of parameters) {
    const value = exampleFor(parameter.examples, name);
    if (value === undefined) continue;
    if (parameter.in === 'path')
      path = path.replace(`{${parameter.name}}`, encodeURIComponent(String(value)));
    else if (parameter.in === 'query') query.set(parameter.name, String(value));
    else headers.set(parameter.name, String(value));
  }
  if (changes.token !== undefined && operation.security === undefined) {
    headers.set('authorization', `Bearer ${changes.token}`);
  }
  const value = exampleFor(media?.examples, name);
  const example = type?.endsWith('urlencoded')
    ? new URLSearchParams(value as Record<string, string>).toString()
    : JSON.stringify(value);
  const body = changes.body ?? example ?? null;
  return await fetch(`${url}${path}?${changes.query ?? query}`, { method, headers, body });
}

/** Gets the token that an example needs, by the description's own token request. */
export async function tokenFor({ name }: Exchange, url: string): Promise<string> {
  const response = await send(exchangeNamed('getToken', name.slice(0, 2)), url);
  const { access_token: token } = (await response.json()) as { access_token: string };
  return token;
}
