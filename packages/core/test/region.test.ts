import { describe, expect, test } from '@jest/globals';
import {
  ACCOUNT,
  CREDENTIALS,
  json,
  LAMBDA,
  type Reply,
  ScriptedPlatform,
} from '@lp-faas/testing/scripted-platform';
import {
  FunctionsClient,
  type FunctionsClientOptions,
  type Transport,
  UndiciTransport,
} from '../src/index.js';
import { SkippingClock } from './support/skipping-clock.js';

const ADVICE = 'This account may be on V2: let the Domain API find the hosts (region: auto).';
const EVENT = { eventId: 'an-event' };

/** Sends what is for LivePerson's hosts to a platform on loopback. */
function rerouted(platform: ScriptedPlatform): Transport {
  const inner = new UndiciTransport();
  return {
    send: (request) =>
      inner.send({ ...request, url: new URL(request.url.pathname + request.url.search, platform.url) }),
    close: () => inner.close(),
  };
}

/** A client with hosts of a region, whose requests arrive at the platform. */
async function withRegion<T>(
  platform: ScriptedPlatform,
  work: (client: FunctionsClient) => Promise<T>,
  options: Partial<FunctionsClientOptions> = {},
): Promise<T> {
  const transport = rerouted(platform);
  const region = { region: 'us', accountId: ACCOUNT, credentials: CREDENTIALS, transport } as const;
  try {
    await using client = new FunctionsClient({ ...region, retry: { maxAttempts: 1 }, ...options });
    return await work(client);
  } finally {
    await transport.close();
  }
}

const hintOf = async (call: Promise<unknown>): Promise<string> => {
  const error = await call.catch((reason: unknown) => reason);
  return (error as { hint: string }).hint;
};

describe('with a region set, an account may have moved to V2', () => {
  test.each<[number, boolean]>([
    [401, true],
    [403, true],
    [404, true],
    [400, false],
    [429, false],
    [500, false],
    [901, false],
  ])('the hint says so when the gateway answers %i: %p', async (status, expected) => {
    await using platform = await ScriptedPlatform.start({ invocation: json(status, {}) });
    const hint = await hintOf(withRegion(platform, (client) => client.invoke({ lambdaUuid: LAMBDA })));
    expect(hint.endsWith(ADVICE)).toBe(expected);
    const event = await hintOf(withRegion(platform, (client) => client.invoke(EVENT)));
    expect(event.endsWith(ADVICE)).toBe(expected);
  });

  test.each([401, 403, 404])(
    'the hint of isImplemented says so when the gateway answers %i',
    async (status) => {
      await using platform = await ScriptedPlatform.start({ invocation: json(status, {}) });
      const hint = await hintOf(withRegion(platform, (client) => client.isImplemented(EVENT)));
      expect(hint).toMatch(/^Nothing was invoked\. .+ /);
      expect(hint.endsWith(ADVICE)).toBe(true);
    },
  );

  test.each<[string, Reply, boolean]>([
    ['400', json(400, { error: 'invalid_client' }), true],
    ['401', json(401, {}), true],
    ['404', json(404, {}), true],
    ['a missing scope', json(400, { error: 'invalid_scope' }), false],
    ['503', json(503, {}), false],
  ])('the hint says so when the token service answers %s: %p', async (_, token, expected) => {
    await using platform = await ScriptedPlatform.start({ token });
    const hint = await hintOf(withRegion(platform, (client) => client.invoke({ lambdaUuid: LAMBDA })));
    expect(hint.endsWith(ADVICE)).toBe(expected);
  });

  test('the hint says so when no function implements an event in time', async () => {
    const clock = new SkippingClock();
    const options = { waitForFunctionMs: 5000 };
    for (const invocation of [json(200, { implemented: false }), json(404, {})]) {
      await using platform = await ScriptedPlatform.start({ invocation });
      const hint = await hintOf(withRegion(platform, (c) => c.invoke(EVENT, options), { clock }));
      expect(hint.split(ADVICE)).toHaveLength(2);
    }
  });

  test('the check warns about hosts that the Domain API did not name', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: json(200, { implemented: false }) });
    const report = await withRegion(platform, (client) => client.check());
    const warnings = report.steps.filter(({ outcome }) => outcome === 'warning');
    expect(warnings).toMatchObject([{ name: 'domains', hint: `The hosts come from the region. ${ADVICE}` }]);
    expect(report.ok).toBe(true);
  });

  test('the failed step of a check says so', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: json(404, {}) });
    const { steps } = await withRegion(platform, (client) => client.check());
    expect(steps.find(({ outcome }) => outcome === 'failed')?.hint).toBe(
      `Nothing was invoked. Check the account id. ${ADVICE}`,
    );
  });
});

test('no hint speaks of the region when the host comes from the Domain API or from the options', async () => {
  await using platform = await ScriptedPlatform.start({ invocation: json(404, {}) });
  const invoke = (client: FunctionsClient) => client.invoke({ lambdaUuid: LAMBDA });
  await using client = new FunctionsClient(platform.options);
  expect(await hintOf(invoke(client))).not.toMatch(/region/i);
  const { steps } = await client.check();
  expect(JSON.stringify(steps)).not.toMatch(/region/i);
  const domains = { faasGW: 'gateway.liveperson.net' };
  expect(await hintOf(withRegion(platform, invoke, { domains }))).not.toMatch(/region/i);
});
