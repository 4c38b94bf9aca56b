import { FakeRunner } from '@lp-faas/testing/fake-runner';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

const ACCOUNT = '12345678';
const FUNCTIONS = {
  hello: '0b7ad0c8-5b1c-4d0e-8f6a-3c1f5f0e7a11',
  failing: '9e4b6a70-1f3d-4c58-b2a9-7d60c5e8f333',
};

/** Runs the committed bundle as the runner does. */
async function runStep(sandbox, lambdaUuid, inputs) {
  using runner = new FakeRunner();
  return await runner.run({
    'account-id': ACCOUNT,
    'client-id': sandbox.clientId,
    'client-secret': sandbox.clientSecret,
    'domain-api': sandbox.url,
    'lambda-uuid': lambdaUuid,
    ...inputs,
  });
}

/** The summary that a step wrote, as GitHub shows it on the page of the run. */
export async function takeSummary(camera, sandbox) {
  const { page } = await runStep(sandbox, FUNCTIONS.hello, {
    payload: '{"name": "Ada"}',
    expect: '{"greeting": "Hello Ada"}',
  });
  const html = micromark(page, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  await camera.takeHtml('action-summary', html, 640);
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const LOG_STYLE = `
  .markdown-body { padding: 0 0 16px; background: #0d1117; }
  .step { padding: 12px 16px; color: #f0f6fc; font-weight: 600; }
  .step::before { content: "✕"; display: inline-block; width: 20px; font-size: 12px; line-height: 20px; text-align: center; color: #fff; background: #f85149; border-radius: 50%; margin-right: 8px; }
  .line { display: flex; font: 12px/20px ui-monospace, monospace; color: #f0f6fc; white-space: pre-wrap; overflow-wrap: anywhere; }
  .number { flex: 0 0 44px; text-align: right; padding-right: 14px; color: #7d8590; }
  .text { flex: 1; padding-right: 16px; }
  .in { padding-left: 16px; }
  .error { background: #f8514926; }
  .error .text { color: #ff7b72; }
  .error .text.first::before { content: "Error: "; font-weight: 600; }
  .annotation { margin: 16px; padding: 10px 14px; border: 1px solid #30363d; border-left: 3px solid #f85149; border-radius: 6px; color: #f0f6fc; font-size: 13px; white-space: pre-wrap; overflow-wrap: anywhere; }
  .annotation b { display: block; }`;

/** The lines of a log as GitHub shows them: numbered, groups folded or not, errors in red. */
function logLines(log) {
  let group;
  const rows = [];
  for (const line of log.text.trimEnd().split('\n')) {
    const [, command, rest = line] = /^##\[(group|endgroup|error)\](.*)$/s.exec(line) ?? [];
    if (command === 'group') {
      group = { isFolded: rest === 'Inputs' };
      rows.push(['', `${group.isFolded ? '▸' : '▾'} ${rest}`]);
    } else if (command === 'endgroup') group = undefined;
    else if (command === 'error') rows.push(['error', rest, 'first']);
    else if (rows.at(-1)?.[0] === 'error') rows.push(['error', line]);
    else if (!group?.isFolded) rows.push(['', rest, group ? 'in' : '']);
  }
  return rows;
}

/** The log of a failed step, and its annotation on the page of the run. */
export async function takeFailedStep(camera, sandbox) {
  const { log } = await runStep(sandbox, FUNCTIONS.failing, {});
  const lines = logLines(log).map(
    ([kind, text, place = ''], index) =>
      `<div class="line ${kind}"><span class="number">${index + 1}</span><span class="text ${place}">${escaped(text)}</span></div>`,
  );
  const [{ properties, data }] = log.annotations;
  const annotation = `<div class="annotation"><b>${escaped(properties.title)}</b>${escaped(data)}</div>`;
  const html = `<div class="step">Invoke the function</div>${lines.join('')}${annotation}`;
  await camera.takeHtml('action-failed-step', html, 860, LOG_STYLE);
}
