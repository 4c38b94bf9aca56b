import type { InputProblem, ProblemKind } from '@lp-faas/job';

/** Advice for workflows, appended to a problem. */
const ADVICE: Readonly<Record<ProblemKind, string>> = {
  'not-json': `; wrap dynamic values in toJSON(), for example {"message": \${{ toJSON(github.event.head_commit.message) }}}`,
  'file-missing': ' (did you forget actions/checkout?)',
  'secret-missing': ' (workflows run for a fork or for Dependabot get no secrets)',
};

/** Adds the advice for workflows to a problem with an input. */
export function withAdvice({ kind, ...known }: InputProblem): InputProblem {
  return kind === undefined ? known : { ...known, problem: known.problem + ADVICE[kind] };
}
