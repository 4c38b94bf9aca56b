import { expect, test } from '@jest/globals';
import { outcomeOf } from '@lp-faas/job';
import { completionFor } from '../src/completion.js';
import { exitCodeOf } from '../src/exit-code.js';
import { helpOf } from '../src/help.js';
import { COMMANDS, type Command, OPTIONS } from '../src/options.js';

const EXIT_CODES = `Exit codes:
  0  success
  1  the function ran and failed, was not as expected, or its result was lost
  2  the options are wrong; nothing was sent
  3  the function did not run
  4  the function may have run
`;

/** Of the help of each command, what does not come from its options. */
const TEXTS: Readonly<Record<Command, readonly [summary: string, usage: string, examples: string]>> = {
  invoke: [
    'Invoke a function, or the functions of an event, once.',
    'lp-faas invoke [options]',
    `  lp-faas invoke --account-id 12345678 --client-id my-app --lambda-uuid 8f4b1c9e-1f0a-4d55-9c57-3f0d8a3f5f10
  lp-faas invoke --event-id my_event --payload '{"name": "Ada"}' --expect '[{"result": {"ok": true}}]'
  jq '.order' order.json | lp-faas invoke --payload-file -`,
  ],
  batch: [
    'Invoke a function once for each line of a file.',
    'lp-faas batch [options]',
    `  lp-faas batch --payloads-file orders.jsonl --result-file results.jsonl
  lp-faas batch --payloads-file orders.jsonl --resume-file results.jsonl --result-file results-2.jsonl`,
  ],
  merge: [
    'Make one result-file out of those of all shards of a batch.',
    'lp-faas merge FILE... [options]',
    `  lp-faas merge shard-1.jsonl shard-2.jsonl --result-file results.jsonl
  lp-faas merge shard-*.jsonl --result-file results.jsonl --output pretty`,
  ],
  check: [
    'Test hosts, token and gateway without invoking a function.',
    'lp-faas check [options]',
    `  lp-faas check --output pretty
  lp-faas check --report platform.json`,
  ],
  completion: [
    'Print the completion script of a shell: bash, zsh or fish.',
    'lp-faas completion bash|zsh|fish [options]',
    `  source <(lp-faas completion bash)
  lp-faas completion fish | source`,
  ],
};

test('the help without a command lists the commands, where options come from, and the exit codes', () => {
  expect(helpOf(undefined)).toBe(`Invoke LivePerson Functions from a shell.

  lp-faas invoke      ${TEXTS.invoke[0]}
  lp-faas batch       ${TEXTS.batch[0]}
  lp-faas merge       ${TEXTS.merge[0]}
  lp-faas check       ${TEXTS.check[0]}
  lp-faas completion  ${TEXTS.completion[0]}

Each option can be set by an environment variable, such as LP_ACCOUNT_ID for --account-id. The client secret comes
from LP_CLIENT_SECRET, from --client-secret-file, or a terminal asks for it. Standard output shows the result
alone, standard error what happens.

${EXIT_CODES}
lp-faas COMMAND --help shows the options of a command.
`);
});

test.each(COMMANDS)(
  'the help of %s has a summary, its usage, options, examples and exit codes',
  (command) => {
    const [summary, usage, examples] = TEXTS[command];
    const help = helpOf(command).replace(/Options:\n.*?\n\n/s, 'Options:\n\n');
    const end = command === 'completion' ? '' : `\n${EXIT_CODES}`;
    expect(help).toBe(`${summary}\n\nUsage: ${usage}\n\nOptions:\n\nExamples:\n${examples}\n${end}`);
  },
);

test('the help of an option shows its value, its variable, its description and its default', () => {
  expect(helpOf('merge')).toContain(`Options:
  --result-file FILE [LP_RESULT_FILE]
      New file for one result per line (JSON Lines). It tells what ran, even
      when the run is killed.
`);
  expect(helpOf('merge')).toContain(`
  --quiet [LP_QUIET]
      Standard error shows errors only.
  --verbose [LP_VERBOSE]
      Standard error shows inputs and each request, nothing secret.
  --help
      Shows this help.
`);
  expect(helpOf('merge')).toMatch(
    /\n {2}--output FORM \[LP_OUTPUT\]\n {6}What standard output shows: .*\(the\s+whole\s+outcome\)\.\s+Default: raw\.\n/s,
  );
});

test('a description fills each line up to its end', () => {
  for (const command of COMMANDS) {
    const [, options = ''] = /Options:\n(.*?)\n\n/s.exec(helpOf(command)) ?? [];
    const lines = options.split('\n');
    for (const [at, line] of lines.entries()) {
      const next = lines[at + 1] ?? '';
      if (!line.startsWith('      ') || !next.startsWith('      ')) continue;
      const [word = ''] = next.trim().split(' ');
      expect(`${line} ${word}`.length).toBeGreaterThan(79);
    }
  }
});

test('the completion of zsh is that of bash, which zsh can run', () => {
  const start = '#compdef lp-faas\nautoload -U +X bashcompinit && bashcompinit\n';
  expect(completionFor('zsh')).toBe(start + completionFor('bash'));
});

test('the completion of fish offers files where an option takes one, and nothing after one that takes no value', () => {
  const lines = completionFor('fish').split('\n');
  expect(lines[0]).toBe(
    'complete -c lp-faas -f -n __fish_use_subcommand -a "invoke batch merge check completion"',
  );
  const own = lines.filter((line) => line.includes('__fish_seen_subcommand_from check"'));
  expect(own).toHaveLength(OPTIONS.check.length);
  const of = (name: string) => `complete -c lp-faas -n "__fish_seen_subcommand_from check" -l ${name}`;
  for (const line of [`${of('account-id')} -x`, `${of('report')} -r -F`, of('quiet')]) {
    expect(own).toContain(line);
  }
});

test.each([
  ['SIGHUP', 129],
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGBREAK', 149],
])('the exit code of a run that %s cancelled is %i', (signal, code) => {
  const facts = { delivery: 'not-sent', durationMs: 1, errorMessage: '' } as const;
  expect(exitCodeOf(outcomeOf({ ...facts, outcome: 'aborted' }), 'any', signal)).toBe(code);
  // A signal that came too late cancelled nothing.
  expect(exitCodeOf(outcomeOf({ ...facts, outcome: 'success', delivery: 'executed' }), 'any', signal)).toBe(
    0,
  );
});
