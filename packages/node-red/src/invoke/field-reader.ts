import type { Message, Red, RedNode } from '../node-red.js';

/** Evaluates one field of the dialog for a message. */
export type FieldReader = (message: Message) => unknown;

/** Creates the reader of a typed input: its value as the flow stores it, and its type. */
export function fieldReader(red: Red, node: RedNode, value: unknown, type: string): FieldReader {
  // A flow written by hand may hold the JSON value itself.
  if (typeof value === 'object') return () => value;
  const text = String(value);
  if (type === 'jsonata') return expression(red, node, text);
  if (type === 'msg') return (message) => propertyOf(red, message, text);
  if (type === 'flow' || type === 'global') {
    return (message) =>
      new Promise((resolve, reject) => {
        red.util.evaluateNodeProperty(text, type, node as never, message, (error, result) =>
          error ? reject(error) : resolve(result),
        );
      });
  }
  if (text === '') return () => undefined;
  let constant: { readonly value: unknown } | undefined;
  return (message) => {
    constant ??= { value: red.util.evaluateNodeProperty(text, type, node as never, message) };
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

/**
 * Says in words why a field cannot be evaluated. JSONata's errors are plain objects, whose messages quote the values
 * that they are about. These are left out, because they may come from the payload; those of a syntax error come from
 * the expression itself.
 */
export function evaluationProblem(error: unknown): string {
  const { message, code, value, value2 } = Object(error) as Record<string, unknown>;
  if (typeof message !== 'string') return String(code ?? 'unknown');
  if (String(code).startsWith('S')) return message;
  const quoted = [value, value2].flatMap((known) => (known === undefined ? [] : quotesOf(known)));
  return quoted.reduce((text, quote) => text.replaceAll(quote, '…'), message).replace(/: …$/, '');
}

/** The ways in which JSONata writes a value into a message. */
function quotesOf(value: unknown): string[] {
  const json = JSON.stringify(value) as string | undefined;
  return [json, String(value)].filter((quote): quote is string => Boolean(quote));
}
