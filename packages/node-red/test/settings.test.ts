import { EventEmitter } from 'node:events';
import { expect, test } from '@jest/globals';
import { accountFields, clientOptions, resolveFields } from '../src/account/account-config.js';
import { startAccount } from '../src/account/account-node.js';
import { proxyAndTlsProblems } from '../src/account/proxy-and-tls.js';
import { lookUpVariable } from '../src/account/stored-account.js';
import { evaluationProblem, fieldReader } from '../src/invoke/field-reader.js';
import { completeMessage, sendResult } from '../src/invoke/flow-message.js';
import { functionHeaders } from '../src/invoke/function-headers.js';
import { type InvokeConfig, invokeSettings } from '../src/invoke/invoke-config.js';
import { startInvoke } from '../src/invoke/invoke-node.js';
import type { Red, RedNode } from '../src/node-red.js';

const settings = (stored: object) => invokeSettings({ id: 'a', type: 'b', ...stored } as InvokeConfig);
const translate = (key: string, values: object = {}) => `${key} ${Object.values(values).join(' ')}`.trim();

test('a node without settings has those of the dialog', () => {
  expect(settings({})).toMatchObject({
    ...{ account: '', concurrency: 32, queueLimit: 1000, maxWaitMs: Number.POSITIVE_INFINITY },
    ...{ isOrdered: false, arrayMode: 'off', hasFailureOutput: false },
  });
});

test.each<[object, object]>([
  [
    { concurrency: '7', queueLimit: 0, maxWaitMs: '50' },
    { concurrency: 7, queueLimit: 0, maxWaitMs: 50 },
  ],
  [
    { concurrency: '', queueLimit: -1, maxWaitMs: 1.5 },
    { concurrency: 32, queueLimit: 1000 },
  ],
  [
    { concurrency: 'x', queueLimit: 2 ** 53 },
    { concurrency: 32, queueLimit: 1000 },
  ],
  [{ maxWaitMs: 0 }, { maxWaitMs: Number.POSITIVE_INFINITY }],
  [
    { ordered: true, failureOutput: true },
    { isOrdered: true, hasFailureOutput: true },
  ],
  [
    { ordered: 'true', failureOutput: 1 },
    { isOrdered: false, hasFailureOutput: false },
  ],
  [{ batch: 'parts' }, { arrayMode: 'parts' }],
  [{ batch: 'join' }, { arrayMode: 'join' }],
  [{ batch: 'other' }, { arrayMode: 'off' }],
])('settings are read as a flow stores them: %j', (stored, expected) => {
  expect(settings(stored)).toMatchObject(expected);
});

test('two nodes treat a message alike unless a setting differs that messages depend on', () => {
  const { key } = settings({ name: 'one', outputs: 1, x: 1, concurrency: 32 });
  expect(settings({ name: 'other', outputs: 2, x: 2 }).key).toBe(key);
  expect(settings({ deadlineMs: '1' }).key).not.toBe(key);
});

test.each<[unknown, unknown]>([
  [
    { a: 'b', c: 1, d: true, e: 10n, f: undefined },
    { a: 'b', c: '1', d: 'true', e: '10' },
  ],
  [{ a: ['b', 1, false] }, { a: 'b, 1, false' }],
  [new Map([['a', 'b']]), { a: 'b' }],
  [[{ key: 'a', value: 'b' }], [{ key: 'a', value: 'b' }]],
])('headers are text for the function: %p', (headers, texts) => {
  expect(functionHeaders(headers, translate)).toEqual(texts);
});

test.each<[unknown, string]>([
  [null, 'error.headers'],
  ['a: b', 'error.headers'],
  [undefined, 'error.headers'],
  [{ a: null }, 'error.header a'],
  [{ a: ['b', {}] }, 'error.header a'],
])('headers that have no text are refused: %p', (headers, message) => {
  expect(() => functionHeaders(headers, translate)).toThrow(message);
});

test.each(['str', 'num', 'json', 'bool', 'env'])('an empty field of the type %s has no value', (type) => {
  const red = { util: { evaluateNodeProperty: () => 'evaluated' } } as unknown as Red;
  expect(fieldReader(red, {} as RedNode, '', type)({} as never)).toBeUndefined();
  expect(fieldReader(red, {} as RedNode, 'x', type)({} as never)).toBe('evaluated');
  expect(fieldReader(red, {} as RedNode, { a: 1 }, type)({} as never)).toEqual({ a: 1 });
});

