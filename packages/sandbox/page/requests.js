import { byId, element } from './dom.js';

function statusOf({ status, durationMs, fault }) {
  if (status !== null)
    return { text: String(status), className: status >= 200 && status < 400 ? 'good' : 'bad' };
  if (durationMs === null) return { text: 'running', className: 'dim' };
  return { text: fault === null ? 'the caller disconnected' : 'no answer', className: 'bad' };
}

function targetOf({ service, account, lambdaUuid, eventId }, functions) {
  const found = functions.find((item) => item.account === account && item.uuid === lambdaUuid);
  return found?.name ?? eventId ?? service ?? 'unknown path';
}

function summaryOf(record, functions) {
  const { at, durationMs, error, fault, lateError, logs, method, refused } = record;
  const { text, className } = statusOf(record);
  const part = (textContent, name = 'dim') => element('span', { textContent, className: `part ${name}` });
  const notes = [
    ...(durationMs === null ? [] : [part(`${durationMs} ms`)]),
    ...(logs.length === 0 ? [] : [part(`${logs.length} logged`)]),
    ...(refused.length === 0 ? [] : [part(`${refused.length} refused`, 'warn')]),
    ...(fault === null ? [] : [part(`fault: ${fault}`, 'warn')]),
    ...(error === null && lateError === null ? [] : [part(error?.kind ?? 'late error', 'bad')]),
  ];
  const name = element('strong', { textContent: targetOf(record, functions) });
  const time = new Date(at).toTimeString().slice(0, 8);
  const parts = [
    part(time),
    part(method),
    element('span', { className: 'part' }, name),
    part(text, className),
  ];
  // The blanks are for screen readers.
  return element('summary', {}, ...[...parts, ...notes].flatMap((one) => [one, ' ']));
}

const LEVELS = { Error: 'bad', Warn: 'warn', Info: '', Debug: 'dim' };

function block(title, ...lines) {
  return [element('p', { textContent: title }), element('pre', { tabIndex: 0 }, ...lines)];
}

function logLine({ level, message, extras }) {
  const textContent = `${level.padEnd(5)} ${[message, ...extras].join(' ')}\n`;
  return element('span', { className: LEVELS[level] ?? '', textContent });
}

function detailsOf({ path, account, requestId, logs, refused, error, lateError }) {
  const facts = [path, account && `account ${account}`, requestId && `X-Request-ID ${requestId}`];
  const parts = facts.filter(Boolean).map((textContent) => element('p', { className: 'dim', textContent }));
  if (logs.length > 0) parts.push(...block('Log', ...logs.map(logLine)));
  if (refused.length > 0) {
    parts.push(
      ...block('Refused calls', refused.map(({ call, reason }) => `${call}\n  ${reason}`).join('\n')),
    );
  }
  if (error !== null) parts.push(...block(`Error (${error.kind})`, error.details));
  if (lateError !== null) parts.push(...block('Error after the answer', lateError));
  return element('div', {}, ...parts);
}

/** The last requests, the newest first. */
export class RequestList {
  /** By the number of the request. */
  #rows = new Map();
  #wanted;

  /** Opens the request with this id once it is in the list. */
  open(requestId) {
    this.#wanted = requestId;
  }

  /** Changes only the rows that differ, so that focus and open rows stay as they are. */
  show(records, functions) {
    const list = byId('requests');
    const numbers = new Set(records.map(({ n }) => n));
    for (const [n, { row }] of this.#rows) {
      if (numbers.has(n)) continue;
      row.remove();
      this.#rows.delete(n);
    }
    for (const record of records) {
      const text = JSON.stringify([record, targetOf(record, functions)]);
      const known = this.#rows.get(record.n);
      if (known?.text !== text) this.#render(list, record, functions, known, text);
      if (record.requestId !== null && record.requestId === this.#wanted) {
        this.#rows.get(record.n).row.firstChild.open = true;
        this.#wanted = undefined;
      }
    }
    byId('no-requests').hidden = records.length > 0;
  }

  #render(list, record, functions, known, text) {
    const row = known?.row ?? element('li', {}, element('details'));
    const details = row.firstChild;
    const hadFocus = details.firstChild !== null && details.firstChild === document.activeElement;
    details.replaceChildren(summaryOf(record, functions), detailsOf(record));
    if (hadFocus) details.firstChild.focus();
    if (!known) list.prepend(row);
    this.#rows.set(record.n, { row, text });
  }
}
