import { findMisspeltInputs, type GivenInputs } from '@lp-faas/job';
import type { Runner } from './runner.js';

/**
 * Variables that tell runners other than GitHub's, by name: act, Gitea's, and Forgejo's, which sets both of the last.
 * They pass the inputs of a surrounding composite action on to its steps (nektos/act#2874).
 */
const LEAKY_RUNNERS = { ACT: 'act', FORGEJO_ACTIONS: 'Forgejo', GITEA_ACTIONS: 'Gitea' } as const;

/**
 * The inputs, in which a name that is almost right is a mistake. On a runner that passes on inputs of other actions, it
 * may be one of theirs, so it is only warned of.
 */
export function ownInputs(runner: Runner, environment: NodeJS.ProcessEnv): GivenInputs {
  const [, name] = Object.entries(LEAKY_RUNNERS).find(([variable]) => environment[variable] === 'true') ?? [];
  if (name === undefined) return runner;
  for (const { input, problem } of findMisspeltInputs(runner.inputNames())) {
    const message = `${input} ${problem}. It is ignored, because ${name} passes on the inputs of a surrounding action.`;
    runner.warning({ title: 'LivePerson Functions: unknown input', message });
  }
  return { input: (given) => runner.input(given), inputNames: () => [] };
}
