import type { CompletedRequest } from '../journal.js';
import type { InvocationReport, LogEntry } from '../runner/protocol.js';
import type { Paint } from './paint.js';
import { foreignLines } from './terminal-text.js';

/** Below the status, so that what a function wrote can never be taken for a request. */
const INDENT = ' '.repeat(10);
const LEVEL_WIDTH = 6;
const MOST_LOG_LINES = 20;
/** A stack's first lines say where; the rest is noise here. */
const MOST_DETAIL_LINES = 6;

export interface RequestView {
  readonly paint: Paint;
  /** Characters on a line of the terminal; undefined: as many as it takes. */
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

/** The functions' names say more than UUIDs; where none ran, the path says what it was. */
function target(
  { request, invocation }: CompletedRequest,
  { paint, columns }: RequestView,
  used: number,
): string {
  const { account, eventId, method, path } = request;
  if (!invocation) return cut(`${method} ${path}`, columns === undefined ? undefined : columns - used);
  const [event = ''] = foreignLines(eventId ?? '', 1);
  const names = invocation.functions.map((name) => paint('bold', name)).join(', ');
  const what = eventId === null ? `invoke ${names}` : `event ${event}: ${names}`;
  return `${what}  ${paint('dim', `account ${account}`)}`;
}

function requestLine(completed: CompletedRequest, view: RequestView): string {
  const { request } = completed;
  const time = new Date(request.at).toTimeString().slice(0, 8);
  const status = request.status === null ? '---' : String(request.status);
  const duration = `${request.durationMs ?? 0} ms`.padStart(8);
  const used = `${time}  ${status}  ${duration}  `.length;
  const { paint } = view;
  const colours = [paint('dim', time), paint(statusStyle(request.status), status), paint('dim', duration)];
  const fault = request.fault === null ? [] : [paint('yellow', `fault ${request.fault}`)];
  return [...colours, target(completed, view, used), ...fault].join('  ');
}

function block(label: string, lines: readonly string[]): string[] {
  return lines.map((line, index) => `${INDENT}${index === 0 ? label : ' '.repeat(LEVEL_WIDTH)}${line}`);
}

function logLines({ level, message, extras }: LogEntry, paint: Paint): string[] {
  const label = paint(LEVEL_STYLES[level], level.toLowerCase().padEnd(LEVEL_WIDTH));
  return block(label, foreignLines([message, ...extras].join(' '), MOST_LOG_LINES));
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
      const details = foreignLines(outcome.details, MOST_DETAIL_LINES);
      return [
        `${INDENT}${paint('red', `failed (${outcome.kind})`)}`,
        ...block(' '.repeat(LEVEL_WIDTH), details),
      ];
    }
  }
}

/** One line for a request, and below it what its function wrote and how it failed. */
export function requestLines(completed: CompletedRequest, view: RequestView): string[] {
  const { request, invocation } = completed;
  const isLeft = request.status === null && request.fault === null;
  const left = isLeft ? [`${INDENT}the caller left before the answer`] : [];
  const lines = [requestLine(completed, view), ...left];
  if (!invocation) return lines;
  const { paint } = view;
  const logs = invocation.logs.flatMap((entry) => logLines(entry, paint));
  return [...lines, ...logs, ...failureLines(invocation, paint)];
}
