import type { CompletedRequest, LateEvent, RequestInvocation } from '../journal.js';
import type { InvocationReport, LogEntry, RefusedCall } from '../runner/protocol.js';
import { type Paint, sanitizedLine, sanitizedLines } from './terminal-text.js';

/** Deeper than the lines of requests, so that a function's log cannot imitate a request. */
const INDENT = ' '.repeat(10);
const LEVEL_WIDTH = 6;
const MAX_LOG_LINES = 20;
/** The first lines of a stack name the position. */
const MAX_DETAIL_LINES = 6;

export interface LineFormat {
  readonly paint: Paint;
  /** Width of the terminal, in characters; undefined does not cut lines. */
  readonly columns: number | undefined;
}

const LEVEL_STYLES = { Debug: 'dim', Info: 'cyan', Warn: 'yellow', Error: 'red' } as const;

function statusStyle(status: number | null): 'green' | 'yellow' | 'red' {
  if (status === null || status >= 500) return 'red';
  return status < 400 ? 'green' : 'yellow';
}

function cut(text: string, width: number | undefined): string {
  return width === undefined || text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}

/** The names of the functions that ran, which say more than a UUID; without any, method and path. */
function describeRequest(
  { request, invocation }: CompletedRequest,
  { paint, columns }: LineFormat,
  used: number,
): string {
  const { account, eventId, method, path } = request;
  if (!invocation) return cut(`${method} ${path}`, columns === undefined ? undefined : columns - used);
  const names = invocation.functions.map((name) => paint('bold', name)).join(', ');
  const what = eventId === null ? `invoke ${names}` : `event ${sanitizedLine(eventId)}: ${names}`;
  return `${what}  ${paint('dim', `account ${account}`)}`;
}

function requestLine(completed: CompletedRequest, format: LineFormat): string {
  const { request } = completed;
  const time = new Date(request.at).toTimeString().slice(0, 8);
  const status = request.status === null ? '---' : String(request.status);
  const duration = `${request.durationMs ?? 0} ms`.padStart(8);
  const used = `${time}  ${status}  ${duration}  `.length;
  const { paint } = format;
  const colours = [paint('dim', time), paint(statusStyle(request.status), status), paint('dim', duration)];
  const fault = request.fault === null ? [] : [paint('yellow', `fault ${request.fault}`)];
  return [...colours, describeRequest(completed, format, used), ...fault].join('  ');
}

function block(label: string, lines: readonly string[]): string[] {
  return lines.map((line, index) => `${INDENT}${index === 0 ? label : ' '.repeat(LEVEL_WIDTH)}${line}`);
}

function logLines({ level, message, extras }: LogEntry, paint: Paint): string[] {
  const label = paint(LEVEL_STYLES[level], level.toLowerCase().padEnd(LEVEL_WIDTH));
  return block(label, sanitizedLines([message, ...extras].join(' '), MAX_LOG_LINES));
}

function refusedLines(refused: readonly RefusedCall[], paint: Paint): string[] {
  return refused.flatMap(({ call, reason }) => {
    return block('', [`${paint('yellow', 'refused')}  ${sanitizedLine(`${call}: ${reason}`)}`]);
  });
}

function failureLines({ outcome }: InvocationReport, paint: Paint): string[] {
  switch (outcome.kind) {
    case 'returned':
      return [];
    case 'throttled':
      return block('', [paint('yellow', 'all instances of the function are busy')]);
    case 'unavailable':
      return block('', [paint('red', outcome.message)]);
    default: {
      const details = sanitizedLines(outcome.details, MAX_DETAIL_LINES);
      return [
        `${INDENT}${paint('red', `failed (${outcome.kind})`)}`,
        ...block(' '.repeat(LEVEL_WIDTH), details),
      ];
    }
  }
}

/** One line for a request, and below it what its functions logged and how the last one failed. */
export function requestLines(completed: CompletedRequest, format: LineFormat): string[] {
  const { request, invocation } = completed;
  const isAborted = request.status === null && request.fault === null;
  const aborted = isAborted ? [`${INDENT}the caller disconnected before the answer`] : [];
  const lines = [requestLine(completed, format), ...aborted];
  if (!invocation) return lines;
  const { paint } = format;
  const logs = invocation.logs.flatMap((entry) => logLines(entry, paint));
  return [...lines, ...logs, ...refusedLines(invocation.refused, paint), ...failureLines(invocation, paint)];
}

/** The lines of an invocation alone, not indented: its log, its refused calls and its error. */
export function runLines(invocation: RequestInvocation, paint: Paint): string[] {
  const logs = invocation.logs.flatMap((entry) => logLines(entry, paint));
  const lines = [...logs, ...refusedLines(invocation.refused, paint), ...failureLines(invocation, paint)];
  return lines.map((line) => line.slice(INDENT.length));
}

/** The lines for what a function did after its answer. */
export function lateEventLines({ request, functionName, event }: LateEvent, paint: Paint): string[] {
  const time = paint('dim', new Date().toTimeString().slice(0, 8));
  const line = `${time}  ${paint('bold', functionName)} after its answer to request ${request.n}`;
  if (event.type === 'refused') return [line, ...refusedLines([event.refused], paint)];
  const details = sanitizedLines(event.error.details, MAX_DETAIL_LINES);
  return [line, `${INDENT}${paint('red', 'threw')}`, ...block(' '.repeat(LEVEL_WIDTH), details)];
}