test.each<[unknown, string]>([
  [new Error('plain'), 'plain'],
  [{ code: 'T1' }, 'T1'],
  ['text', 'unknown'],
  [{ code: 'S0101', message: 'in "canary"', value: 'canary' }, 'in "canary"'],
  [
    { code: 'T2', message: 'the values "canary" and 2 differ', value: 'canary', value2: 2 },
    'the values … and … differ',
  ],
  [{ code: 'D3', message: 'cannot cast: "canary"', value: 'canary' }, 'cannot cast'],
])('an expression that cannot be evaluated is told without its values: %j', (error, words) => {
  expect(evaluationProblem(error)).toBe(words);
});

test('a result of up to 1000 levels is sent to two wires, and a deeper one is refused after the function ran', () => {
  const nested = (levels: number) => {
    let value: unknown = 1;
    for (let level = 0; level < levels; level += 1) value = [value];
    return value;
  };
  const sent: unknown[] = [];
  const send = (levels: number, wires: string[][]) => {
    const context = { hasFailureOutput: false, node: { wires }, translate };
    const message = { payload: 'before' };
    const changes = { payload: nested(levels), livepersonFunctions: {} };
    sendResult(
      context as never,
      { send: (one: unknown) => sent.push(one) } as never,
      message as never,
      changes,
    );
  };
  send(1000, [['a', 'b']]);
  send(1001, [['a']]);
  expect(sent).toHaveLength(2);
  expect(() => send(1001, [['a', 'b']])).toThrow(
    expect.objectContaining({
      message: 'error.too-deep 1000',
      cause: expect.objectContaining({ delivery: 'executed', retryable: false }),
    }),
  );
  expect(sent).toHaveLength(2);
});

test('an account omits empty options, splits the trusted domains, and trims every field', () => {
  const fields = accountFields(
    { accountId: ' 1 ', trustedDomains: 'a.test, b.test\n', proxy: '_ADD_', tls: ' tls ' },
    { clientId: 'id', clientSecret: 's' },
  );
  expect(fields).toMatchObject({ accountId: '1', region: 'auto', generation: 'auto', proxy: '', tls: 'tls' });
  expect(clientOptions(fields)).toEqual({
    ...{ accountId: '1', credentials: { clientId: 'id', clientSecret: 's' }, eventSource: 'node-red' },
    ...{ region: 'auto', generation: 'auto', trustedDomains: ['a.test', 'b.test'] },
  });
  const none = { ...fields, region: '', generation: '', trustedDomains: ' ', domainApi: 'http://127.0.0.1' };
  expect(clientOptions(none)).toEqual({
    ...{ accountId: '1', credentials: { clientId: 'id', clientSecret: 's' }, eventSource: 'node-red' },
    domainApi: 'http://127.0.0.1',
  });
});

test('a field that is a reference has the value of its variable, and those without one are listed', () => {
  const fields = accountFields({ accountId: `\${ID}`, domainApi: '$(API)', region: `x\${ID}` }, {});
  const { fields: resolved, unresolved } = resolveFields(fields, (name) => (name === 'ID' ? 12 : undefined));
  expect(resolved).toMatchObject({ accountId: '12', domainApi: '$(API)', region: `x\${ID}` });
  expect(unresolved).toEqual([{ field: 'domainApi', name: 'API' }]);
});

test('an account shows its problems once the flows have started, unless it was closed before', () => {
  const events = new EventEmitter();
  const red = {
    ...{ events, nodes: { eachNode: () => undefined, getCredentials: () => undefined, getNode: () => null } },
    ...{ util: { getSetting: () => undefined }, _: (key: string) => key },
  };
  const running = new Set();
  const handover = { take: () => undefined, leave: () => undefined };
  const start = (id: string) => {
    const shown: unknown[] = [];
    const node = Object.assign(new EventEmitter(), {
      ...{ id, name: id, credentials: {}, status: (status: unknown) => shown.push(status) },
      error: (text: string) => shown.push(text),
    });
    startAccount(red as never, node as never, {}, { running, handover } as never);
    return { node, shown };
  };
  const [open, closed] = [start('open'), start('closed')];
  expect(running.size).toBe(2);
  closed.node.emit('close');
  expect([running.has(open.node), running.has(closed.node)]).toEqual([true, false]);
  events.emit('flows:started');
  events.emit('flows:started');
  expect(open.shown).toEqual([
    { fill: 'red', shape: 'ring', text: 'liveperson-functions-account.status.incomplete' },
    expect.stringContaining('open: liveperson-functions-account.error.'),
  ]);
  expect(closed.shown).toEqual([]);
});

