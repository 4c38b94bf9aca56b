import type { Inputs } from '@lp-faas/job';
import { DID_IT_RUN, type JobOutcome, type Table } from '@lp-faas/job';
import { escapeHtml } from './untrusted.js';

const MAX_PREVIEW_LENGTH = 4000;
const MAX_DIFF_LENGTH = 16_000;

/** The inputs that the summary shows. */
export type SummaryInputs = Pick<Inputs, 'account-id' | 'lambda-uuid' | 'event-id' | 'skill-id' | 'region'>;

/**
 * The job summary: one line on how it went, a table, and what the function answered. All of it is HTML, where
 * no Markdown applies, with every value escaped: nothing in a result can change the page.
 * @param docs the address of what there is to know about the outcome's error
 */
export function renderSummary(outcome: JobOutcome, inputs: SummaryInputs, docs: string): string {
  const isSuccess = outcome.outcome === 'success';
  const rows = rowsOf(outcome, inputs).filter(([, value]) => value !== '');
  return [
    `<h3>${isSuccess ? '✅' : '❌'} LivePerson Functions: ${escapeHtml(outcome.headline)}</h3>`,
    ...(isSuccess ? [] : [`<p>${oneLine(outcome.errorMessage)}</p>`, linkTo(docs, outcome.outcome)]),
    '<table>',
    ...rows.map(renderRow),
    '</table>',
    ...outcome.tables.flatMap(renderTable),
    ...(outcome.diff === '' ? [] : block('Expected and got', 'diff', cut(outcome.diff, MAX_DIFF_LENGTH))),
    // Tables say the same, and are easier to read.
    ...(outcome.resultJson === '' || isInParts(outcome) ? [] : renderPreview(outcome.resultJson)),
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
    ['Did it run?', isInParts(outcome) ? '' : DID_IT_RUN[outcome.delivery]],
    ['Attempts', outcome.attempts === 0 ? '' : String(outcome.attempts)],
    ['Time', time(outcome.durationMs)],
    ['Request id', outcome.requestId],
  ];
}

const isInParts = ({ tables }: JobOutcome): boolean => tables.length > 0;

/** Inputs that are invalid may be misplaced secrets. */
function namesOf({ outcome }: JobOutcome, inputs: SummaryInputs): (readonly [string, string])[] {
  if (outcome === 'invalid-options') return [];
  return [
    ['Function', inputs['lambda-uuid']],
    ['Event', inputs['event-id']],
    ['Skill', inputs['skill-id']],
    ['Account', inputs['account-id']],
  ];
}

/** As exact as is worth reading. */
function time(ms: number): string {
  if (ms < 1000) return `${ms} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.floor(ms / 1000) % 60} s`;
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

/** A blank line would end the HTML and let Markdown in. */
function oneLine(text: string): string {
  return escapeHtml(text.replace(/\s+/g, ' '));
}

function renderPreview(resultJson: string): string[] {
  const pretty = spread(resultJson);
  const isCut = pretty.length > MAX_PREVIEW_LENGTH;
  const label = isCut ? `Result (the first ${MAX_PREVIEW_LENGTH} of ${pretty.length} characters)` : 'Result';
  return block(label, 'json', cut(pretty, MAX_PREVIEW_LENGTH));
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
