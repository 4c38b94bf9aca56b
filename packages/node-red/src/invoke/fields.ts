import { findOptionProblems, type InvocationInput, type InvokeOptions } from '@lp-faas/core';
import type { Message, Red, RedNode, Translate } from '../node-red.js';
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

/** What the dialog stores for each of them: the value as text, and its type. */
export type FieldConfig = { readonly [Name in Field | `${Field}Type`]?: string } & {
  readonly target?: string;
};

/** The invocation that a message asks for, as arguments of `FunctionsClient.invoke`. */
export interface MessageRequest {
  readonly input: InvocationInput;
  readonly options: InvokeOptions;
}

type FieldReader = (message: Message) => unknown;

/** Evaluates the dialog's fields for a message. */
export class Fields {
  readonly #readers: Readonly<Record<Field, FieldReader>>;
  readonly #isEvent: boolean;
  readonly #translate: Translate;

  constructor(red: Red, node: RedNode, config: FieldConfig, translate: Translate) {
    this.#translate = translate;
    const reader = (name: Field): [Field, FieldReader] => {
      return [name, readerOf(red, node, config[name] ?? '', config[`${name}Type`] ?? 'str')];
    };
    this.#readers = Object.fromEntries(FIELD_NAMES.map(reader)) as Record<Field, FieldReader>;
    this.#isEvent = config.target === 'event';
  }

  /** @throws {MessageFailure} that names the field that cannot be evaluated. */
  async read(message: Message): Promise<MessageRequest> {
    const target = this.#isEvent ? (['eventId', 'skillId'] as const) : (['lambdaUuid'] as const);
    const input = await this.#values(message, [...target, 'payload', 'headers']);
    const options = await this.#values(message, ['eventSource', 'deadlineMs', 'attempts', 'idempotent']);
    const timeout = message['requestTimeout'];
    if (timeout !== undefined) options['deadlineMs'] = this.#requestTimeout(timeout);
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

  /** Checks the value here: core's error would name `deadlineMs`, not `msg.requestTimeout`. */
  #requestTimeout(value: unknown): unknown {
    const deadlineMs = numberOf(value);
    const isInvalid = findOptionProblems({ deadlineMs }).some(({ option }) => option === 'deadlineMs');
    if (isInvalid) throw notSent(this.#translate('error.request-timeout'));
    return deadlineMs;
  }

  async #read(name: Field, message: Message): Promise<unknown> {
    try {
      const value = this.#readers[name](message);
      return value instanceof Promise ? await value : value;
    } catch (error) {
      throw notSent(this.#translate('error.field', { field: name, reason: reasonOf(error) }));
    }
  }

  /** Omits empty fields, so that core's defaults apply. */
  async #values(message: Message, names: readonly Field[]): Promise<Record<string, unknown>> {
    const values: Record<string, unknown> = {};
    for (const name of names) {
      const known = await this.#read(name, message);
      if (known !== undefined && (known !== '' || name === 'payload')) values[name] = known;
    }
    return values;
  }
}

/** Accepts numbers as text, as environment variables are. */
const numberOf = (value: unknown): unknown =>
  typeof value === 'string' && value.trim() !== '' ? Number(value) : value;

function readerOf(red: Red, node: RedNode, value: string, type: string): FieldReader {
  if (type === 'jsonata') return expression(red, node, value);
  if (type === 'flow' || type === 'global') {
    return (message) =>
      new Promise((resolve, reject) => {
        red.util.evaluateNodeProperty(value, type, node as never, message, (error, result) =>
          error ? reject(error) : resolve(result),
        );
      });
  }
  if (type === 'msg') return (message) => propertyOf(red, message, value);
  if (value === '' || (type === 'str' && value === undefined)) return () => undefined;
  let constant: { readonly value: unknown } | undefined;
  return (message) => {
    constant ??= { value: red.util.evaluateNodeProperty(value, type, node as never, message) };
    return constant.value;
  };
}

/** Returns undefined for a missing property, also if its parent is missing. */
function propertyOf(red: Red, message: Message, path: string): unknown {
  try {
    return red.util.getMessageProperty(message, path);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** JSONata's errors are plain objects. The message of one with a value quotes it, and it may come from the payload. */
function reasonOf(error: unknown): string {
  const { message, code, value } = Object(error) as Record<string, unknown>;
  return String((value === undefined ? message : undefined) ?? code ?? 'unknown');
}

function expression(red: Red, node: RedNode, text: string): FieldReader {
  let prepared: ReturnType<Red['util']['prepareJSONataExpression']> | undefined;
  return (message) =>
    new Promise((resolve, reject) => {
      prepared ??= red.util.prepareJSONataExpression(text, node as never);
      red.util.evaluateJSONataExpression(prepared, message, (error, result) =>
        error ? reject(error) : resolve(result),
      );
    });
}
