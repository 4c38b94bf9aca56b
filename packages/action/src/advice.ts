import type { InputProblem, ProblemKind } from '@lp-faas/job';

/** What helps in a workflow, behind what is wrong. */
const ADVICE: Readonly<Record<ProblemKind, string>> = {
  'not-json': `; wrap dynamic values in toJSON(), as {"message": \${{ toJSON(github.event.head_commit.message) }}}`,
  'secret-missing': ' (workflows of forks and of Dependabot get no secrets)',
};

/** Adds to a problem with an input what those who write workflows can do about it. */
export function withAdvice({ kind, ...known }: InputProblem): InputProblem {
  return kind === undefined ? known : { ...known, problem: known.problem + ADVICE[kind] };
}
