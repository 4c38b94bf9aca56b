import { describeTransport } from '../../core/test/support/transport-contract.js';
import { HttpClientTransport } from '../src/http/http-client-transport.js';

describeTransport('HttpClientTransport', () => new HttpClientTransport());
