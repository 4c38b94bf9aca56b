import { resolve } from 'node:path';
import type { Account } from '../accounts.js';
import { DEFAULTS } from '../options.js';
import type { FunctionProblem } from '../runner/check-functions.js';
import type { Sandbox } from '../sandbox.js';
import { curlLines, workflowLines } from './snippets.js';
import { type Paint, sanitizedLines } from './terminal-text.js';

const indent = (lines: readonly string[], width: number) =>
  lines.map((line) => `${' '.repeat(width)}${line}`);

/** The https address, and how a client trusts its certificate. */
function tlsRows({ httpsUrl, caFile }: Sandbox): [string, string][] {
  if (httpsUrl === undefined) return [];
  if (caFile === undefined) return [['https', httpsUrl]];
  return [
    ['https', httpsUrl],
    ['trust it with', `NODE_EXTRA_CA_CERTS=${caFile}  (curl: --cacert)`],
  ];
}

/** Whose toolbelt functions get. */
function toolbeltRows({ toolbelts }: Sandbox): [string, string][] {
  const files = Object.entries(toolbelts);
  if (files.length === 0) return [['toolbelt', "the sandbox's own"]];
  return files.map(([name, file]) => ['toolbelt', `${name} from ${file}`]);
}

function settingsLines(sandbox: Sandbox, folder: string | undefined, paint: Paint): string[] {
  const isDefault = sandbox.clientSecret === DEFAULTS.clientSecret;
  const rows = [
    ['client id', sandbox.clientId],
    ['client secret', isDefault ? DEFAULTS.clientSecret : '(not shown)'],
    ...tlsRows(sandbox),
    ['functions', folder === undefined ? 'none. Give a project with --functions DIR' : resolve(folder)],
    ...toolbeltRows(sandbox),
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

/** Commands to copy, for the first function without a syntax error. */
function examples(sandbox: Sandbox, problems: readonly FunctionProblem[], paint: Paint): string[] {
  const first = sandbox.functions.find(({ name }) => problems.every((problem) => problem.name !== name));
  if (!first) return [];
  return [
    '',
    paint('dim', `Invoke ${first.name} from a shell`),
    ...indent(curlLines(sandbox, first), 2),
    '',
    paint('dim', `Invoke ${first.name} from a GitHub workflow`),
    ...indent(workflowLines(sandbox, first), 2),
  ];
}

/** One line for each function with a syntax error. */
export function problemLines(problems: readonly FunctionProblem[], paint: Paint): string[] {
  return problems.map(
    ({ name, problem }) => `${paint('yellow', `${name} cannot be loaded:`)} ${sanitizedLines(problem, 1)[0]}`,
  );
}

/** The output at the start, for a person. */
export function banner(
  sandbox: Sandbox,
  problems: readonly FunctionProblem[],
  folder: string | undefined,
  paint: Paint,
): string[] {
  const lines = [
    `${paint('bold', 'LivePerson Functions sandbox')}  ${paint('cyan', sandbox.url)}`,
    '',
    ...settingsLines(sandbox, folder, paint),
    ...sandbox.accounts.flatMap((account) => accountLines(account, sandbox, paint)),
    ...(problems.length > 0 ? ['', ...problemLines(problems, paint)] : []),
    ...examples(sandbox, problems, paint),
    '',
    paint('dim', 'Requests (Ctrl+C stops the sandbox)'),
  ];
  return ['', ...indent(lines, 2).map((line) => line.trimEnd()), ''];
}

/** The line that --ready-json prints. */
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
