import { CHECK_STEP_NAMES, type CheckReport, type CheckStep, checkConnection } from '@lp-faas/core';
import type { Red } from '../node-red.js';
import {
  type AccountField,
  type AccountFields,
  type AccountProblem,
  accountFields,
  clientOptions,
  haveSameReceiver,
  resolveFields,
} from './account-config.js';
import type { AccountNode } from './account-node.js';
import { findAccountProblems, findTooLong } from './account-problems.js';
import { createTransport } from './proxy-and-tls.js';
import { testSharedCache } from './shared-cache.js';
import { findStoredAccount, lookUpVariable, type StoredAccount } from './stored-account.js';

/** The editor never receives a stored secret. It sends this placeholder if the user did not change the field. */
const STORED_SECRET = '__PWRD__';

const DEADLINE_MS = 30_000;

/** The form of the dialog, which may belong to an account that is not deployed. */
export interface TestRequest {
  readonly id: string;
  readonly form: object;
  /** Ends the test. */
  readonly signal: AbortSignal;
}

/** A step of the report, as JSON for the editor, which shows it in its own language. */
interface ReportStep {
  readonly name: string;
  readonly outcome: string;
  readonly durationMs: number;
  /** The library's own words. */
  readonly detail: string;
  readonly hint?: string | undefined;
  readonly code?: string | undefined;
  readonly status?: number | undefined;
  /** Problems of the form, in place of the library's words. */
  readonly problems?: readonly AccountProblem[];
  /** What else the user should know: the catalogs have its text under `note`. */
  readonly note?: { readonly key: string; readonly instances?: number };
}

interface Report {
  readonly ok: boolean;
  readonly steps: readonly ReportStep[];
}

/** Tests the values of a form step by step. */
export async function testConnection(
  red: Red,
  running: ReadonlySet<AccountNode>,
  { id, form, signal }: TestRequest,
): Promise<Report> {
  const entered = accountFields(form, {});
  const stored = findStoredAccount(red, running, id);
  const { fields, problems } = readForm(red, entered, stored);
  const note = noteOf(stored);
  if (problems.length > 0) return failedReport(problems, note, fields);
  const transport = createTransport(red, fields);
  try {
    const options = { ...clientOptions(fields), transport, deadlineMs: DEADLINE_MS };
    const check = checkConnection(options, { signal });
    const [report, ofCache] = await Promise.all([check, testCache(fields, signal)]);
    const { ok, steps } = reportOf(report, note, fields);
    return { ok, steps: [...steps, ...ofCache] };
  } finally {
    await transport.close();
  }
}

/**
 * Fills in what only the server knows: the stored secret, and the values of variables. Both come only from an account
 * that is deployed with the same receiver, and a variable only where the deployed account has that very reference in
 * that field: a form could send any variable of the environment to any host.
 */
function readForm(
  red: Red,
  entered: AccountFields,
  stored: StoredAccount | undefined,
): { fields: AccountFields; problems: readonly AccountProblem[] } {
  const tooLong = findTooLong(entered);
  if (tooLong.length > 0) return { fields: entered, problems: tooLong };
  const source = stored && haveSameReceiver(entered, stored.fields) ? stored : undefined;
  const usesStored = entered.clientSecret === STORED_SECRET;
  if (usesStored && source === undefined) {
    return { fields: entered, problems: [{ key: 'secret-elsewhere', field: 'clientSecret' }] };
  }
  const written = {
    ...entered,
    ...(usesStored && { clientSecret: source?.fields.clientSecret ?? '' }),
    // It is sent to nobody but the server that it names.
    ...(entered.sharedCache === STORED_SECRET && { sharedCache: stored?.fields.sharedCache ?? '' }),
  };
  const isKnown = (field: AccountField) => written[field] === source?.fields[field];
  const { fields, unresolved } = resolveFields(written, (name, field) =>
    source && isKnown(field) ? lookUpVariable(red, source, name) : undefined,
  );
  if (unresolved.length > 0) {
    const unset = source?.nodes.length === 0 ? 'not-running' : 'unresolved';
    const reason = (field: AccountField) => (isKnown(field) ? unset : 'not-deployed');
    return { fields, problems: unresolved.map((found) => ({ key: reason(found.field), ...found })) };
  }
  // In a subflow, each instance has a proxy and a TLS node of its own.
  const connected = { ...fields, ...source?.nodes[0]?.account.connection };
  return { fields: connected, problems: findAccountProblems(red, connected) };
}

/** Says where the account is, if Node-RED does not simply run it. */
function noteOf(stored: StoredAccount | undefined): ReportStep['note'] {
  if (stored === undefined) return { key: 'new' };
  return stored.place === 'running' ? undefined : { key: stored.place, instances: stored.nodes.length };
}

/** Notes that mean that no flow can use the account. */
const WARNINGS: readonly string[] = ['unused-subflow', 'disabled', 'disabled-flow', 'stopped'];

/** The step for the shared cache, if there is one. Functions are invoked without it, too, so it is never `failed`. */
async function testCache({ sharedCache }: AccountFields, signal: AbortSignal): Promise<ReportStep[]> {
  if (sharedCache === '') return [];
  const startedAt = performance.now();
  const failure = await testSharedCache(sharedCache, signal);
  const problems = failure === undefined ? [] : [{ key: 'cache-unavailable', name: failure }];
  const durationMs = Math.round(performance.now() - startedAt);
  return [{ name: 'cache', outcome: failure ? 'warning' : 'ok', durationMs, detail: '', problems }];
}

function failedReport(
  problems: readonly AccountProblem[],
  note: ReportStep['note'],
  { sharedCache }: AccountFields,
): Report {
  const skipped = { durationMs: 0, detail: '' };
  const failed = { outcome: 'failed', code: 'invalid-options', problems, ...(note && { note }) };
  const [first, ...others] = [...CHECK_STEP_NAMES, ...(sharedCache ? ['cache'] : [])];
  return {
    ok: false,
    steps: [
      { ...skipped, name: String(first), ...failed },
      ...others.map((name) => ({ ...skipped, name, outcome: 'skipped' })),
    ],
  };
}

function reportOf(report: CheckReport, note: ReportStep['note'], fields: AccountFields): Report {
  const steps = report.steps.map((step): ReportStep => {
    if (step.name === 'options' && note) {
      const outcome = WARNINGS.includes(note.key) && step.outcome === 'ok' ? 'warning' : step.outcome;
      return { ...asJson(step), outcome, note };
    }
    return isSilentSandbox(step, fields) ? { ...asJson(step), note: { key: 'sandbox' } } : asJson(step);
  });
  return { ok: report.ok, steps };
}

const asJson = ({ error, ...step }: CheckStep): ReportStep => ({
  ...step,
  code: error?.code,
  status: error?.status,
});

/** Whether a Domain API on this machine gave no response: only the sandbox serves one. */
function isSilentSandbox({ name, error }: CheckStep, { domainApi }: AccountFields): boolean {
  const isSilent = error?.code === 'domain-unavailable' || error?.code === 'timeout';
  if (name !== 'domains' || !isSilent || error?.status !== undefined || !URL.canParse(domainApi))
    return false;
  return /^(?:localhost|.*\.localhost|127\.[\d.]+|\[::1\])$/.test(new URL(domainApi).hostname);
}
