import { describeTransport } from '../../core/test/support/transport-contract.js';
import { HttpClientTransport } from '../src/http-client-transport.js';

describeTransport('HttpClientTransport', () => new HttpClientTransport());
