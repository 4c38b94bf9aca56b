import type { Generation } from '../accounts.js';
import type { FunctionInput } from '../runner/protocol.js';
import type { Lambda } from './lambda.js';

/**
 * V1: the result comes through the callback only. What an async function returns is ignored, but its rejection
 * is a failure. One that never calls back stays pending, until the execution limit ends it.
 */
function callWithCallback(lambda: Lambda, input: FunctionInput): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const callback = (error?: unknown, result?: unknown) => {
      if (error === undefined || error === null) resolve(result);
      else reject(error);
    };
    Promise.resolve(lambda(input, callback)).catch(reject);
  });
}

/** Calls a function the way its generation does; what it throws is the rejection. */
export async function callLambda(
  lambda: Lambda,
  generation: Generation,
  input: FunctionInput,
): Promise<unknown> {
  return generation === 'v1' ? await callWithCallback(lambda, input) : await lambda(input);
}
