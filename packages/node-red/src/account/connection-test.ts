import { CHECK_STEP_NAMES, type CheckReport, checkConnection } from '@lp-faas/core';
import { type Red, type Translate, translator } from '../node-red.js';
import { type AccountFields, accountFields, accountProblems, clientOptions } from './account-config.js';
import { ACCOUNT_TYPE, type AccountNode } from './account-node.js';
import { createTransport, proxyAndTlsProblems } from './proxy-and-tls.js';

/** The editor never receives a stored secret. It sends this placeholder if the user did not change the field. */
const STORED_SECRET = '__PWRD__';

const DEADLINE_MS = 30_000;

/** A step of the report, as JSON for the editor. */
interface ReportStep {
  readonly name: string;
  readonly outcome: string;
  readonly durationMs: number;
  readonly detail: string;
  readonly hint?: string | undefined;
  readonly code?: string | undefined;
}

/** Serves `POST liveperson-functions-account/ID/test`, which tests the fields in its body, deployed or not. */
export function serveConnectionTest(red: Red): void {
  const translate = translator(red, ACCOUNT_TYPE);
  const mayWrite = red.auth.needsPermission(`${ACCOUNT_TYPE}.write`);
  red.httpAdmin.post(`/${ACCOUNT_TYPE}/:id/test`, mayWrite, (request, response) => {
    const disconnect = new AbortController();
    response.on('close', () => disconnect.abort());
    response.set('Cache-Control', 'no-store');
    const { id = '' } = request.params as { id?: string };
    testConnection(red, translate, { id, form: Object(request.body), signal: disconnect.signal }).then(
      (report) => response.json(report),
      () => response.status(500).json({ ok: false, steps: [] }),
    );
  });
}

async function testConnection(
  red: Red,
  translate: Translate,
  { id, form, signal }: { id: string; form: object; signal: AbortSignal },
): Promise<{ ok: boolean; steps: readonly ReportStep[] }> {
  const node = (red.nodes.getNode(id) as AccountNode | null) ?? undefined;
  const entered = accountFields(resolveVariables(red, node, form), {});
  const clientSecret =
    entered.clientSecret === STORED_SECRET ? node?.account?.secretFor(entered) : entered.clientSecret;
  if (clientSecret === undefined) {
    return failedReport(translate('error.secret-elsewhere'), translate('error.secret-elsewhere-hint'));
  }
  const fields: AccountFields = { ...entered, clientSecret };
  const problems = [...accountProblems(fields, translate), ...proxyAndTlsProblems(red, fields, translate)];
  if (problems.length > 0) return failedReport(problems.join('; '));
  const transport = createTransport(red, fields);
  try {
    const options = { ...clientOptions(fields), transport, deadlineMs: DEADLINE_MS };
    return toJson(await checkConnection(options, { signal }));
  } finally {
    await transport.close();
  }
}

/** Replaces each field that is exactly `${NAME}` by the value of the variable, as Node-RED does at deploy. */
function resolveVariables(red: Red, node: AccountNode | undefined, form: object): Record<string, unknown> {
  const resolved = Object.entries(form).map(([field, value]) => {
    const isVariable = typeof value === 'string' && /^\$\{[^}\s]+\}$/.test(value.trim());
    const found = isVariable && red.util.evaluateNodeProperty(value.trim(), 'env', node as never, {});
    // A variable that is not set stays in the field, so that an error can name it.
    return [field, found || value];
  });
  return Object.fromEntries(resolved);
}

function failedReport(detail: string, hint?: string): { ok: false; steps: readonly ReportStep[] } {
  const skipped = CHECK_STEP_NAMES.slice(1).map((name) => ({
    ...{ name, outcome: 'skipped', durationMs: 0, detail: '' },
  }));
  return {
    ok: false,
    steps: [
      { name: 'options', outcome: 'failed', durationMs: 0, detail, hint, code: 'invalid-options' },
      ...skipped,
    ],
  };
}

const toJson = ({ ok, steps }: CheckReport): { ok: boolean; steps: readonly ReportStep[] } => ({
  ok,
  steps: steps.map(({ error, ...step }) => ({ ...step, code: error?.code })),
});
