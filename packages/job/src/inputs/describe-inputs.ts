import { INPUTS, type InputName, type Inputs } from './inputs.js';

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

/**
 * Describes the inputs that differ from their defaults, for the log: GitHub's runner gives a step the defaults, too. Only
 * for valid inputs: an invalid one may be a misplaced secret.
 */
export function describeInputs(inputs: Inputs, input: (name: string) => string): string[] {
  const given = SHOWN_INPUTS.filter((name) => input(name) !== INPUTS[name].default);
  const shown = given.map((name) => [name, oneLine(input(name))] as const);
  const sizes = (['payload', 'expect'] as const).map(
    (name) => [name, input(name) && `${input(name).length} characters`] as const,
  );
  const headers = ['headers', inputs.headers.map(({ key }) => key).join(', ')] as const;
  return [...shown, ...sizes, headers]
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`);
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');