test.each([
  ['move to the next instance once the flows have started', false, 1],
  ['do not move to an instance that was closed before that', true, 0],
])('unfinished messages %s', (_what, isClosed, moves) => {
  const events = new EventEmitter();
  const red = { events, nodes: { getNode: () => null }, _: (key: string) => key };
  const node = Object.assign(new EventEmitter(), { id: 'invoke', status: () => undefined });
  const [moved, nothing] = [[] as unknown[], (): void => undefined];
  const worker = {
    ...{ isIdle: true, canGoOn: () => true, goOn: nothing, attach: (to: unknown) => moved.push(to) },
    status: { unusable: nothing, usable: nothing, close: nothing },
  };
  const handover = { take: () => [worker], leave: nothing };
  startInvoke(red as never, node as never, { id: 'invoke', type: 'invoke' } as never, handover as never);
  if (isClosed) node.emit('close');
  events.emit('flows:started', {});
  expect(moved).toEqual(Array(moves).fill(node));
});

test.each<[object, object, readonly object[]]>([
  [
    {},
    {},
    [
      { key: 'no-node', field: 'proxy' },
      { key: 'no-node', field: 'tls' },
    ],
  ],
  [
    { proxy: { url: 'http://[bad' } },
    { tls: { valid: false } },
    [
      { key: 'bad-proxy', field: 'proxy' },
      { key: 'bad-tls', field: 'tls' },
    ],
  ],
  [{ proxy: { url: 'proxy.example:8080' } }, { tls: { addTLSOptions: () => undefined } }, []],
  [
    { proxy: { url: 'socks5://proxy.example' } },
    { tls: { valid: true, addTLSOptions: () => undefined } },
    [{ key: 'bad-proxy', field: 'proxy' }],
  ],
])('what keeps a proxy node and a TLS node from being used is named: %j, %j', (proxy, tls, problems) => {
  const nodes: Record<string, unknown> = { ...proxy, ...tls };
  const red = { nodes: { getNode: (id: string) => nodes[id] ?? null } };
  expect(proxyAndTlsProblems(red as never, { proxy: 'proxy', tls: 'tls' })).toEqual(problems);
  expect(proxyAndTlsProblems(red as never, { proxy: '', tls: '' })).toEqual([]);
});

test.each([
  [undefined, 'error.unroutable m1'],
  [new Error('the failure'), 'error.unroutable m1 Error: the failure'],
])(
  'a message that Node-RED can clone in no way is named in the log, with its failure: %p',
  (failure, text) => {
    const errors: unknown[][] = [];
    const node = {
      error: (...args: unknown[]) => {
        errors.push(args);
        if (args.length > 1) throw new Error('cannot be cloned');
      },
    };
    const red = { util: { cloneMessage: (message: unknown) => message } };
    const done = (): never => {
      throw new Error('cannot be cloned');
    };
    completeMessage(
      { red, node, translate } as never,
      { received: { _msgid: 'm1' }, done } as never,
      failure,
    );
    expect(errors.at(-1)).toEqual([text]);
  },
);

test.each<[string | undefined, unknown, string | undefined]>([
  [undefined, undefined, 'set'],
  [undefined, ['ANOTHER'], 'set'],
  [undefined, ['LP_EXCLUDED_OF_TEST'], undefined],
  ['flow', undefined, undefined],
])(
  'without a node that runs, a variable of the environment is known outside of flows, unless it is excluded: %s, %j',
  (scope, envVarExcludes, value) => {
    const red = { settings: { envVarExcludes }, nodes: { eachNode: () => undefined } };
    const stored = { nodes: [], scope };
    process.env['LP_EXCLUDED_OF_TEST'] = 'set';
    try {
      expect(lookUpVariable(red as never, stored as never, 'LP_EXCLUDED_OF_TEST')).toBe(value);
    } finally {
      delete process.env['LP_EXCLUDED_OF_TEST'];
    }
  },
);
