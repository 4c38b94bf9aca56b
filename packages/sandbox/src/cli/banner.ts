import { resolve } from 'node:path';
import type { Account } from '../accounts.js';
import type { FunctionChange } from '../functions/project-watcher.js';
import type { FunctionProblem } from '../runner/check-functions.js';
import { PLATFORM_NODE } from '../runner/function-node.js';
import type { Sandbox } from '../sandbox.js';
import type { StartCommand } from './arguments.js';
import { SAMPLES } from './option-values.js';
import { curlLines, workflowLines } from './snippets.js';
import { type Paint, sanitizedLine } from './terminal-text.js';

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

/** The Node.js of functions, beside that of the platform. */
function nodeRow({ nodeVersion }: Sandbox): [string, string] {
  const isSame = nodeVersion.startsWith(`${PLATFORM_NODE}.`);
  const note = isSame
    ? ' as on the platform'
    : `; the platform has ${PLATFORM_NODE}. --node PATH chooses another`;
  return ['node', `${nodeVersion}${note}`];
}

/** Where a debugger finds the function that is debugged. */
function debuggerRows({ inspected }: Sandbox): [string, string][] {
  if (!inspected) return [];
  return [
    [
      'debugger',
      `${inspected.function} on 127.0.0.1:${inspected.port} (VS Code: attach; Chrome: chrome://inspect)`,
    ],
  ];
}

/** Where to attach a debugger, for an output without the banner. */
export const debuggerLines = (sandbox: Sandbox): string[] =>
  debuggerRows(sandbox).map((row) => row.join('  '));

/** The credentials. The sandbox's own are shown, those of the user are not. */
function credentialRows(
  { clientId, clientSecret, users, networkUrls }: Sandbox,
  { options }: StartCommand,
): [string, string][] {
  const secret = options.clientSecret === undefined ? clientSecret : '(not shown)';
  const isRandomUser = networkUrls.length > 0 && options.users === undefined;
  const logins = users.map(({ name, password }): [string, string] => ['login', `${name} ${password}`]);
  return [['client id', clientId], ['client secret', secret], ...(isRandomUser ? logins : [])];
}

function functionsText({ options: { functions = SAMPLES } }: StartCommand): string {
  return functions === SAMPLES
    ? 'the samples of this package. Give your own with --functions DIR'
    : resolve(functions);
}

function settingsLines(sandbox: Sandbox, command: StartCommand, paint: Paint): string[] {
  const rows = [
    ['page', `${sandbox.url}/ in a browser`],
    ...sandbox.networkUrls.map((url) => ['from outside', url]),
    ...credentialRows(sandbox, command),
    ...tlsRows(sandbox),
    ['functions', functionsText(command)],
    ...toolbeltRows(sandbox),
    nodeRow(sandbox),
    ...debuggerRows(sandbox),
  ];
  return rows.map(([name = '', value]) => `${paint('dim', name.padEnd(13))}  ${value}`);
}

function accountLines({ id, generation }: Account, { functions }: Sandbox, paint: Paint): string[] {
  const own = functions.filter(({ account }) => account === id);
  const width = Math.max(...own.map(({ name }) => name.length));
  const lines = own.map(({ name, uuid, event }) => {
    const line = `  ${name.padEnd(width)}  ${uuid}`;
    return event === null ? line : `${line}  ${paint('dim', event)}`;
  });
  const none = [paint('dim', '  no functions')];
  return ['', `account ${paint('bold', id)} (${generation})`, ...(lines.length > 0 ? lines : none)];
}

/** Commands to copy, for the first function without a syntax error. */
function examples(
  sandbox: Sandbox,
  { options }: StartCommand,
  problems: readonly FunctionProblem[],
  paint: Paint,
): string[] {
  const broken = problems.filter(({ isHint }) => !isHint).map(({ name }) => name);
  const first = sandbox.functions.find(({ name }) => !broken.includes(name));
  if (!first) return [];
  const shown = { ...sandbox, hasOwnSecret: options.clientSecret !== undefined };
  return [
    '',
    paint('dim', `Invoke ${first.name} from a shell`),
    ...indent(curlLines(shown, first), 2),
    '',
    paint('dim', `Invoke ${first.name} from a GitHub workflow`),
    ...indent(workflowLines(shown, first), 2),
  ];
}

