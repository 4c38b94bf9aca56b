import {
  type FunctionInput,
  type FunctionsClientOptions,
  findInputProblems,
  findOptionProblems,
  type OptionProblem,
} from '@lp-faas/core';
import type { InputProblem, Inputs } from './inputs.js';
import { checkPayload, readPayloadFile } from './payload.js';

/** What is to be invoked and how, as the inputs say; or everything that is wrong with them. */
export interface Request {
  readonly options: FunctionsClientOptions;
  readonly invocation: FunctionInput;
  readonly idempotent: boolean;
  readonly problems: readonly InputProblem[];
}

/** Maps the inputs to the library's options and has the library check them, all at once. */
export function buildRequest(inputs: Inputs, environment: NodeJS.ProcessEnv): Request {
  const options: FunctionsClientOptions = {
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
  const { payloadJson, problems } = payloadOf(inputs, environment);
  const invocation = { lambdaUuid: inputs['lambda-uuid'], headers: inputs.headers, payloadJson };
  const checked = [...findOptionProblems(options), ...findInputProblems(invocation)].map(asInputProblem);
  return { options, invocation, idempotent: inputs.idempotent, problems: [...checked, ...problems] };
}

interface Payload {
  /** As it was given; a harmless one when there are problems. */
  readonly payloadJson: string;
  readonly problems: readonly InputProblem[];
}

function payloadOf(inputs: Inputs, environment: NodeJS.ProcessEnv): Payload {
  const path = inputs['payload-file'];
  if (path !== '' && inputs.payload !== '') {
    return wrong({ input: 'payload-file', problem: 'must not be set beside payload' });
  }
  const source = path === '' ? { value: inputs.payload || '{}' } : readPayloadFile(path, environment);
  const checked = 'value' in source ? checkPayload(source.value) : source;
  if ('value' in checked) return { payloadJson: checked.value, problems: [] };
  return wrong({ input: path === '' ? 'payload' : 'payload-file', problem: checked.problem });
}

function wrong(problem: InputProblem): Payload {
  return { payloadJson: '{}', problems: [problem] };
}

const FORK_HINT = ' (workflows of forks and of Dependabot get no secrets)';

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
  const hint = input === 'client-secret' && problem === 'is missing' ? FORK_HINT : '';
  return { input, problem: problem.replace(/\b(?:lambdaUuid|eventId|skillId)\b/g, kebab) + hint };
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
