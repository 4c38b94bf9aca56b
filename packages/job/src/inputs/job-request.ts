import {
  type FunctionsClientOptions,
  findInputProblems,
  findOptionProblems,
  type InvocationInput,
  type OptionProblem,
  type UncheckedInput,
} from '@lp-faas/core';
import type { Expectation } from '../expectation/check-expectation.js';
import { checkPayload } from '../payload.js';
import type { JobFiles } from '../ports.js';
import { cacheOption, problemsOfCache } from '../shared-cache.js';
import { readInputFile } from './input-file.js';
import type { InputProblem, Inputs } from './inputs.js';

/** The library's options and the invocation, built from the inputs, with everything that is wrong with them. */
export interface JobRequest {
  readonly options: FunctionsClientOptions;
  readonly invocation: InvocationInput;
  /** The function or event, such as `function UUID` or `event ID`, for the log. */
  readonly target: string;
  readonly idempotent: boolean;
  readonly timeoutMs: number;
  /** Missing when a function that is not found is not waited for. */
  readonly waitForFunctionMs: number | undefined;
  readonly expectation: Expectation;
  readonly problems: readonly InputProblem[];
}

/** Maps the inputs to the library's options, and collects all problems that the library finds in them. */
export async function buildRequest(
  inputs: Inputs,
  files: JobFiles,
  signal: AbortSignal,
): Promise<JobRequest> {
  const options = optionsOf(inputs);
  const { payloadJson, problems } = await payloadOf(inputs, files, signal);
  const target = targetOf(inputs);
  const invocation = { ...target, headers: inputs.headers, payloadJson };
  const found = [...findOptionProblems(options), ...findInputProblems(invocation)].map((problem) =>
    asInputProblem(problem, inputs),
  );
  return {
    options,
    // It has been checked; a request with problems is never sent.
    invocation: invocation as UncheckedInput as InvocationInput,
    target: nameOf(target),
    idempotent: inputs.idempotent,
    timeoutMs: inputs.timeout,
    waitForFunctionMs: inputs['wait-for-function'] || undefined,
    expectation: { result: inputs.expect, maxDurationMs: inputs['max-duration'] },
    problems: [
      ...(inputs.mode === 'check' ? found.filter((problem) => !isMissingTarget(problem, inputs)) : found),
      ...problems,
      ...problemsOfSecret(inputs['client-secret']),
      ...problemsOfCache(inputs['shared-cache']),
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
    retry: { maxAttempts: inputs.retries + 1 },
    ...cacheOption(inputs['shared-cache']),
  };
}

interface InvocationTarget {
  readonly lambdaUuid?: string;
  readonly eventId?: string;
  readonly skillId?: string;
}

/** Leaves out empty inputs: for the library, an empty string is a value. */
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

/** A check invokes nothing, so it needs no function or event. */
const isMissingTarget = ({ input }: InputProblem, inputs: Inputs): boolean =>
  input === 'lambda-uuid' && inputs[input] === '';

interface PayloadInput {
  /** The payload exactly as given; `{}` when there are problems. */
  readonly payloadJson: string;
  readonly problems: readonly InputProblem[];
}

async function payloadOf(inputs: Inputs, files: JobFiles, signal: AbortSignal): Promise<PayloadInput> {
  const path = inputs['payload-file'];
  const other = path === '' ? 'payload' : 'payload-file';
  if (inputs['payloads-file'] !== '' && inputs[other] !== '') {
    return invalidPayload({ input: 'payloads-file', problem: `cannot be combined with ${other}` });
  }
  if (path !== '' && inputs.payload !== '') {
    return invalidPayload({ input: 'payload-file', problem: 'cannot be combined with payload' });
  }
  const source = path === '' ? { value: inputs.payload || '{}' } : await readInputFile(path, files, signal);
  const checked = 'value' in source ? checkPayload(source.value) : source;
  if ('value' in checked) return { payloadJson: checked.value, problems: [] };
  return invalidPayload({ input: other, ...checked });
}

function invalidPayload(problem: InputProblem): PayloadInput {
  return { payloadJson: '{}', problems: [problem] };
}

/** Rejects a JSON document as secret: a log would mask the whole document, but not the secret inside it. */
function problemsOfSecret(secret: string): InputProblem[] {
  if (!secret.startsWith('{') || 'problem' in checkPayload(secret)) return [];
  const problem = 'must be the secret itself, not a JSON document that contains it';
  return [{ input: 'client-secret', problem }];
}

/** Options whose input has a different name. */
const INPUT_OF: Readonly<Record<string, string>> = {
  deadlineMs: 'timeout',
  attemptTimeoutMs: 'attempt-timeout',
  'retry.maxAttempts': 'retries',
  payloadJson: 'payload',
};

/** Translates the library's option names, such as `credentials.clientSecret`, to the names of inputs. */
function asInputProblem({ option, problem }: OptionProblem, inputs: Inputs): InputProblem {
  const input = INPUT_OF[option] ?? kebab(option.split('.').at(-1) ?? option);
  const isSecretMissing = input === 'client-secret' && inputs[input] === '';
  return {
    input,
    problem: problem.replace(/\b(?:lambdaUuid|eventId|skillId)\b/g, kebab),
    ...(isSecretMissing && { kind: 'secret-missing' }),
  };
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
