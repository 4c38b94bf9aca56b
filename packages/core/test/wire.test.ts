import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { TestClock } from '@lp-faas/testing/clock';
import { json, ScriptedPlatform, type Service } from '@lp-faas/testing/scripted-platform';
import {
  type EventInput,
  FunctionsClient,
  type Transport,
  type TransportRequest,
  UndiciTransport,
} from '../src/index.js';
import { DIFFERENCES } from './support/intended-differences.js';
import { CALLS, type OurCall, UUID } from './support/our-calls.js';

/** Recorded requests of LivePerson's own client, without tokens. */
interface Recorded {
  readonly client: string;
  readonly calls: readonly RecordedCall[];
}

interface RecordedCall {
  readonly generation: 'v1' | 'v2';
  readonly call: string;
  readonly requests: readonly WireRequest[];
}

interface WireRequest {
  readonly service: Service;
  readonly origin: string;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

const HOSTS = {
  v1: { faasGW: 'va.faasgw.liveperson.net', sentinel: 'va.sentinel.liveperson.net' },
  v2: { faasGW: 'fninvocations.standin.test', sentinel: 'va.sentinel.liveperson.net' },
} as const;

/** Sends requests for LivePerson's hosts to the test's platform and records their origins. */
class Relay implements Transport {
  readonly origins = new Map<string, string>();
  readonly #inner = new UndiciTransport();
  readonly #platform: ScriptedPlatform;

  constructor(platform: ScriptedPlatform) {
    this.#platform = platform;
  }

  send(request: TransportRequest) {
    const { origin, pathname, search } = request.url;
    this.origins.set(pathname + search, origin);
    return this.#inner.send({ ...request, url: new URL(this.#platform.url + pathname + search) });
  }

  close(): Promise<void> {
    return this.#inner.close();
  }
}

/** The requests that our client sends for a call, as they arrive. */
async function send(recorded: RecordedCall): Promise<WireRequest[]> {
  const ours = CALLS[recorded.call] as OurCall;
  const { input, isLookup, eventSource, requestId, clientSecret = 'secret', answer = {} } = ours;
  await using platform = await ScriptedPlatform.start({
    domain: (response, request) => {
      const service = request.url.includes('/sentinel/') ? 'sentinel' : 'faasGW';
      json(200, { service, baseURI: HOSTS[recorded.generation][service] })(response, request);
    },
  });
  const transport = new Relay(platform);
  await using _closing = { [Symbol.asyncDispose]: () => transport.close() };
  await using client = new FunctionsClient({
    accountId: /\/account\/(\w+)\//.exec(recorded.requests[0]?.path ?? '')?.[1] ?? '',
    credentials: { clientId: 'cid', clientSecret },
    trustedDomains: ['standin.test'],
    clock: new TestClock(),
    transport,
    ...(eventSource !== undefined && { eventSource }),
  });
  const isWarm = recorded.requests.length === 1;
  if (isWarm) await client.invoke({ lambdaUuid: UUID });
  const before = platform.arrived.length;
  if (answer.token) platform.set('token', json(answer.token, { error: 'invalid_client' }));
  if (answer.invocation) platform.set('invocation', json(answer.invocation, {}));
  const { eventId, skillId } = input as EventInput;
  const event = { eventId, ...(skillId !== undefined && { skillId }) };
  const invoked = (): Promise<unknown> => client.invoke(input, requestId === undefined ? {} : { requestId });
  await (isLookup ? client.isImplemented(event) : invoked()).catch(() => undefined);
  return platform.arrived.slice(before).map(({ service, method, url, headers, body }) => {
    const authorization = headers.authorization?.replace(platform.token, '<token>');
    const seen = { ...headers, authorization } as WireRequest['headers'];
    return { service, origin: transport.origins.get(url) ?? '', method, path: url, headers: seen, body };
  });
}

const COMPARED_HEADERS = [
  'accept',
  'authorization',
  'content-type',
  'lp-eventsource',
  'user-agent',
  'x-request-id',
];

/** Splits a request into parts, so that order and escaping do not matter. */
function partsOf({ origin, method, path, headers, body }: WireRequest): Map<string, unknown> {
  const url = new URL(path, origin);
  const parts: [string, unknown][] = [
    ['origin', origin],
    ['method', method],
    ['path', url.pathname],
  ];
  const add = (kind: string, entries: Iterable<[string, unknown]>): void => {
    for (const [name, value] of entries) parts.push([`${kind} ${name}`, value]);
  };
  add('query', url.searchParams);
  add(
    'header',
    COMPARED_HEADERS.map((name): [string, unknown] => [name, headers[name] ?? null]),
  );
  const isJson = headers['content-type'] === 'application/json';
  if (body !== '') add('body', isJson ? Object.entries(JSON.parse(body)) : new URLSearchParams(body));
  expect(new Set(parts.map(([name]) => name)).size).toBe(parts.length);
  return new Map(parts);
}

function differences(official: WireRequest, ours: WireRequest) {
  const [theirs, mine] = [partsOf(official), partsOf(ours)];
  const names = [...new Set([...theirs.keys(), ...mine.keys()])].sort();
  return names
    .map((part) => ({ part, official: theirs.get(part) ?? null, ours: mine.get(part) ?? null }))
    .filter((pair) => JSON.stringify(pair.official) !== JSON.stringify(pair.ours));
}

function intended(service: Service, { generation, call }: RecordedCall) {
  return DIFFERENCES.filter(
    (difference) =>
      difference.service === service &&
      (difference.generation ?? generation) === generation &&
      (difference.calls?.includes(call) ?? true),
  )
    .map(({ part, official, ours }) => ({ part, official, ours }))
    .sort((a, b) => (a.part < b.part ? -1 : 1));
}

const RECORDED = JSON.parse(
  readFileSync(new URL('./support/official-requests.json', import.meta.url), 'utf8'),
) as Recorded;

describe('requests on the wire', () => {
  test.each(RECORDED.calls.map((recorded) => [recorded.generation, recorded.call, recorded] as const))(
    `client sends the same requests as ${RECORDED.client} except for listed differences: %s, %s`,
    async (_generation, _call, recorded) => {
      const sent = await send(recorded);
      const inOrder = sent.map(({ service }) => service);
      // LivePerson's client looks up all services at once, ours each service.
      expect(inOrder).toEqual(
        recorded.requests.flatMap(({ service }) => (service === 'domain' ? [service, service] : [service])),
      );
      for (const ours of sent) {
        const official = recorded.requests.find(({ service }) => service === ours.service) as WireRequest;
        expect(differences(official, ours)).toEqual(intended(ours.service, recorded));
      }
    },
  );

  test('each listed difference applies to a recorded call', () => {
    const seen = RECORDED.calls.flatMap(({ generation, call, requests }) =>
      requests.map(({ service }) => ({ service, generation, call })),
    );
    for (const { service, generation, calls, part } of DIFFERENCES) {
      const applies = seen.filter(
        (one) =>
          one.service === service &&
          (generation ?? one.generation) === one.generation &&
          (calls?.includes(one.call) ?? true),
      );
      expect([part, applies.length > 0]).toEqual([part, true]);
    }
  });
});
