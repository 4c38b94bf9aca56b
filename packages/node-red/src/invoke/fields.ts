import { findOptionProblems, type InvocationInput, type InvokeOptions } from '@lp-faas/core';
import { INVOKE_DEFAULTS, type Stored, withDefaults } from '../defaults.js';
import type { Message, Red, RedNode, Translate } from '../node-red.js';
import { evaluationProblem, type FieldReader, fieldReader } from './field-reader.js';
import { functionHeaders } from './function-headers.js';
import { findNonJson } from './json-check.js';
import { notSent } from './message-failure.js';

/** The typed inputs of the dialog: values may come from the message, a context, the environment or an expression. */
const FIELD_NAMES = [
  'lambdaUuid',
  'eventId',
  'skillId',
  'payload',
  'headers',
  'eventSource',
  'deadlineMs',
  'attempts',
  'idempotent',
] as const;
type Field = (typeof FIELD_NAMES)[number];

/** The invocation that a message asks for, as arguments of `FunctionsClient.invoke`. */
export interface MessageRequest {
  readonly input: InvocationInput;
  readonly options: InvokeOptions;
}

/** Evaluates the dialog's fields for a message. */
export class Fields {
  readonly #readers: Readonly<Record<Field, FieldReader>>;
  readonly #isEvent: boolean;
  readonly #translate: Translate;
  readonly #warn: (text: string) => void;

  constructor(red: Red, node: RedNode, stored: Stored<typeof INVOKE_DEFAULTS>, translate: Translate) {
    this.#translate = translate;
    this.#warn = (text) => node.warn(text);
    const config = withDefaults(INVOKE_DEFAULTS, stored);
    const reader = (name: Field): [Field, FieldReader] => {
      const type = config[`${name}Type`] || INVOKE_DEFAULTS[`${name}Type`];
      return [name, fieldReader(red, node, config[name], String(type))];
    };
    this.#readers = Object.fromEntries(FIELD_NAMES.map(reader)) as Record<Field, FieldReader>;
    this.#isEvent = config.target === 'event';
  }

  /** @throws {MessageFailure} that names the field that cannot be evaluated. */
  async read(message: Message): Promise<MessageRequest> {
    const target = this.#isEvent ? (['eventId', 'skillId'] as const) : (['lambdaUuid'] as const);
    const input = await this.#values(message, [...target, 'payload', 'headers']);
    if ('payload' in input) this.#checkPayload(input['payload']);
    if ('headers' in input) input['headers'] = functionHeaders(input['headers'], this.#translate);
    const options = await this.#values(message, ['eventSource', 'deadlineMs', 'attempts', 'idempotent']);
    const deadlineMs = this.#requestTimeout(message);
    if (deadlineMs !== undefined) options['deadlineMs'] = deadlineMs;
    for (const name of ['deadlineMs', 'attempts'] as const) {
      if (name in options) options[name] = numberOf(options[name]);
    }
    if ('attempts' in options) {
      // The field was stored under this name before the library called it maxAttempts.
      options['maxAttempts'] = options['attempts'];
      delete options['attempts'];
    }
    if ('idempotent' in options)
      options['idempotent'] = options['idempotent'] === true || options['idempotent'] === 'true';
    // Core checks every option, and names the invalid one.
    return { input: input as unknown as InvocationInput, options };
  }

  /** The deadline that a message asks for. Node-RED's own http request node ignores an invalid one, too. */
  #requestTimeout(message: Message): unknown {
    const timeout = message['requestTimeout'];
    if (timeout === undefined) return undefined;
    const deadlineMs = numberOf(timeout);
    const isValid = findOptionProblems({ deadlineMs }).every(({ option }) => option !== 'deadlineMs');
    if (isValid) return deadlineMs;
    this.#warn(this.#translate('error.request-timeout'));
    return undefined;
  }

  #checkPayload(payload: unknown): void {
    let kind: string | undefined;
    try {
      kind = findNonJson(payload);
    } catch (error) {
      // Too deep, or a cycle: the library decides. Anything else was thrown by a getter, which may quote the payload.
      if (!(error instanceof RangeError)) throw notSent(this.#translate('error.unreadable-payload'));
    }
    if (kind !== undefined) throw notSent(this.#translate('error.non-json-payload', { kind }));
  }

  async #read(name: Field, message: Message): Promise<unknown> {
    try {
      const value = this.#readers[name](message);
      return value instanceof Promise ? await value : value;
    } catch (error) {
      throw notSent(this.#translate('error.field', { field: name, reason: evaluationProblem(error) }));
    }
  }

  /** Omits empty fields, so that core's defaults apply. */
  async #values(message: Message, names: readonly Field[]): Promise<Record<string, unknown>> {
    const values: Record<string, unknown> = {};
    for (const name of names) {
      const read = await this.#read(name, message);
      // Pasting leaves white space at the ends of ids.
      const known = name !== 'payload' && typeof read === 'string' ? read.trim() : read;
      if (known !== undefined && (known !== '' || name === 'payload')) values[name] = known;
    }
    return values;
  }
}

/** Accepts numbers as text, as environment variables are. */
const numberOf = (value: unknown): unknown =>
  typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
