/**
 * Stand-ins for the tests of code that calls functions; nothing here uses the network.
 *
 * @module @lp-faas/core/testing
 */

export type { FakeErrorDetails } from './error-details.js';
export {
  type FakeAnswer,
  type FakeCall,
  FakeFunctionsClient,
  type FakeOptions,
} from './fake-functions-client.js';
export { functionsError } from './functions-error.js';
