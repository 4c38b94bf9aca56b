import {
  type FunctionsClientOptions,
  findInputProblems,
  findOptionProblems,
  type InvocationInput,
  type OptionProblem,
} from '@lp-faas/core';
import type { Expectation } from '../expectation/check-expectation.js';
import { checkPayload } from '../payload.js';
import type { JobFiles } from '../ports.js';
import { readInputFile } from './input-file.js';
import type { InputProblem, Inputs } from './inputs.js';

/** What is to be done and how, as the inputs say; or everything that is wrong with them. */
export interface JobRequest {
  readonly options: FunctionsClientOptions;
  readonly invocation: InvocationInput;
  /** What is invoked, in words. */
  readonly target: string;
  readonly idempotent: boolean;
  readonly timeoutMs: number;
  readonly expectation: Expectation;
  readonly problems: readonly InputProblem[];
}

/** Maps the inputs to the library's options and has the library check them, all at once. */
export function buildRequest(inputs: Inputs, files: JobFiles): JobRequest {
  const options = optionsOf(inputs);
  const { payloadJson, problems } = payloadOf(inputs, files);
  const target = targetOf(inputs);
  const invocation = { ...target, headers: inputs.headers, payloadJson };
  const found = [...findOptionProblems(options), ...findInputProblems(invocation)].map(asInputProblem);
  return {
    options,
    // Checked by now, or refused for its problems.
    invocation: invocation as InvocationInput,
    target: nameOf(target),
    idempotent: inputs.idempotent,
    timeoutMs: inputs.timeout,
    expectation: { result: inputs.expect, maxDurationMs: inputs['max-duration'] },
    problems: [
      ...(inputs.mode === 'check' ? found.filter(isNotMissingTarget) : found),
      ...problems,
      ...problemsOfSecret(inputs['client-secret']),
    ],
  };
}

function optionsOf(inputs: Inputs): FunctionsClientOptions {
  return {
    accountId: inputs['account-id'],
    credentials: { clientId: inputs['client-id'], clientSecret: inputs['client-secret'] },
    region: inputs.region,
    domainApi: inputs['domain-api'],
    trustedDomains: inputs['trusted-domains'],
    generation: inputs.generation,
    eventSource: inputs['event-source'],
    deadlineMs: inputs.timeout,
    attemptTimeoutMs: inputs['attempt-timeout'],
    retry: { attempts: inputs.retries + 1 },
  };
}

interface InvocationTarget {
  readonly lambdaUuid?: string;
  readonly eventId?: string;
  readonly skillId?: string;
}

/** Only what is set: for the library, an empty text is set too. */
function targetOf(inputs: Inputs): InvocationTarget {
  const { 'lambda-uuid': lambdaUuid, 'event-id': eventId, 'skill-id': skillId } = inputs;
  return {
    ...(lambdaUuid !== '' && { lambdaUuid }),
    ...(eventId !== '' && { eventId }),
    ...(skillId !== '' && { skillId }),
  };
}

function nameOf({ lambdaUuid, eventId, skillId }: InvocationTarget): string {
  if (eventId === undefined) return `function ${lambdaUuid}`;
  return skillId === undefined ? `event ${eventId}` : `event ${eventId}, skill ${skillId}`;
}

/** A check invokes nothing, so it need not be told what. */
const isNotMissingTarget = ({ input, problem }: InputProblem): boolean =>
  !(input === 'lambda-uuid' && problem.startsWith('is missing'));

interface PayloadInput {
  /** As it was given; a harmless one when there are problems. */
  readonly payloadJson: string;
  readonly problems: readonly InputProblem[];
}

function payloadOf(inputs: Inputs, files: JobFiles): PayloadInput {
  const path = inputs['payload-file'];
  const other = path === '' ? 'payload' : 'payload-file';
  if (inputs['payloads-file'] !== '' && inputs[other] !== '') {
    return invalidPayload({ input: 'payloads-file', problem: `must not be set beside ${other}` });
  }
  if (path !== '' && inputs.payload !== '') {
    return invalidPayload({ input: 'payload-file', problem: 'must not be set beside payload' });
  }
  const source = path === '' ? { value: inputs.payload || '{}' } : readInputFile(path, files);
  const checked = 'value' in source ? checkPayload(source.value) : source;
  if ('value' in checked) return { payloadJson: checked.value, problems: [] };
  return invalidPayload({ input: other, ...checked });
}

function invalidPayload(problem: InputProblem): PayloadInput {
  return { payloadJson: '{}', problems: [problem] };
}

/** Of a secret that is a document, the runner would mask the whole and none of its parts. */
function problemsOfSecret(secret: string): InputProblem[] {
  if (!secret.startsWith('{') || 'problem' in checkPayload(secret)) return [];
  const problem = 'must be the secret alone, not a JSON document that holds it';
  return [{ input: 'client-secret', problem }];
}

/** Where an option and its input have other names. */
const INPUT_OF: Readonly<Record<string, string>> = {
  deadlineMs: 'timeout',
  attemptTimeoutMs: 'attempt-timeout',
  'retry.attempts': 'retries',
  payloadJson: 'payload',
};

/** `credentials.clientSecret` of the library is the input `client-secret`, also where a problem speaks of it. */
function asInputProblem({ option, problem }: OptionProblem): InputProblem {
  const input = INPUT_OF[option] ?? kebab(option.split('.').at(-1) ?? option);
  const isSecretMissing = input === 'client-secret' && problem === 'is missing';
  return {
    input,
    problem: problem.replace(/\b(?:lambdaUuid|eventId|skillId)\b/g, kebab),
    ...(isSecretMissing && { kind: 'secret-missing' }),
  };
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
