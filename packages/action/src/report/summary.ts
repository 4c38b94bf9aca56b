import type { Inputs } from '@lp-faas/job';
import {
  DID_IT_RUN,
  formatDuration,
  indentJson,
  type JobOutcome,
  showInvisible,
  type Table,
} from '@lp-faas/job';
import { escapeHtml } from './untrusted.js';

const MAX_PREVIEW_LENGTH = 4000;
const MAX_DIFF_LENGTH = 16_000;

/** The inputs that the summary shows. */
export type SummaryInputs = Pick<Inputs, 'account-id' | 'lambda-uuid' | 'event-id' | 'skill-id' | 'region'>;

/**
 * Renders the job summary: a headline, a table of facts, and the result. All of it is HTML, in which Markdown does
 * not apply, and every value is escaped, so that no result can change the page.
 * @param docs URL of the documentation of the outcome's error
 */
export function renderSummary(outcome: JobOutcome, inputs: SummaryInputs, docs: string): string {
  const isSuccess = outcome.outcome === 'success';
  const rows = rowsOf(outcome, inputs).filter(([, value]) => value !== '');
  return [
    `<h3>${isSuccess ? '✅' : '❌'} LivePerson Functions: ${escapeHtml(outcome.headline)}</h3>`,
    ...(isSuccess
      ? []
      : [
          `<p>${oneLine(outcome.messageWithValues || outcome.errorMessage)}</p>`,
          linkTo(docs, outcome.outcome),
        ]),
    '<table>',
    ...rows.map(renderRow),
    '</table>',
    ...outcome.tables.flatMap(renderTable),
    ...(outcome.diff === ''
      ? []
      : block('Expected and actual result', 'diff', cut(outcome.diff, MAX_DIFF_LENGTH))),
    // Tables show the same facts, and are easier to read.
    ...(outcome.resultJson === '' || hasTables(outcome) ? [] : renderPreview(outcome.resultJson)),
    '',
  ].join('\n');
}

function rowsOf(outcome: JobOutcome, inputs: SummaryInputs): (readonly [string, string])[] {
  const { host, generation } = outcome;
  return [
    ...namesOf(outcome, inputs),
    ['Gateway', host === '' ? '' : `${host} (generation ${generation})`],
    ['Region', host === '' && inputs.region !== 'auto' ? inputs.region : ''],
    ['Status', String(outcome.statusCode ?? '')],
    ['Did it run?', hasTables(outcome) ? '' : DID_IT_RUN[outcome.delivery]],
    ['Attempts', outcome.attempts === 0 ? '' : String(outcome.attempts)],
    ['Time', formatDuration(outcome.durationMs)],
    ['Request id', outcome.requestId],
  ];
}

const hasTables = ({ tables }: JobOutcome): boolean => tables.length > 0;

/** Invalid inputs are not shown: one may be a misplaced secret. */
function namesOf({ outcome }: JobOutcome, inputs: SummaryInputs): (readonly [string, string])[] {
  if (outcome === 'invalid-options') return [];
  return [
    ['Function', inputs['lambda-uuid']],
    ['Event', inputs['event-id']],
    ['Skill', inputs['skill-id']],
    ['Account', inputs['account-id']],
  ];
}

function linkTo(docs: string, code: string): string {
  return `<p><a href="${escapeHtml(docs)}">What to do about <code>${code}</code></a></p>`;
}

function renderRow([name, value]: readonly [string, string]): string {
  return `<tr><th align="left">${name}</th><td>${oneLine(value)}</td></tr>`;
}

function renderTable({ head, rows }: Table): string[] {
  const cells = (tag: 'th' | 'td', row: readonly string[]): string =>
    `<tr>${row.map((text) => `<${tag}>${oneLine(text)}</${tag}>`).join('')}</tr>`;
  return ['<table>', cells('th', head), ...rows.map((row) => cells('td', row)), '</table>'];
}

/** Escapes text for a line of HTML; a blank line would end the HTML, and Markdown would apply again. */
function oneLine(text: string): string {
  return escapeHtml(showInvisible(text).replace(/\s+/g, ' '));
}

function renderPreview(resultJson: string): string[] {
  const pretty = indentJson(resultJson);
  const isCut = pretty.length > MAX_PREVIEW_LENGTH;
  const label = isCut ? `Result (the first ${MAX_PREVIEW_LENGTH} of ${pretty.length} characters)` : 'Result';
  return block(label, 'json', cut(pretty, MAX_PREVIEW_LENGTH));
}

const cut = (text: string, max: number): string => (text.length > max ? `${text.slice(0, max)}…` : text);

/** A separate block: after a blank line, only `</pre>` ends a `<pre>`. */
function block(label: string, language: string, text: string): string[] {
  return [
    `<p>${label}</p>`,
    '',
    `<pre lang="${language}"><code>${escapeHtml(showInvisible(text))}</code></pre>`,
    '',
  ];
}
