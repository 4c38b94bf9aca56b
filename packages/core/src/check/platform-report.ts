import process from 'node:process';
import { jwtDecode } from 'jwt-decode';
import { isRecord, parseJson } from '../json.js';
import { generationOf, hostPattern } from '../platform.js';
import { redactText } from '../redaction.js';
import { isTransportError } from '../transport/transport.js';
import { VERSION } from '../version.js';
import type { CheckReport, PlatformExchange, PlatformReport, PlatformToken } from './check-report.js';
import type { ExchangeRecorder, RecordedExchange } from './exchange-recorder.js';
import { UNKNOWN_SERVICE } from './probes.js';
import { fieldName, shapeOf } from './shape.js';

/** The requests of a check, by what tells them apart; the first one that fits counts. */
const REQUESTS = [
  { name: 'host of an unknown service', path: `/service/${UNKNOWN_SERVICE}/`, hasToken: false },
  { name: 'host of faasGW', path: '/service/faasGW/', hasToken: false },
  { name: 'host of sentinel', path: '/service/sentinel/', hasToken: false },
  { name: 'token', path: '/app/token', hasToken: false },
  { name: 'isImplemented', path: '/isImplemented', hasToken: true },
  { name: 'isImplemented without a token', path: '/isImplemented', hasToken: false },
] as const satisfies readonly { name: PlatformExchange['request']; path: string; hasToken: boolean }[];

const CONTENT_TYPES = ['application/json', 'application/problem+json', 'text/html', 'text/plain', 'text/xml'];

const PLATFORM_CODE = /^com\.(?:liveperson|customer)\.faas(?:\.[a-z-]{1,30}){1,4}$/;
const OAUTH_CODES = [
  ...['invalid_request', 'invalid_client', 'invalid_grant', 'unauthorized_client'],
  ...['unsupported_grant_type', 'invalid_scope', 'access_denied', 'server_error'],
];

/** A month. */
const MAX_LIFETIME_S = 2_678_400;

type IsConfidential = (text: string) => boolean;

/** What the report is made of. */
export interface ReportSource {
  readonly recorder: ExchangeRecorder;
  readonly steps: CheckReport['steps'];
  readonly generation: 'auto' | 'v1' | 'v2';
  /** Ids and secrets that the library knows. */
  readonly confidential: readonly string[];
}

export function platformReport({ recorder, steps, generation, confidential }: ReportSource): PlatformReport {
  const { exchanges } = recorder;
  const isConfidential = checkOf([...confidential, ...tokensIn(exchanges)]);
  const question = exchanges.find(({ request }) => request.url.pathname.endsWith('/isImplemented'));
  const token = exchanges.flatMap((exchange) => describeToken(exchange, isConfidential)).at(-1);
  return {
    format: 1,
    library: VERSION,
    node: process.versions.node,
    generation: question === undefined ? 'unknown' : generationOf(question.request.url.host, generation),
    steps: steps.map(({ name, outcome, durationMs }) => ({ name, outcome, durationMs })),
    exchanges: exchanges.map((exchange) => describeExchange(exchange, isConfidential)),
    ...(token !== undefined && { token }),
  };
}

/** Names of headers are in lower case, and so may be a secret among them. */
function checkOf(secrets: readonly string[]): IsConfidential {
  const parts = secrets.flatMap((secret) => [secret, ...secret.split('.')]);
  const values = [...parts, ...parts.map((part) => part.toLowerCase())];
  return (text) => redactText(text, { secrets, values }) !== text;
}

function describeExchange(exchange: RecordedExchange, isConfidential: IsConfidential): PlatformExchange {
  const { request, response, error, durationMs } = exchange;
  const path = request.url.pathname;
  const hasToken = 'authorization' in request.headers;
  // A check sends no other request.
  const { name } = REQUESTS.find(
    (one) => path.includes(one.path) && one.hasToken === hasToken,
  ) as (typeof REQUESTS)[number];
  const facts = { request: name, host: hostPattern(request.url.hostname), durationMs };
  if (response === undefined) return { ...facts, failure: failureOf(error) };
  const { status, headers, text } = response;
  const body = parseJson(text);
  const errorCode = errorCodeOf(body);
  const sentId = request.headers['x-request-id'];
  return {
    ...facts,
    status,
    headers: [...new Set(Object.keys(headers).map((name) => fieldName(name, isConfidential)))].sort(),
    contentType: contentTypeOf(headers['content-type']),
    length: text.length,
    body: body === undefined ? (text.trim() === '' ? 'empty' : 'not JSON') : shapeOf(body, isConfidential),
    ...(sentId !== undefined && { requestId: echoOf(headers['x-request-id'], sentId) }),
    retryAfter: retryAfterKind(headers['retry-after']),
    ...(errorCode !== undefined && { errorCode }),
  };
}

