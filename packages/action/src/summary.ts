import { DID_IT_RUN, HEADLINES, type Outcome } from './outcome.js';
import { escapeHtml } from './untrusted.js';

const LONGEST_PREVIEW = 4000;

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
export function renderSummary(outcome: Outcome, { accountId, lambdaUuid, docs }: SummaryContext): string {
  const isSuccess = outcome.outcome === 'success';
  const title = `${isSuccess ? '✅' : '❌'} ${HEADLINES[outcome.outcome]}`;
  // Inputs that are invalid may be misplaced secrets.
  const what =
    outcome.outcome === 'invalid-options'
      ? []
      : [['Function', lambdaUuid] as const, ['Account', accountId] as const];
  const rows: readonly (readonly [string, string])[] = [
    ...what,
    ['Gateway', [outcome.host, outcome.generation].filter(Boolean).join(', ')],
    ['Status', String(outcome.statusCode ?? '')],
    ['Did it run?', DID_IT_RUN[outcome.delivery]],
    ['Attempts', String(outcome.attempts)],
    ['Time', `${outcome.durationMs} ms`],
    ['Request id', outcome.requestId],
  ];
  const table = rows.filter(([, value]) => value !== '').map(renderRow);
  const link = `<a href="${escapeHtml(docs)}">What to do about ${outcome.outcome}</a>`;
  const message = isSuccess ? [] : [`<p>${oneLine(outcome.errorMessage)}</p>`, `<p>${link}</p>`];
  const preview = outcome.resultJson === '' ? [] : renderPreview(outcome.resultJson);
  return [
    `<h3>LivePerson Functions: ${title}</h3>`,
    ...message,
    '<table>',
    ...table,
    '</table>',
    ...preview,
    '',
  ].join('\n');
}

function renderRow([name, value]: readonly [string, string]): string {
  return `<tr><th align="left">${name}</th><td>${oneLine(value)}</td></tr>`;
}

/** A blank line would end the HTML and let Markdown in. */
function oneLine(text: string): string {
  return escapeHtml(text.replace(/\s+/g, ' '));
}

function renderPreview(resultJson: string): string[] {
  const pretty = JSON.stringify(JSON.parse(resultJson), null, 2);
  const cut = pretty.length > LONGEST_PREVIEW;
  const label = cut ? `Result (the first ${LONGEST_PREVIEW} of ${pretty.length} characters)` : 'Result';
  const preview = escapeHtml(pretty.slice(0, LONGEST_PREVIEW));
  // A block of its own: behind a blank line, <pre> ends with </pre> alone.
  return [`<p>${label}</p>`, '', `<pre lang="json"><code>${preview}${cut ? '…' : ''}</code></pre>`];
}
