import { setImmediate } from 'node:timers/promises';
import { inspect } from 'node:util';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { json, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { type Encode, TEXT_FORMS } from '@lp-faas/testing/text-forms';
import { account, CREDENTIALS, invoke, listener, TAB, watcher } from './support/flows.js';
import { Arrivals, TestRuntime, VERSIONS } from './support/node-red.js';

const PAYLOAD = { customer: 'Payload-canary Müller', card: '4111-1111-1111-1111' };
const LISTENERS = ['out', 'failures', 'caught', 'completed', 'statuses'] as const;

/** A server writes what it received into its response, as given or in a form that programs write texts in. */
const reflect =
  (status: number, write: (text: string) => string = (text) => text): Reply =>
  (response, request) => {
    const secret = new URLSearchParams(request.body).get('client_secret') ?? '';
    const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
    const all = [secret, token].filter(Boolean).map(write).join(' ') || request.body;
    json(status, { error: all, error_description: all, errorCode: all, errorMsg: all, message: all })(
      response,
      request,
    );
  };
const threw: Reply = (response, request) =>
  json(901, {
    errorCode: 'com.liveperson.faas.handler.custom-failure',
    errorMsg: `no order for ${request.headers.authorization}`,
  })(response, request);

const TWO_OUTPUTS = { failureOutput: true, outputs: 2, wires: [['out'], ['failures']] };

let secrets = 0;

describe.each(VERSIONS)('on Node-RED %i', (version) => {
  const runtime = new TestRuntime(version);
  afterEach(() => runtime.close());

  /** Sends one message, and collects everything that a user can see of it: messages, statuses and the log. */
  const views = async (platform: ScriptedPlatform, changes: object) => {
    // A new secret for each test, because tokens outlive the runtime.
    secrets += 1;
    const clientSecret = `${CREDENTIALS.clientSecret}-${secrets}`;
    const watchers = (
      [
        ['catch', 'caught'],
        ['complete', 'completed'],
        ['status', 'statuses'],
      ] as const
    ).map(([type, id]) => watcher(type, id));
    const flow = [TAB, account(platform), invoke(changes), ...watchers, ...LISTENERS.map(listener)];
    const statuses: unknown[] = [];
    await runtime.deploy(flow, { account: { ...CREDENTIALS, clientSecret } });
    const record = (status: unknown): unknown => statuses.push(status);
    runtime.events.on('node-status', record);
    const arrivals = LISTENERS.map((id) => new Arrivals(runtime.node(id)));
    // A status changes at most once a second: on this clock each request takes two seconds.
    const now = performance.now.bind(performance);
    const clock = jest.spyOn(performance, 'now');
    clock.mockImplementation(() => now() + 2000 * platform.arrived.length);
    runtime.send('invoke', { payload: PAYLOAD });
    const [, , caught, completed] = arrivals;
    await Promise.race([caught?.first(1), completed?.first(1)]);
    await setImmediate();
    clock.mockRestore();
    const logged = runtime.logged.join('\n');
    await runtime.close();
    runtime.events.off('node-status', record);
    const messages = Object.fromEntries(LISTENERS.map((id, n) => [id, arrivals[n]?.messages ?? []]));
    return { clientSecret, messages, statuses, logged };
  };
  const seen = (value: unknown): string => inspect(value, { depth: 12, showHidden: true });

  test.each<[string, object, Partial<Record<'token' | 'invocation', Reply>>, string]>([
    ['success', {}, {}, 'out'],
    ['a wrong secret', {}, { token: reflect(401) }, 'caught'],
    ['a token service that fails', {}, { token: reflect(400) }, 'caught'],
    ['a function that throws', {}, { invocation: threw }, 'caught'],
    ['a function that throws, with a second output', TWO_OUTPUTS, { invocation: threw }, 'failures'],
    ['a rejected token', {}, { invocation: reflect(401) }, 'caught'],
    ['a rejected invocation', {}, { invocation: reflect(403) }, 'caught'],
  ])(
    'on %s, secret and token are not shown anywhere, and the payload only in messages',
    async (_, changes, replies, id) => {
      await using platform = await ScriptedPlatform.start(replies);
      const { clientSecret, messages, statuses, logged } = await views(platform, changes);
      expect(messages[id]).toHaveLength(1);
      const isFailure = id === 'caught' || id === 'failures';
      expect(seen(statuses).includes("fill: 'red'")).toBe(isFailure);
      expect(messages['statuses']?.length).toBeGreaterThan(0);
      expect(logged).toContain('start');
      expect(platform.arrived.some(({ body }) => body.includes(clientSecret))).toBe(true);
      const all = seen([messages, statuses]) + logged;
      for (const part of [clientSecret, ...platform.token.split('.')]) expect(all).not.toContain(part);
      const withoutMessages = seen([statuses, messages['statuses']]) + logged;
      for (const value of Object.values(PAYLOAD)) expect(withoutMessages).not.toContain(value);
    },
  );

  describe.each(Object.entries(TEXT_FORMS))('a secret that a server writes %s', (_, write) => {
    test.each<[string, Partial<Record<'token' | 'invocation', Reply>>, object]>([
      ['the token service', { token: reflect(401, write) }, {}],
      ['the gateway', { invocation: reflect(403, write) }, {}],
      ['the function', { invocation: reflect(901, write) }, {}],
      ['the function, with a second output', { invocation: reflect(901, write) }, TWO_OUTPUTS],
    ])('is not shown in a message, a status or the log, if %s does', async (__, replies, changes) => {
      await using platform = await ScriptedPlatform.start(replies);
      const { clientSecret, messages, statuses, logged } = await views(platform, changes);
      expect((messages['caught']?.length ?? 0) + (messages['failures']?.length ?? 0)).toBe(1);
      // Both as text and as JSON, in which escapes are escaped.
      const all = [seen([messages, statuses]), JSON.stringify([plain(messages), statuses]), logged].join(
        '\n',
      );
      expect(all).toContain('[withheld]');
      for (const secret of [clientSecret, ...tokenParts(platform.token)]) {
        for (const form of formsOf(write, secret)) expect(all).not.toContain(form);
      }
    });
  });
});

/** Claims and signature; the header of a token is the same for all. */
const tokenParts = (token: string): string[] => token.split('.').slice(1);

/** What may not be found: the middle of a form, since what stands around a secret moves the ends of its base64 text. */
function formsOf(write: Encode, secret: string): string[] {
  const form = write(secret);
  const middle = form.slice(Math.ceil(form.length / 4), Math.floor((form.length * 3) / 4));
  return [middle, JSON.stringify(middle).slice(1, -1)];
}

/** Messages as JSON can hold them. */
const plain = (messages: object): unknown =>
  JSON.parse(
    JSON.stringify(messages, (key, value: unknown) => (key === 'req' || key === 'res' ? undefined : value)),
  );
