import { randomUUID } from 'node:crypto';
import { type InvocationInputs, invokeAll, type SettledInvocation } from '../batch/invoke-all.js';
import { assertArgument, CallRules, type Check, isText, must, oneOf, type RulesOf } from '../checks.js';
import { isFunctionsError, OptionsError } from '../errors.js';
import type { FunctionsInvoker } from '../functions-invoker.js';
import type { FunctionHeader } from '../invocation/input-content.js';
import {
  type CheckedInput,
  checkEvent,
  checkInput,
  type EventInput,
  type FunctionInput,
  findEventProblems,
  type InvocationInput,
} from '../invocation/invocation-input.js';
import type { EventResult, InvocationResult } from '../invocation/invocation-result.js';
import {
  checkInvokeAllOptions,
  checkInvokeOptions,
  type InvokeAllOptions,
  type InvokeOptions,
  IS_IMPLEMENTED_RULES,
  type IsImplementedOptions,
} from '../invoke-options.js';
import { systemClock } from '../resilience/clock.js';
import { ClientClosed, CloseSignal } from '../resilience/close-signal.js';
import { Deadline, waitFor } from '../resilience/deadline.js';
import { interruption } from '../resilience/interruption.js';
import { errorForCall, functionsError } from './functions-error.js';

/** One invocation that the code under test made. */
export interface FakeCall<Payload = unknown> {
  /** The function's id; missing for an event. */
  readonly lambdaUuid?: string;
  /** The event's id; missing for a function. */
  readonly eventId?: string;
  /** The skill that limits the event's functions; missing without one. */
  readonly skillId?: string;
  /** What the function would receive: the payload after it was JSON. */
  readonly payload: Payload;
  /** The headers that the function would receive as data. */
  readonly headers: readonly FunctionHeader[];
  /** The options of the call. */
  readonly options: InvokeOptions;
}

/**
 * How a function answers: with a value, with what a handler returns or resolves to, or with an error of
 * {@link functionsError}, which a handler may also throw.
 */
export type FakeAnswer<Payload = unknown> =
  | ((call: FakeCall<Payload>) => unknown)
  // Not `unknown`, which would leave the handler's parameter without a type.
  | object
  | string
  | number
  | boolean
  | null
  | undefined;

/** Options of a fake. */
export interface FakeOptions {
  /** The platform's generation. Default `v1`, which answers an event that no function implements with an empty list. */
  readonly generation?: 'v1' | 'v2' | undefined;
}

const UUID: Check = (value) =>
  must(isText(value, /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i), 'a UUID');

const FAKE_RULES = new CallRules({ generation: oneOf('v1', 'v2') } satisfies RulesOf<FakeOptions>);

const DEADLINE_MS = 60_000;

/**
 * A stand-in for a `FunctionsClient` in tests: it answers as you say, records the calls, and uses no network. It checks
 * inputs and options, makes JSON of payloads and results, and obeys signals, deadlines and `close` as the client does. It
 * does not retry: an error that it answers with is the error of the call.
 */
export class FakeFunctionsClient implements FunctionsInvoker, AsyncDisposable {
  readonly #generation: 'v1' | 'v2';
  readonly #functions = new Map<string, FakeAnswer>();
  readonly #events = new Map<string, readonly FakeAnswer[]>();
  readonly #calls: FakeCall[] = [];
  readonly #closing = new CloseSignal();

  /** @throws `OptionsError` naming a bad option. */
  constructor(options: FakeOptions = {}) {
    FAKE_RULES.assert(options);
    this.#generation = options.generation ?? 'v1';
  }

