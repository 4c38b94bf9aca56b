import type { InputProblem, JobOutcome, ProblemKind } from '@lp-faas/job';

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

/** What the env of a step may contain to follow a hint of the library. */
const EXAMPLES: readonly (readonly [hint: string, example: string])[] = [
  ['NODE_EXTRA_CA_CERTS', 'NODE_EXTRA_CA_CERTS: /path/to/ca.pem'],
  [
    'in the URL of the proxy',
    `https_proxy: http://USER:\${{ secrets.PROXY_PASSWORD }}@proxy.example.com:8080`,
  ],
];

/** Adds an example line for the env of the step to an error that is solved there. */
export function withExample(outcome: JobOutcome): JobOutcome {
  const { errorMessage } = outcome;
  const [, example] = EXAMPLES.find(([hint]) => errorMessage.includes(hint)) ?? [];
  if (example === undefined) return outcome;
  return { ...outcome, errorMessage: `${errorMessage} For example in the env of the step: ${example}` };
}