/** The system's code alone: texts of other libraries may hold anything. */
function failureOf(error: unknown): string {
  const reason = isTransportError(error) ? `${error.reason}, ${error.delivery}` : 'connection';
  const code: unknown = isTransportError(error) ? (error.cause as { code?: unknown } | undefined)?.code : '';
  return typeof code === 'string' && /^[A-Z][A-Z_]{2,40}$/.test(code) ? `${reason}, ${code}` : reason;
}

function contentTypeOf(header: string | undefined): string {
  if (header === undefined) return 'missing';
  const [type = '', ...parameters] = header.toLowerCase().split(';');
  const known = CONTENT_TYPES.find((one) => one === type.trim()) ?? 'another';
  return parameters.some((one) => one.trim() === 'charset=utf-8') ? `${known}; charset=utf-8` : known;
}

const echoOf = (received: string | undefined, sent: string): 'echoed' | 'another' | 'missing' =>
  received === undefined ? 'missing' : received === sent ? 'echoed' : 'another';

function retryAfterKind(header: string | undefined): PlatformExchange['retryAfter'] {
  if (header === undefined) return 'missing';
  if (/^\s*\d+\s*$/.test(header)) return 'seconds';
  return Number.isNaN(Date.parse(header)) ? 'another' : 'date';
}

function errorCodeOf(body: unknown): string | undefined {
  if (!isRecord(body)) return undefined;
  const found = [body['errorCode'], body['code'], body['error']].find((code) => typeof code === 'string');
  const code = typeof found === 'string' ? found.trim() : undefined;
  if (code === undefined) return undefined;
  return PLATFORM_CODE.test(code) || OAUTH_CODES.includes(code) ? code : 'another';
}

const answerOf = ({ response }: RecordedExchange): Record<string, unknown> => {
  const body = parseJson(response?.text ?? '');
  return isRecord(body) ? body : {};
};

/** Every token that was sent or received. */
function tokensIn(exchanges: readonly RecordedExchange[]): string[] {
  return exchanges.flatMap((exchange) => {
    const sent = exchange.request.headers['authorization']?.replace(/^Bearer /, '');
    const { access_token: received } = answerOf(exchange);
    return [sent, received].filter((token) => typeof token === 'string');
  });
}

function describeToken(exchange: RecordedExchange, isConfidential: IsConfidential): PlatformToken[] {
  const answer = answerOf(exchange);
  const token = answer['access_token'];
  if (typeof token !== 'string') return [];
  const expiresInS = seconds(answer['expires_in']);
  const expiry = expiresInS === undefined ? {} : { expiresInS };
  const [header, claims] = [decoded(token, true), decoded(token, false)];
  if (header === undefined || claims === undefined) return [{ kind: 'opaque', ...expiry }];
  const lifetimeS = seconds(Number(claims['exp']) - Number(claims['iat']));
  return [
    {
      kind: 'JWT',
      header: shapeOf(header, isConfidential),
      claims: shapeOf(claims, isConfidential),
      ...(lifetimeS !== undefined && { lifetimeS }),
      ...expiry,
    },
  ];
}

/** A plausible lifetime; any other number might be an id. */
function seconds(value: unknown): number | undefined {
  const rounded = Math.round(Number(value));
  return rounded >= 0 && rounded <= MAX_LIFETIME_S ? rounded : undefined;
}

function decoded(token: string, header: boolean): Record<string, unknown> | undefined {
  try {
    const part: unknown = jwtDecode(token, { header });
    return isRecord(part) ? part : undefined;
  } catch {
    // The error is dropped because it quotes the token.
    return undefined;
  }
}
