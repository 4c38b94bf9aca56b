import { UsageError } from './command-line.js';
import { COMMANDS, type Command, OPTIONS } from './options.js';

const flags = (command: Command): string => OPTIONS[command].map(({ name }) => `--${name}`).join(' ');

/** Options that take the name of a file. */
const FILE_OPTIONS = [
  ...new Set(
    Object.values(OPTIONS)
      .flat()
      .filter(({ value }) => value === 'FILE')
      .map(({ name }) => `--${name}`),
  ),
];

const bash = (): string => `_lp_faas() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]}
  case $before in ${FILE_OPTIONS.join('|')}) COMPREPLY=($(compgen -f -- "$word")); return ;; esac
  if [ "$COMP_CWORD" -eq 1 ]; then COMPREPLY=($(compgen -W "${COMMANDS.join(' ')}" -- "$word")); return; fi
  case \${COMP_WORDS[1]} in
${COMMANDS.map((name) => `    ${name}) COMPREPLY=($(compgen -W "${flags(name)}" -- "$word")) ;;`).join('\n')}
  esac
}
complete -F _lp_faas lp-faas
`;

const zsh = (): string => `#compdef lp-faas
autoload -U +X bashcompinit && bashcompinit
${bash()}`;

const fish = (): string => {
  const commands = `complete -c lp-faas -f -n __fish_use_subcommand -a "${COMMANDS.join(' ')}"`;
  const options = COMMANDS.flatMap((command) =>
    OPTIONS[command].map(({ name, value }) => {
      const argument = value === '' ? '' : value === 'FILE' ? ' -r -F' : ' -x';
      return `complete -c lp-faas -n "__fish_seen_subcommand_from ${command}" -l ${name}${argument}`;
    }),
  );
  return `${[commands, ...options].join('\n')}\n`;
};

const SHELLS: Readonly<Record<string, () => string>> = { bash, zsh, fish };

/**
 * The script that completes commands and options.
 * @throws {UsageError} for another shell.
 */
export function completionFor(shell: string | undefined): string {
  const script = shell !== undefined && Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined;
  if (script === undefined) throw new UsageError('Name the shell: lp-faas completion bash, zsh or fish.');
  return script();
}
