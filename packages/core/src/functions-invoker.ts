import type { InvocationInputs, SettledInvocation } from './batch/invoke-all.js';
import type { EventInput, InvocationInput } from './invocation/invocation-input.js';
import type { InvocationResult } from './invocation/invocation-result.js';
import type { InvokeAllOptions, InvokeOptions, IsImplementedOptions } from './invoke-options.js';

/**
 * What code that invokes functions needs of a `FunctionsClient`. Let it depend on this: the program then passes a client,
 * and a test the fake of `@lp-faas/core/testing`, or a plain object.
 */
export interface FunctionsInvoker {
  /** See `FunctionsClient.invoke`. The type of the result is for the caller to know. */
  invoke(input: InvocationInput, options?: InvokeOptions): Promise<InvocationResult>;
  /** See `FunctionsClient.invokeAll`. */
  invokeAll(inputs: InvocationInputs, options?: InvokeAllOptions): AsyncIterable<SettledInvocation>;
  /** See `FunctionsClient.isImplemented`. */
  isImplemented(
    event: Pick<EventInput, 'eventId' | 'skillId'>,
    options?: IsImplementedOptions,
  ): Promise<boolean>;
}
