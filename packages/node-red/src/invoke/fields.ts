import { findOptionProblems, type InvocationInput, type InvokeOptions } from '@lp-faas/core';
import type { Message, Red, RedNode, Translate } from '../node-red.js';
import { misuse } from './message-failure.js';

/** The fields of the dialog whose value may come from the message, a context, the environment or an expression. */
const FIELDS = [
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
type Field = (typeof FIELDS)[number];

/** What the dialog stores of them: the text, and what kind of text it is. */
export type FieldConfig = { readonly [Name in Field | `${Field}Type`]?: string } & {
  readonly target?: string;
};

/** What one message asks for. */
export interface Request {
  readonly input: InvocationInput;
  readonly options: InvokeOptions;
}

type Reader = (message: Message) => unknown;

/** Reads the dialog's fields for a message. */
export class Fields {
  readonly #readers: Readonly<Record<Field, Reader>>;
  readonly #isEvent: boolean;
  readonly #translate: Translate;

  constructor(red: Red, node: RedNode, config: FieldConfig, translate: Translate) {
    this.#translate = translate;
    const reader = (name: Field): [Field, Reader] => {
      return [name, readerOf(red, node, config[name] ?? '', config[`${name}Type`] ?? 'str')];
    };
    this.#readers = Object.fromEntries(FIELDS.map(reader)) as Record<Field, Reader>;
    this.#isEvent = config.target === 'event';
  }

  /** @throws {Failure} naming the field that cannot be evaluated. */
  async read(message: Message): Promise<Request> {
    const target = this.#isEvent ? (['eventId', 'skillId'] as const) : (['lambdaUuid'] as const);
    const input = await this.#values(message, [...target, 'payload', 'headers']);
    const options = await this.#values(message, ['eventSource', 'deadlineMs', 'attempts', 'idempotent']);
    const own = message['requestTimeout'];
    if (own !== undefined) options['deadlineMs'] = this.#timeout(own);
    for (const name of ['deadlineMs', 'attempts'] as const) {
      if (name in options) options[name] = numberOf(options[name]);
    }
    if ('idempotent' in options)
      options['idempotent'] = options['idempotent'] === true || options['idempotent'] === 'true';
    // Core checks every part, and names what is wrong.
    return { input: input as unknown as InvocationInput, options };
  }

  /** Checked here: core would call it by the name of the dialog's field, which is another one. */
  #timeout(value: unknown): unknown {
    const deadlineMs = numberOf(value);
    const isWrong = findOptionProblems({ deadlineMs }).some(({ option }) => option === 'deadlineMs');
    if (isWrong) throw misuse(this.#translate('error.request-timeout'));
    return deadlineMs;
  }

  async #read(name: Field, message: Message): Promise<unknown> {
    try {
      const value = this.#readers[name](message);
      return value instanceof Promise ? await value : value;
    } catch (error) {
      throw misuse(this.#translate('error.field', { field: name, reason: reasonOf(error) }));
    }
  }

  /** What is empty is left out, so that core's default holds. */
  async #values(message: Message, names: readonly Field[]): Promise<Record<string, unknown>> {
    const values: Record<string, unknown> = {};
    for (const name of names) {
      const known = await this.#read(name, message);
      if (known !== undefined && (known !== '' || name === 'payload')) values[name] = known;
    }
    return values;
  }
}

/** A number may be written as text: an environment variable always is. */
const numberOf = (value: unknown): unknown =>
  typeof value === 'string' && value.trim() !== '' ? Number(value) : value;

function readerOf(red: Red, node: RedNode, value: string, type: string): Reader {
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

/** A path whose parent is missing names nothing, as one that is missing itself. */
function propertyOf(red: Red, message: Message, path: string): unknown {
  try {
    return red.util.getMessageProperty(message, path);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** JSONata's errors are plain objects; those with a value quote it, and it may be the payload's. */
function reasonOf(error: unknown): string {
  const { message, code, value } = Object(error) as Record<string, unknown>;
  return String((value === undefined ? message : undefined) ?? code ?? 'unknown');
}

function expression(red: Red, node: RedNode, text: string): Reader {
  let prepared: ReturnType<Red['util']['prepareJSONataExpression']> | undefined;
  return (message) =>
    new Promise((resolve, reject) => {
      prepared ??= red.util.prepareJSONataExpression(text, node as never);
      red.util.evaluateJSONataExpression(prepared, message, (error, result) =>
        error ? reject(error) : resolve(result),
      );
    });
}
