import { describeTransport } from '@lp-faas/testing/transport-contract';
import { HttpClientTransport } from '../src/http-client-transport.js';

describeTransport('HttpClientTransport', () => new HttpClientTransport());
