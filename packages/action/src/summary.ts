import { DID_IT_RUN, HEADLINES, type Outcome } from './outcome.js';
import { escapeHtml } from './untrusted.js';

const LONGEST_PREVIEW = 4000;
const LONGEST_DIFF = 16_000;

/** What the summary tells beside the outcome itself. */
export interface SummaryContext {
  readonly accountId: string;
  readonly lambdaUuid: string;
  /** The address of what there is to know about the outcome's error. */
  readonly docs: string;
}

/**
 * The job summary: one line on how it went, a table, and what the function answered. All of it is HTML, where
 * no Markdown applies, with every value escaped: nothing in a result can change the page.
 */
export function renderSummary(outcome: Outcome, context: SummaryContext): string {
  const isSuccess = outcome.outcome === 'success';
  const rows = rowsOf(outcome, context).filter(([, value]) => value !== '');
  return [
    `<h3>${isSuccess ? '✅' : '❌'} LivePerson Functions: ${HEADLINES[outcome.outcome]}</h3>`,
    ...(isSuccess ? [] : [`<p>${oneLine(outcome.errorMessage)}</p>`, linkTo(context.docs, outcome.outcome)]),
    '<table>',
    ...rows.map(renderRow),
    '</table>',
    ...(outcome.diff === '' ? [] : block('Expected and got', 'diff', cut(outcome.diff, LONGEST_DIFF))),
    ...(outcome.resultJson === '' ? [] : renderPreview(outcome.resultJson)),
    '',
  ].join('\n');
}

function rowsOf(outcome: Outcome, { accountId, lambdaUuid }: SummaryContext): (readonly [string, string])[] {
  // Inputs that are invalid may be misplaced secrets.
  const isKnown = outcome.outcome !== 'invalid-options';
  return [
    ['Function', isKnown ? lambdaUuid : ''],
    ['Account', isKnown ? accountId : ''],
    ['Gateway', [outcome.host, outcome.generation].filter(Boolean).join(', ')],
    ['Status', String(outcome.statusCode ?? '')],
    ['Did it run?', DID_IT_RUN[outcome.delivery]],
    ['Attempts', String(outcome.attempts)],
    ['Time', time(outcome.durationMs)],
    ['Request id', outcome.requestId],
  ];
}

/** Tenths of a second are enough where it is seconds. */
const time = (ms: number): string => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`);

function linkTo(docs: string, code: string): string {
  return `<p><a href="${escapeHtml(docs)}">What to do about <code>${code}</code></a></p>`;
}

function renderRow([name, value]: readonly [string, string]): string {
  return `<tr><th align="left">${name}</th><td>${oneLine(value)}</td></tr>`;
}

/** A blank line would end the HTML and let Markdown in. */
function oneLine(text: string): string {
  return escapeHtml(text.replace(/\s+/g, ' '));
}

function renderPreview(resultJson: string): string[] {
  const pretty = spread(resultJson);
  const isCut = pretty.length > LONGEST_PREVIEW;
  const label = isCut ? `Result (the first ${LONGEST_PREVIEW} of ${pretty.length} characters)` : 'Result';
  return block(label, 'json', cut(pretty, LONGEST_PREVIEW));
}

/** What is nested too deeply to be spread over lines is shown as it came. */
function spread(resultJson: string): string {
  try {
    return JSON.stringify(JSON.parse(resultJson), null, 2);
  } catch {
    return resultJson;
  }
}

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most)}…` : text);

/** A block of its own: behind a blank line, `<pre>` ends with `</pre>` alone. */
function block(label: string, language: string, text: string): string[] {
  return [`<p>${label}</p>`, '', `<pre lang="${language}"><code>${escapeHtml(text)}</code></pre>`, ''];
}
