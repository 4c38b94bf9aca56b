import { type OptionProblem, OptionsError } from '../errors.js';
import { isRecord, parseJson } from '../json.js';

/** One header that the function sees; not an HTTP header. */
export interface FunctionHeader {
  readonly key: string;
  readonly value: string;
}

/** What to invoke, and with what. */
export interface InvocationInput {
  /** The function's id, as the Functions UI shows it. */
  readonly lambdaUuid: string;
  /** Any JSON value. Default `{}`. */
  readonly payload?: unknown;
  /** The payload as JSON text that is sent as it is, instead of `payload`: no long number loses its last digits. */
  readonly payloadJson?: string;
  /** Headers that the function sees as data, by name or as a list. Default none. */
  readonly headers?: Readonly<Record<string, string>> | readonly FunctionHeader[];
}

/** A checked input, ready to be sent: the payload is JSON text already. */
export interface CheckedInput {
  readonly lambdaUuid: string;
  readonly payloadJson: string;
  readonly headers: readonly FunctionHeader[];
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Every bad part of an input; nothing when all are fine. */
export function findInputProblems(input: Partial<InvocationInput>): OptionProblem[] {
  const { lambdaUuid, headers } = input;
  const problems: OptionProblem[] = [];
  if (lambdaUuid === undefined || lambdaUuid === '') {
    problems.push({ option: 'lambdaUuid', problem: 'is missing' });
  } else if (!UUID.test(String(lambdaUuid))) {
    const problem =
      'must be a UUID, as 8f4b1c9e-1f0a-4d55-9c57-3f0d8a3f5f10 (see the function in the Functions UI)';
    problems.push({ option: 'lambdaUuid', problem });
  }
  if (headers !== undefined && listHeaders(headers) === undefined) {
    problems.push({
      option: 'headers',
      problem: 'must have names that are not empty, and strings as values',
    });
  }
  problems.push(...payloadProblems(input));
  return problems;
}

/** @throws {OptionsError} naming everything that is wrong. */
export function checkInput(input: InvocationInput): CheckedInput {
  const problems = findInputProblems(input);
  const json = input.payloadJson ?? stringify(input.payload);
  const headers = listHeaders(input.headers ?? []);
  if (problems.length > 0 || json === undefined || headers === undefined) throw new OptionsError(problems);
  return { lambdaUuid: input.lambdaUuid, payloadJson: json, headers };
}

function payloadProblems({ payload, payloadJson }: Partial<InvocationInput>): OptionProblem[] {
  if (payloadJson === undefined) {
    if (stringify(payload) !== undefined) return [];
    return [{ option: 'payload', problem: 'must be a JSON value (no function, BigInt or cycle)' }];
  }
  if (payload !== undefined) return [{ option: 'payloadJson', problem: 'must not be set beside payload' }];
  if (parseJson(payloadJson) !== undefined) return [];
  return [{ option: 'payloadJson', problem: 'must be JSON text' }];
}

function stringify(payload: unknown = {}): string | undefined {
  try {
    // JSON.stringify answers undefined for what JSON has no word for.
    return JSON.stringify(payload) as string | undefined;
  } catch {
    return undefined;
  }
}

function listHeaders(
  headers: NonNullable<InvocationInput['headers']>,
): readonly FunctionHeader[] | undefined {
  const list: unknown[] = Array.isArray(headers)
    ? headers
    : Object.entries(headers).map(([key, value]) => ({ key, value }));
  return list.every(isHeader) ? list.map(({ key, value }) => ({ key, value })) : undefined;
}

function isHeader(value: unknown): value is FunctionHeader {
  return (
    isRecord(value) &&
    typeof value['key'] === 'string' &&
    value['key'] !== '' &&
    typeof value['value'] === 'string'
  );
}
