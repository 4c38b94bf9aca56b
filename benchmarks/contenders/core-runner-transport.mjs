import { HttpClientTransport } from '../../packages/action/build/http-client-transport.js';
import { create as createCore } from './core.mjs';

/** The library with the GitHub runner's own HTTP client below it, as the Action has it. */
export const create = (given) => createCore({ ...given, transport: new HttpClientTransport() });
