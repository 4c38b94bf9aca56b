import { DID_IT_RUN, INPUT_HELP, type InputProblem, type JobOutcome } from '@lp-faas/job';
import { type Command, OPTIONS, variableOf } from './options.js';
import type { Terminal } from './terminal.js';

/** Writes what is wrong with the options, one line each. */
export function reportProblems(
  problems: readonly InputProblem[],
  command: Command,
  terminal: Terminal,
): void {
  for (const { input, problem } of problems)
    terminal.error(`${nameOf(input, command)} ${withDashes(problem)}.`);
  terminal.error(`Nothing was sent. See lp-faas ${command} --help.`);
}

/** `--account-id (LP_ACCOUNT_ID)` for the input `account-id`. */
function nameOf(input: string, command: Command): string {
  if (input === 'client-secret') return 'The client secret (LP_CLIENT_SECRET)';
  const option = OPTIONS[command].find((one) => one.input === input);
  return option === undefined ? input : `--${option.name} (${variableOf(option)})`;
}

/** The job speaks of inputs, such as `event-id`; in a shell they are options. */
const withDashes = (text: string): string =>
  text.replace(/(?<![\w-])[a-z]+-[a-z-]+(?![\w-])/g, (name) =>
    Object.hasOwn(INPUT_HELP, name) ? `--${name}` : name,
  );

/** Writes how the job ended. */
export function reportOutcome(outcome: JobOutcome, terminal: Terminal): void {
  const {
    headline,
    errorMessage,
    messageWithValues,
    diff,
    delivery,
    statusCode,
    host,
    durationMs,
    requestId,
  } = outcome;
  terminal.endProgress();
  if (outcome.outcome === 'success') {
    const source = statusCode === undefined ? '' : `: ${statusCode} from ${host}`;
    terminal.info(`${headline}${source}, after ${durationMs} ms`);
    return;
  }
  if (diff !== '') terminal.info(diff);
  terminal.error(`${outcome.outcome}: ${withDashes(messageWithValues || errorMessage)}`);
  terminal.error(
    `Did the function run? ${DID_IT_RUN[delivery]}.${requestId === '' ? '' : ` Request id: ${requestId}.`}`,
  );
}