/** A line for each problem of a function, and below it the line of a syntax error with a caret. */
export function problemLines(problems: readonly FunctionProblem[], paint: Paint): string[] {
  return problems.flatMap(({ name, problem, source, isHint }) => {
    const label = isHint ? name : `${name} cannot be loaded:`;
    const line = `${paint('yellow', label)} ${sanitizedLine(problem)}`;
    return source === undefined ? [line] : [line, ...sourceLines(source, paint)];
  });
}

/** A syntax error in a very long line is not shown: the caret would be far to the right. */
const MAX_SOURCE_LENGTH = 150;

function sourceLines(source: string, paint: Paint): string[] {
  const [line = '', caret = ''] = source.split('\n');
  if (caret.length > MAX_SOURCE_LENGTH) return [];
  // A tab is as wide as a blank, so that the caret points at its character.
  const shown = sanitizedLine(line.replaceAll('\t', ' ').slice(0, MAX_SOURCE_LENGTH));
  return [`  ${shown}`, `  ${paint('red', caret.replaceAll('\t', ' ').trimEnd())}`];
}

/** The lines for a change of a function on the disk. */
export function changeLines({ name, kind, problems }: FunctionChange, paint: Paint): string[] {
  const time = paint('dim', new Date().toTimeString().slice(0, 8));
  return [`${time}  ${paint('bold', name)} ${kind}`, ...indent(problemLines(problems, paint), 10)];
}

/** What a sandbox that listens beyond loopback means. Comes before everything else. */
export function exposureLines({ networkUrls }: Sandbox, paint: Paint): string[] {
  if (networkUrls.length === 0) return [];
  return [
    `${paint('red', 'Warning:')} every machine that reaches this one can use the sandbox and its /_sandbox routes. To keep it to this machine, leave out --host.`,
  ];
}

/** The output at the start, for a person. */
export function banner(
  sandbox: Sandbox,
  problems: readonly FunctionProblem[],
  command: StartCommand,
  paint: Paint,
): string[] {
  const lines = [
    `${paint('bold', 'LivePerson Functions sandbox')}  ${paint('cyan', sandbox.url)}`,
    '',
    ...settingsLines(sandbox, command, paint),
    ...sandbox.accounts.flatMap((account) => accountLines(account, sandbox, paint)),
    ...(problems.length > 0 ? ['', ...problemLines(problems, paint)] : []),
    ...examples(sandbox, command, problems, paint),
    '',
    paint('dim', 'Requests (Ctrl+C stops the sandbox)'),
  ];
  return [...exposureLines(sandbox, paint), '', ...indent(lines, 2).map((line) => line.trimEnd()), ''];
}

/** Random credentials, without which a program could not use the sandbox that it started. */
function randomCredentials({ networkUrls, clientSecret, users }: Sandbox, { options }: StartCommand): object {
  if (networkUrls.length === 0) return {};
  return {
    ...(options.clientSecret === undefined && { clientSecret }),
    ...(options.users === undefined && { users }),
  };
}

/** The line that --ready-json prints. */
export function readyLine(sandbox: Sandbox, command: StartCommand): string {
  const { url, httpsUrl, caFile, accounts, functions, inspected } = sandbox;
  const shown = functions.map(({ name, uuid, event, account, generation }) => ({
    name,
    uuid,
    event,
    account,
    generation,
  }));
  const networkUrls = sandbox.networkUrls.length === 0 ? {} : { networkUrls: sandbox.networkUrls };
  const random = randomCredentials(sandbox, command);
  return JSON.stringify({
    url,
    ...networkUrls,
    httpsUrl,
    caFile,
    accounts,
    functions: shown,
    inspected,
    ...random,
  });
}
