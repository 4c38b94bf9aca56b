/** Stand-ins for the tests of code that calls functions; nothing here uses the network. */
export {
  type FakeAnswer,
  type FakeCall,
  FakeFunctionsClient,
  type FakeOptions,
} from './fake-functions-client.js';
export { type FakeErrorDetails, functionsError } from './functions-error.js';
