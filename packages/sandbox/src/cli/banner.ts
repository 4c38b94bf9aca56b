import { resolve } from 'node:path';
import type { Account } from '../accounts.js';
import { DEFAULTS } from '../options.js';
import type { FunctionProblem } from '../runner/check-functions.js';
import type { Sandbox } from '../sandbox.js';
import type { Paint } from './paint.js';
import { curlLines, workflowLines } from './snippets.js';
import { foreignLines } from './terminal-text.js';

const indented = (lines: readonly string[], by: number) => lines.map((line) => `${' '.repeat(by)}${line}`);

/** How to reach it by https, and what a client needs to trust it. */
function tlsFacts({ httpsUrl, caFile }: Sandbox): [string, string][] {
  if (httpsUrl === undefined) return [];
  if (caFile === undefined) return [['https', httpsUrl]];
  return [
    ['https', httpsUrl],
    ['to trust it', `NODE_EXTRA_CA_CERTS=${caFile}  (curl --cacert …)`],
  ];
}

function facts(sandbox: Sandbox, folder: string | undefined, paint: Paint): string[] {
  const isDefault = sandbox.clientSecret === DEFAULTS.clientSecret;
  const rows = [
    ['client id', sandbox.clientId],
    ['client secret', isDefault ? DEFAULTS.clientSecret : '(as given)'],
    ...tlsFacts(sandbox),
    ['functions', folder === undefined ? 'none: name a project with --functions DIR' : resolve(folder)],
  ];
  return rows.map(([name = '', value]) => `${paint('dim', name.padEnd(13))}  ${value}`);
}

function accountLines({ id, generation }: Account, { functions }: Sandbox, paint: Paint): string[] {
  const own = functions.filter(({ account }) => account === id);
  const width = Math.max(0, ...own.map(({ name }) => name.length));
  const lines = own.map(({ name, uuid, event }) => {
    const line = `  ${name.padEnd(width)}  ${uuid}`;
    return event === null ? line : `${line}  ${paint('dim', event)}`;
  });
  const none = [paint('dim', '  no functions')];
  return ['', `account ${paint('bold', id)} (${generation})`, ...(lines.length > 0 ? lines : none)];
}

/** What works, with a function that works. */
function examples(sandbox: Sandbox, problems: readonly FunctionProblem[], paint: Paint): string[] {
  const first = sandbox.functions.find(({ name }) => problems.every((problem) => problem.name !== name));
  if (!first) return [];
  return [
    '',
    paint('dim', `Invoke ${first.name} from a shell`),
    ...indented(curlLines(sandbox, first), 2),
    '',
    paint('dim', 'or in a workflow'),
    ...indented(workflowLines(sandbox, first), 2),
  ];
}

/** Functions whose code cannot be read, which is worth knowing before someone invokes them. */
export function problemLines(problems: readonly FunctionProblem[], paint: Paint): string[] {
  return problems.map(
    ({ name, problem }) => `${paint('yellow', `${name} cannot be loaded:`)} ${foreignLines(problem, 1)[0]}`,
  );
}

/** What is printed at the start for a person. */
export function banner(
  sandbox: Sandbox,
  problems: readonly FunctionProblem[],
  folder: string | undefined,
  paint: Paint,
): string[] {
  const lines = [
    `${paint('bold', 'LivePerson Functions sandbox')}  ${paint('cyan', sandbox.url)}`,
    '',
    ...facts(sandbox, folder, paint),
    ...sandbox.accounts.flatMap((account) => accountLines(account, sandbox, paint)),
    ...(problems.length > 0 ? ['', ...problemLines(problems, paint)] : []),
    ...examples(sandbox, problems, paint),
    '',
    paint('dim', 'Requests, as they come (Ctrl+C ends the sandbox)'),
  ];
  return ['', ...indented(lines, 2).map((line) => line.trimEnd()), ''];
}

/** The one line of --ready-json. */
export function readyLine({ url, httpsUrl, caFile, accounts, functions }: Sandbox): string {
  const shown = functions.map(({ name, uuid, event, account, generation }) => ({
    name,
    uuid,
    event,
    account,
    generation,
  }));
  return JSON.stringify({ url, httpsUrl, caFile, accounts, functions: shown });
}
