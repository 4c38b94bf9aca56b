import { stripVTControlCharacters } from 'node:util';
import type { CompletedRequest } from '../journal.js';
import { DEFAULTS } from '../options.js';
import type { InvocationReport, LogEntry } from '../runner/protocol.js';
import type { Sandbox } from '../sandbox.js';

const INDENT = '    ';
/** A stack's first lines say where; the rest is noise in a request log. */
const MOST_DETAIL_LINES = 6;
const LONGEST_LINE = 500;

/** Foreign text on one line of the terminal: it must not move the cursor or forge a line. */
function oneLine(text: string): string {
  const clean = stripVTControlCharacters(text)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trimEnd();
  return clean.length > LONGEST_LINE ? `${clean.slice(0, LONGEST_LINE)}…` : clean;
}

function logLine({ level, message, extras }: LogEntry): string {
  return `${INDENT}${level.toLowerCase().padEnd(5)} ${oneLine([message, ...extras].join(' '))}`;
}

function failureLines({ outcome }: InvocationReport): string[] {
  if (outcome.kind === 'returned' || outcome.kind === 'throttled' || outcome.kind === 'unavailable')
    return [];
  const details = outcome.details.split('\n').slice(0, MOST_DETAIL_LINES);
  return [`failed (${outcome.kind})`, ...details.map((line) => `  ${oneLine(line)}`)].map(
    (line) => `${INDENT}${line}`,
  );
}

/** One line for a request, and below it what its function wrote and how it failed. */
export function requestLines({ request, invocation }: CompletedRequest): string[] {
  const status = request.status ?? 'caller left';
  const line = `${request.method} ${request.path} ${status} ${request.durationMs} ms`;
  if (!invocation) return [line];
  return [line, ...invocation.logs.map(logLine), ...failureLines(invocation)];
}

/** What is printed at the start for a person. */
export function banner(sandbox: Sandbox): string[] {
  const width = Math.max(0, ...sandbox.functions.map(({ name }) => name.length));
  const accounts = sandbox.accounts.flatMap(({ id, generation }) => {
    const own = sandbox.functions.filter(({ account }) => account === id);
    const lines = own.map(({ name, uuid }) => `  ${name.padEnd(width)}  ${uuid}`);
    return [`account ${id} (${generation})`, ...(lines.length > 0 ? lines : ['  no functions'])];
  });
  const secret = sandbox.clientSecret === DEFAULTS.clientSecret ? DEFAULTS.clientSecret : '(as given)';
  return [
    `LivePerson Functions sandbox: ${sandbox.url}`,
    `client id ${sandbox.clientId}, client secret ${secret}`,
    ...accounts,
  ];
}

/** The one line of --ready-json. */
export function readyLine({ url, accounts, functions }: Sandbox): string {
  return JSON.stringify({ url, accounts, functions });
}
