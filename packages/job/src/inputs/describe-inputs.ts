import type { InputName, Inputs } from './inputs.js';

/** Inputs that the log shows as they are: settings, and names that are not secret. */
const SHOWN_INPUTS: readonly InputName[] = [
  'account-id',
  'lambda-uuid',
  'event-id',
  'skill-id',
  'payload-file',
  'payloads-file',
  'shard',
  'concurrency',
  'resume-file',
  'resume',
  'max-throttled',
  'event-source',
  'region',
  'domain-api',
  'trusted-domains',
  'generation',
  'timeout',
  'attempt-timeout',
  'retries',
  'idempotent',
  'wait-for-function',
  'max-duration',
  'fail-on',
  'junit-file',
  'mask-result',
  'mode',
];

/** Describes the inputs for the log. Only for valid inputs: an invalid one may be a misplaced secret. */
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
