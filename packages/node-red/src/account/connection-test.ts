import { type CheckReport, checkConnection } from '@lp-faas/core';
import { type Red, type Translate, translator } from '../node-red.js';
import { accountProblems, clientOptions, type Texts, trimmed } from './account-config.js';
import { ACCOUNT_TYPE, type AccountNode } from './account-node.js';
import { transportOf, wayOutProblems } from './proxy-and-tls.js';

/** What the editor puts in the place of a stored secret, which it never sees. */
const STORED = '__PWRD__';

const DEADLINE_MS = 30_000;

/** A step of the report, as plain data. */
interface Step {
  readonly name: string;
  readonly outcome: string;
  readonly durationMs: number;
  readonly detail: string;
  readonly hint?: string | undefined;
  readonly code?: string | undefined;
}

/** `POST liveperson-functions-account/ID/test` with the form's fields: tests these, deployed or not. */
export function serveConnectionTest(red: Red): void {
  const translate = translator(red, ACCOUNT_TYPE);
  const mayWrite = red.auth.needsPermission(`${ACCOUNT_TYPE}.write`);
  red.httpAdmin.post(`/${ACCOUNT_TYPE}/:id/test`, mayWrite, (request, response) => {
    const leaving = new AbortController();
    response.on('close', () => leaving.abort());
    response.set('Cache-Control', 'no-store');
    const { id = '' } = request.params as { id?: string };
    testConnection(red, translate, { id, form: Object(request.body), signal: leaving.signal }).then(
      (report) => response.json(report),
      () => response.status(500).json({ ok: false, steps: [] }),
    );
  });
}

async function testConnection(
  red: Red,
  translate: Translate,
  { id, form, signal }: { id: string; form: object; signal: AbortSignal },
): Promise<{ ok: boolean; steps: readonly Step[] }> {
  const node = (red.nodes.getNode(id) as AccountNode | null) ?? undefined;
  const entered = trimmed(withEnvironment(red, node, form), {});
  const clientSecret =
    entered.clientSecret === STORED ? node?.account?.secretFor(entered) : entered.clientSecret;
  if (clientSecret === undefined) {
    return failed(translate('error.secret-elsewhere'), translate('error.secret-elsewhere-hint'));
  }
  const texts: Texts = { ...entered, clientSecret };
  const problems = [...accountProblems(texts, translate), ...wayOutProblems(red, texts, translate)];
  if (problems.length > 0) return failed(problems.join('; '));
  const transport = transportOf(red, texts);
  try {
    const options = { ...clientOptions(texts), transport, deadlineMs: DEADLINE_MS };
    return plain(await checkConnection(options, { signal }));
  } finally {
    await transport.close();
  }
}

/** A field that is exactly `${NAME}` stands for the variable, as when it is deployed. */
function withEnvironment(red: Red, node: AccountNode | undefined, form: object): Record<string, unknown> {
  const resolved = Object.entries(form).map(([field, value]) => {
    const isVariable = typeof value === 'string' && /^\$\{[^}\s]+\}$/.test(value.trim());
    const found = isVariable && red.util.evaluateNodeProperty(value.trim(), 'env', node as never, {});
    // One that is not set stays as it is, so that it can be named.
    return [field, found || value];
  });
  return Object.fromEntries(resolved);
}

function failed(detail: string, hint?: string): { ok: false; steps: readonly Step[] } {
  const skipped = ['domains', 'token', 'claims', 'gateway'].map((name) => ({
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

const plain = ({ ok, steps }: CheckReport): { ok: boolean; steps: readonly Step[] } => ({
  ok,
  steps: steps.map(({ error, ...step }) => ({ ...step, code: error?.code })),
});
