import { readFileSync } from 'node:fs';
import { describeFileError, type InputProblem, type JobOutcome, type ProblemKind } from '@lp-faas/job';

/** Advice for workflows, appended to a problem. */
const ADVICE: Readonly<Record<ProblemKind, string>> = {
  'not-json': `; wrap dynamic values in toJSON(), for example {"message": \${{ toJSON(github.event.head_commit.message) }}}`,
  'file-missing': ' (did you forget actions/checkout?)',
  'secret-missing': ' (workflows run for a fork or for Dependabot get no secrets)',
};

/** For a result-file, which no checkout brings. */
const ARTIFACT_ADVICE = ' (did you forget actions/download-artifact?)';

/** Adds the advice for workflows to a problem with an input. */
export function withAdvice({ kind, ...known }: InputProblem): InputProblem {
  if (kind === undefined) return known;
  const isEarlierResult = kind === 'file-missing' && known.input === 'resume-file';
  return { ...known, problem: known.problem + (isEarlierResult ? ARTIFACT_ADVICE : ADVICE[kind]) };
}

const CA_FILE = 'NODE_EXTRA_CA_CERTS';

/** What the env of a step may contain to follow a hint of the library. */
const EXAMPLES: readonly (readonly [hint: string, example: string])[] = [
  [CA_FILE, `${CA_FILE}: /path/to/ca.pem`],
  [
    'in the URL of the proxy',
    `https_proxy: http://USER:\${{ secrets.PROXY_PASSWORD }}@proxy.example.com:8080`,
  ],
];

/** Adds what solves an error in the env of the step: an example line, or what is wrong with a file that is set there. */
export function withExample(outcome: JobOutcome, environment: NodeJS.ProcessEnv): JobOutcome {
  const { errorMessage } = outcome;
  const [hint, example] = EXAMPLES.find(([text]) => errorMessage.includes(text)) ?? [];
  if (example === undefined) return outcome;
  const caFile = hint === CA_FILE ? environment[CA_FILE] : undefined;
  const advice = caFile ? caFileAdvice(caFile) : `For example in the env of the step: ${example}`;
  return { ...outcome, errorMessage: `${errorMessage} ${advice}` };
}

/** Node itself only warns of a file that it cannot read, and goes on without it. */
function caFileAdvice(path: string): string {
  try {
    const text = readFileSync(path, 'latin1');
    const isPem = text.includes('-----BEGIN CERTIFICATE-----');
    const problem = isPem
      ? 'but its certificates do not include that authority'
      : 'which is not a PEM file with certificates';
    return `${CA_FILE} is set to ${path}, ${problem}.`;
  } catch (error) {
    return `${CA_FILE} is set to ${path}, which cannot be read: ${describeFileError(error)}.`;
  }
}
