import { describeTransport } from '@lp-faas/testing/transport-contract';
import { UndiciTransport } from '../src/transport/index.js';

describeTransport('UndiciTransport', () => new UndiciTransport());
