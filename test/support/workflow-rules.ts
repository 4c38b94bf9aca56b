import { parse } from 'yaml';
import { read } from './repository.js';
import { type Source, stepsOf, type WorkflowStep, workflowOf } from './workflows.js';

const ACTION = parse(read('action.yml')) as Record<'inputs' | 'outputs', Record<string, unknown>>;
/** Whether a step uses this action: by its folder in our workflows, by its published name in documents. */
export const isThisAction = ({ uses = '' }: WorkflowStep): boolean =>
  uses === './' || /^[\w-]+\/lp-faas-invoke@/.test(uses);

/** Finds inputs and outputs of this action that a workflow uses and action.yml does not have. */
export function unknownToTheAction(source: Source): string[] {
  const steps = stepsOf(source).filter(isThisAction);
  const inputs = steps.flatMap((step) => Object.keys(step.with ?? {}));
  const outputs = steps.flatMap(({ id }) =>
    [...source.text.matchAll(new RegExp(`steps\\.${id}\\.outputs\\.([\\w-]+)`, 'g'))].map(
      ([, name = '']) => name,
    ),
  );
  return [
    ...inputs.filter((name) => !(name in ACTION.inputs)),
    ...outputs.filter((name) => !(name in ACTION.outputs)),
  ];
}

/** Finds scripts with expressions. Values belong in `env:`; in a script they are code. */
export const scriptsWithExpressions = (source: Source): string[] =>
  stepsOf(source)
    .map(({ run = '' }) => run)
    .filter((script) => script.includes('${{'));

const OWN_ACTION = /^(?:\.\/\S*|org\/lp-faas-invoke@v1)$/;
const PINNED_ACTION = /^[\w./-]+@[0-9a-f]{40} # v\d+(?:\.\d+)*$/;
/** An exception for zizmor, which has no effect without a rule and no sense without a reason. */
const EXCEPTION = / # zizmor: ignore\[[a-z-]+\] \w.*$/;

/** Finds actions that are neither local, nor this action, nor pinned by commit with the tag as a comment. */
const unpinned = ({ text }: Source): string[] =>
  [...text.matchAll(/^[ -]*uses: *(.*)$/gm)]
    .map(([, used = '']) => used)
    .filter((used) => !OWN_ACTION.test(used.replace(EXCEPTION, '')) && !PINNED_ACTION.test(used));

/** Checks the rules of this repository that actionlint does not have. */
export function findProblems(source: Source): string[] {
  const { permissions, concurrency, jobs } = workflowOf(source);
  const hasNoRights = JSON.stringify(permissions) === '{}';
  const keepsToken = stepsOf(source).filter(
    ({ uses, with: given }) =>
      uses?.startsWith('actions/checkout@') && given?.['persist-credentials'] !== false,
  );
  // A job that is another workflow has its time limits there.
  const own = Object.entries(jobs).filter(([, job]) => job.uses === undefined);
  const endless = own.filter(([, job]) => job['timeout-minutes'] === undefined);
  return [
    ...(hasNoRights ? [] : ['permissions']),
    ...(concurrency === undefined ? ['concurrency'] : []),
    ...keepsToken.map(() => 'persist-credentials'),
    ...endless.map(([name]) => `timeout-minutes of ${name}`),
    ...unpinned(source).map((used) => `uses ${used}`),
    ...scriptsWithExpressions(source).map((script) => `expression in ${script.trim()}`),
    ...unknownToTheAction(source),
  ];
}
