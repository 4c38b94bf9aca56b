import { UndiciTransport } from '../src/transport/index.js';
import { describeTransport } from './support/transport-contract.js';

describeTransport('UndiciTransport', () => new UndiciTransport());
