import type { InputName } from './inputs.js';

/** What people read about an input, in action.yml and in the help of the command line. Tests compare the documents with it. */
export interface InputHelp {
  /** Whole sentences. */
  readonly description: string;
  /** Further sentences, which only the author of a workflow needs. */
  readonly inWorkflows?: string;
  /** What the value is, such as `FILE`; empty when it is true or false. */
  readonly value: string;
}

export const INPUT_HELP: Readonly<Record<InputName, InputHelp>> = {
  'account-id': { value: 'ID', description: 'LivePerson account (site) id.' },
  'client-id': {
    value: 'ID',
    description:
      'Client id of the installed application (grant type client_credentials, scope faas.lambda.invoke).',
  },
  'client-secret': {
    value: 'SECRET',
    description: 'Client secret of that application.',
    inWorkflows: 'Store it as a GitHub secret.',
  },
  'lambda-uuid': {
    value: 'UUID',
    description: 'UUID of the function, as shown in the Functions UI. Required unless event-id is set.',
  },
  'event-id': {
    value: 'ID',
    description:
      'Event id. Invokes every function bound to the event; the result is a list of uuid, timestamp and result.',
  },
  'skill-id': {
    value: 'ID',
    description: 'Skill id. Invokes only those functions of the event that are assigned to this skill.',
  },
  payload: {
    value: 'JSON',
    description: 'Payload of the function, as JSON. Defaults to {} without payload-file.',
    inWorkflows: 'Wrap dynamic values in toJSON().',
  },
  'payload-file': {
    value: 'FILE',
    description: 'File with the payload.',
    inWorkflows: 'It must be in the workspace or in RUNNER_TEMP. Use it instead of payload above 100 kB.',
  },
  'payloads-file': {
    value: 'FILE',
    description: 'File with one JSON payload per line (JSON Lines). Invokes the function once per line.',
  },
  shard: {
    value: 'K/N',
    description:
      'Invokes only every Nth line of payloads-file, from line K on, so that N jobs share the file, such as 1/4 to 4/4.',
  },
  concurrency: {
    value: 'N',
    description: 'Maximum number of lines of payloads-file in flight at the same time, 1 to 100.',
  },
  'resume-file': {
    value: 'FILE',
    description:
      'The result-file of an earlier run of the same payloads-file. Invokes only lines that certainly did not run.',
  },
  resume: {
    value: 'WHAT',
    description:
      'With resume-file, a list of: failed (also invoke lines that ran and failed), unknown (also those that may have run), accept-unknown (count those as done).',
  },
  'max-throttled': {
    value: 'DURATION',
    description:
      'Ends a batch when the platform throttles and accepts no line of it for this long; the rest can be resumed.',
  },
  headers: {
    value: 'NAME: VALUE',
    description: 'Headers that the function receives as data, one "Name: value" per line.',
  },
  'event-source': { value: 'NAME', description: "Caller name shown in LivePerson's reports." },
  region: {
    value: 'REGION',
    description:
      'auto lets the Domain API find the hosts; us, emea and apac are an emergency exit for accounts on generation v1 in these environments.',
  },
  'domain-api': {
    value: 'URL',
    description:
      'Base URL of the Domain API; plain http is allowed only for a loopback address (the sandbox).',
  },
  'trusted-domains': {
    value: 'DOMAINS',
    description:
      "Domains to trust in addition to LivePerson's own, separated by commas or line breaks. Warning: these hosts may receive the client secret.",
  },
  'shared-cache': {
    value: 'URL',
    description:
      'URL of a Redis or Valkey server on which runs share one token and the rate limit of the platform, such as rediss://user:password@host:6379.',
    inWorkflows: 'Store it as a GitHub secret.',
  },
  generation: {
    value: 'GENERATION',
    description: "Platform generation, v1 or v2; auto detects it from the gateway's host name.",
  },
  timeout: {
    value: 'DURATION',
    description:
      'Timeout of the whole call (with payloads-file, of each line), such as 500ms, 30s or 2m; a bare number is seconds.',
  },
  'attempt-timeout': {
    value: 'DURATION',
    description: 'Timeout of a single invocation request; a function may run for 30 seconds.',
  },
  retries: {
    value: 'N',
    description: 'Maximum number of retries when the function certainly did not run, 0 to 9.',
  },
  idempotent: {
    value: '',
    description:
      'Set to true if running the function twice does no harm; then it is also retried when it may have run. Implies resume failed and unknown.',
  },
  'wait-for-function': {
    value: 'DURATION',
    description:
      'Waits this long for a function that is not found, such as one that is being deployed (up to 10m). timeout and max-duration count from when it is found.',
  },
  expect: {
    value: 'JSON',
    description:
      'JSON that the result must contain. Objects may have more fields; lists must match in order and length.',
  },
  'max-duration': {
    value: 'DURATION',
    description: 'Fails the run if the call takes longer; does not cancel it.',
  },
  'fail-on': {
    value: 'WHAT',
    description:
      "Failures that fail the run: any, platform (all but the function's own) or never. Invalid inputs, a cancelled run and an incomplete batch always do.",
  },
  'junit-file': {
    value: 'FILE',
    description: 'File for the outcome in the form of JUnit, with a test case per invocation or line.',
    inWorkflows: 'It must be in the workspace or in RUNNER_TEMP.',
  },
  'mask-result': {
    value: '',
    description:
      "Set to true to mask the result's strings of 8 or more characters in the log and leave it out of the summary.",
  },
  summary: { value: '', description: 'Whether to write a job summary, true or false.' },
  mode: {
    value: 'MODE',
    description:
      'invoke, or check, which tests hosts, token and gateway without invoking a function; the result is a report.',
  },
};