  /** The invocations so far, in order; those of `invokeAll`, too. */
  get calls(): readonly FakeCall[] {
    return [...this.#calls];
  }

  /** Forgets the invocations so far; the answers stay. */
  clearCalls(): void {
    this.#calls.length = 0;
  }

  /**
   * Says how a function answers from now on. A function without an answer fails with `function-not-found`.
   * @throws `OptionsError` when the id is not a UUID.
   */
  answerFunction<Payload = unknown>(lambdaUuid: string, answer: FakeAnswer<Payload>): this {
    assertArgument('lambdaUuid', lambdaUuid, UUID);
    this.#functions.set(lambdaUuid, answer as FakeAnswer);
    return this;
  }

  /**
   * Says how the functions of an event answer from now on, one answer for each function.
   * @throws `OptionsError` when it is not an event id.
   */
  answerEvent<Payload = unknown>(eventId: string, ...answers: readonly FakeAnswer<Payload>[]): this {
    const problems = findEventProblems({ eventId });
    if (problems.length > 0) throw new OptionsError(problems);
    this.#events.set(eventId, answers as readonly FakeAnswer[]);
    return this;
  }

  /**
   * Answers an invocation as {@link answerFunction} or {@link answerEvent} said.
   * @throws `FunctionsError` the answer's own error, or why the call was not made or was ended.
   */
  invoke<T = unknown>(input: FunctionInput, options?: InvokeOptions): Promise<InvocationResult<T>>;
  /** Invokes all functions of an event. */
  invoke<T = unknown>(
    input: EventInput,
    options?: InvokeOptions,
  ): Promise<InvocationResult<readonly EventResult<T>[]>>;
  /** Invokes either. */
  invoke<T = unknown>(input: InvocationInput, options?: InvokeOptions): Promise<InvocationResult<T>>;
  async invoke<T>(input: InvocationInput, options: InvokeOptions = {}): Promise<InvocationResult<T>> {
    const checked = checkInput(input);
    checkInvokeOptions(options);
    const { requestId = randomUUID(), deadlineMs = DEADLINE_MS, signal } = options;
    using deadline = new Deadline(systemClock, deadlineMs, [signal, this.#closing]);
    const work = { phase: 'invocation', requestId } as const;
    if (deadline.signal.aborted) throw interruption(deadline.signal.reason, { ...work, attempts: 0 });
    const call = callOf(checked, options);
    this.#calls.push(call);
    try {
      const resultJson = await waitFor(this.#answer(call), deadline.signal);
      const durationMs = Math.round(systemClock.now() - deadline.startedAt);
      const facts = { status: 200, requestId, attempts: 1, durationMs, host: 'faasgw.example' };
      return { result: JSON.parse(resultJson), resultJson, ...facts, generation: this.#generation };
    } catch (error) {
      if (error !== deadline.signal.reason) throw errorForCall(error, requestId);
      throw interruption(error, { ...work, attempts: 1, delivery: 'unknown' });
    }
  }

  invokeAll<T = unknown>(
    inputs: InvocationInputs,
    options: InvokeAllOptions = {},
  ): AsyncGenerator<SettledInvocation<T>, void, undefined> {
    checkInvokeAllOptions(inputs, options);
    if (this.#closing.aborted) throw interruption(new ClientClosed(), { phase: 'invocation' });
    const { concurrency = 10, ordered: isOrdered = false, idempotent = false } = options;
    const invoke = (input: InvocationInput, signal: AbortSignal): Promise<InvocationResult> =>
      this.invoke(input, { signal, idempotent });
    const ends = [options.signal, this.#closing];
    const all = invokeAll(inputs, { concurrency, isOrdered, ends, invoke });
    return all as AsyncGenerator<SettledInvocation<T>, void, undefined>;
  }

  /** Whether {@link answerEvent} was called for the event, with an answer. */
  async isImplemented(
    event: Pick<EventInput, 'eventId' | 'skillId'>,
    options: IsImplementedOptions = {},
  ): Promise<boolean> {
    const { eventId } = checkEvent(event);
    IS_IMPLEMENTED_RULES.assert(options);
    using deadline = new Deadline(systemClock, DEADLINE_MS, [options.signal, this.#closing]);
    if (deadline.signal.aborted) throw interruption(deadline.signal.reason, { phase: 'invocation' });
    return (this.#events.get(eventId) ?? []).length > 0;
  }

  /** Has no token to discard. */
  invalidateToken(): void {}

  /** Ends the calls in flight, and all further ones, with `aborted`. */
  async close(): Promise<void> {
    this.#closing.end(new ClientClosed());
  }

  /** Calls `close`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** The result as JSON text. */
  async #answer(call: FakeCall): Promise<string> {
    const { lambdaUuid, eventId = '' } = call;
    if (lambdaUuid !== undefined) {
      if (!this.#functions.has(lambdaUuid)) throw functionsError('function-not-found');
      return await answered(this.#functions.get(lambdaUuid), call);
    }
    const answers = this.#events.get(eventId) ?? [];
    if (answers.length === 0 && this.#generation === 'v2') throw functionsError('function-not-found');
    const results = await Promise.all(answers.map((answer) => answered(answer, call)));
    const timestamp = new Date().toISOString();
    const list = results.map(
      (json, index) => `{"uuid":"${uuidOf(index)}","timestamp":"${timestamp}","result":${json}}`,
    );
    return `[${list.join(',')}]`;
  }
}

/** The id of one of an event's functions. */
const uuidOf = (index: number): string => `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`;

function callOf(
  { target: { kind: _, ...target }, payloadJson, headers }: CheckedInput,
  options: InvokeOptions,
): FakeCall {
  return Object.freeze({ ...target, payload: JSON.parse(payloadJson), headers, options });
}

async function answered(answer: FakeAnswer, call: FakeCall): Promise<string> {
  const value: unknown = typeof answer === 'function' ? await answer(call) : answer;
  if (isFunctionsError(value)) throw value;
  return jsonOf(value);
}

/** A function that returns nothing has the result `null`. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    throw new OptionsError([{ option: 'answer', problem: 'must be a JSON value (no BigInt or cycle)' }]);
  }
}
