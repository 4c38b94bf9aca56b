import type { InputName, Inputs } from './inputs.js';

/** Inputs that are shown as they were given: settings, and names of things that are no secret. */
const SHOWN_INPUTS: readonly InputName[] = [
  'account-id',
  'lambda-uuid',
  'event-id',
  'skill-id',
  'payload-file',
  'payloads-file',
  'concurrency',
  'resume-file',
  'event-source',
  'region',
  'domain-api',
  'trusted-domains',
  'generation',
  'timeout',
  'attempt-timeout',
  'retries',
  'idempotent',
  'max-duration',
  'fail-on',
  'mask-result',
  'mode',
];

/** What the step was asked to do, for the log. Only of inputs that were found to be right: others may be secrets. */
export function describeInputs(inputs: Inputs, input: (name: string) => string): string[] {
  const shown = SHOWN_INPUTS.map((name) => [name, oneLine(input(name))] as const);
  const sizes = (['payload', 'expect'] as const).map(
    (name) => [name, input(name) && `${input(name).length} characters`] as const,
  );
  const headers = ['headers', inputs.headers.map(({ key }) => key).join(', ')] as const;
  return [...shown, ...sizes, headers]
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`);
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');
