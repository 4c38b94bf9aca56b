import { expect } from '@jest/globals';

/** One documented fact of the platform, and the request that shows it. */
export interface Fact {
  readonly area: string;
  readonly fact: string;
  /** Default: both. */
  readonly generation?: 'v1' | 'v2';
  /** Method and path; the test replaces the placeholders in braces. */
  readonly request: string;
  /** `app` for an application's token, `user` for a user's, or any other token as it is. Default: none. */
  readonly as?: string;
  /** Default: a valid body of an invocation. */
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: 200. */
  readonly status?: number;
  readonly type?: RegExp;
  /** The body as JSON. */
  readonly answer?: unknown;
  /** The body as text. */
  readonly text?: RegExp;
  /** The function never ends, so the request goes to a sandbox with a short execution limit. */
  readonly endless?: boolean;
}

const both = (v1: string, v2: string): string => `async function lambda(input, callback) {
  if (callback) { ${v1} } else { ${v2} }
}`;
const same = (code: string): string => both(code, code);

/** Functions that end in every way that the platform distinguishes. */
export const PROJECT: Readonly<Record<string, string>> = {
  'functions/echo/index.js': both('callback(null, input);', 'return input;'),
  'functions/echo/config.json': JSON.stringify({ event: 'conversational_command', skills: ['4711'] }),
  'functions/text/index.js': both("callback(null, 'success');", "return 'success';"),
  'functions/threw/index.js': both("callback(new Error('whoops'));", "throw new Error('whoops');"),
  'functions/type-error/index.js': same('null.x;'),
  'functions/endless/index.js': same('for (;;);'),
  'functions/log-too-much/index.js': same("for (let n = 0; n < 11; n += 1) console.info('line', n);"),
  'functions/nothing/index.js': both('callback();', 'return;'),
  'functions/draft/index.js': both('callback();', 'return;'),
  'functions/draft/config.json': JSON.stringify({ state: 'Draft' }),
};

const API = '/api/account/{account}';
const TOKEN = 'POST /sentinel/api/account/{account}/app/token';
const invoke = { v1: (name: string) => `POST ${API}/lambdas/{uuid ${name}}/invoke?v=1&externalSystem=x` };
const invokeV2 = (name: string): string => `POST ${API}/lambdas/{uuid ${name}}/invoke`;
const TOKEN_ANSWER = { access_token: expect.any(String), token_type: 'Bearer', expires_in: '3600' };
const HOST = expect.stringMatching(/^[\w.-]+:\d+$/);

/** The same failure on both generations. */
function failures(name: string, v1: string, v2: string): Fact[] {
  const fact = `${name} answers 901 with the code of its failure`;
  const shared = {
    area: 'failures',
    fact,
    as: 'app',
    status: 901,
    ...(name === 'endless' && { endless: true }),
  } as const;
  return [
    {
      ...{ ...shared, generation: 'v1', request: invoke.v1(name) },
      answer: expect.objectContaining({
        errorCode: `com.liveperson.faas.handler.${v1}`,
        errorMsg: expect.any(String),
      }),
    },
    {
      ...{ ...shared, generation: 'v2', request: invokeV2(name) },
      answer: { code: v2, message: expect.any(String) },
    },
  ];
}

const DOMAINS: readonly Fact[] = [
  {
    area: 'Domain API',
    fact: 'one service is a flat object',
    request: `GET ${API}/service/faasGW/baseURI.json?version=1.0`,
    answer: { service: 'faasGW', account: expect.any(String), baseURI: HOST },
  },
  {
    area: 'Domain API',
    fact: 'all services are a list',
    request: `GET ${API}/service/baseURI.json?version=1.0`,
    answer: {
      baseURIs: expect.arrayContaining([expect.objectContaining({ service: 'sentinel', baseURI: HOST })]),
    },
  },
  {
    area: 'Domain API',
    fact: 'the path works without .json',
    request: `GET ${API}/service/agentVep/baseURI?version=1.0`,
    answer: expect.objectContaining({ service: 'agentVep' }),
  },
  {
    area: 'Domain API',
    fact: 'the old prefix is the same resource',
    request: 'GET /csdr/account/{account}/service/faasUI/baseURI.json?version=1.0',
    answer: expect.objectContaining({ service: 'faasUI' }),
  },
  {
    area: 'Domain API',
    fact: 'service names are case sensitive',
    request: `GET ${API}/service/faasgw/baseURI.json?version=1.0`,
    status: 404,
  },
  {
    area: 'Domain API',
    fact: 'an unknown account has an empty list',
    request: 'GET /api/account/unknown/service/baseURI.json?version=1.0',
    answer: { baseURIs: [] },
  },
  {
    area: 'Domain API',
    fact: 'a V2 gateway has fninvocations in its name',
    generation: 'v2',
    request: `GET ${API}/service/faasGW/baseURI.json?version=1.0`,
    text: /"baseURI":"fninvocations\./,
  },
  {
    area: 'Domain API',
    fact: 'a V1 gateway has neither fninvocations nor functions in its name',
    generation: 'v1',
    request: `GET ${API}/service/faasGW/baseURI.json?version=1.0`,
    text: /"baseURI":"(?!.*(?:fninvocations|functions))/,
  },
];

const TOKENS: readonly Fact[] = [
  ...['?v=1.0', '?v=2.0'].map((query) => ({
    area: 'Sentinel',
    fact: `a token by client credentials, ${query}`,
    request: `${TOKEN}${query}`,
    body: '{form}',
    type: /^application\/json/,
    answer: TOKEN_ANSWER,
  })),
  {
    area: 'Sentinel',
    fact: 'a token by the path of the second API',
    request: 'POST /sentinel/api/v2/account/{account}/app/token',
    body: '{form}',
    answer: TOKEN_ANSWER,
  },
  {
    area: 'Sentinel',
    fact: 'parameters may stand in the query, with an empty body',
    request: `${TOKEN}?v=2.0&{form}`,
    body: '',
    answer: TOKEN_ANSWER,
  },
  {
    area: 'Sentinel',
    fact: 'the grant may stand in the query and the ids in the body',
    request: `${TOKEN}?v=2.0&grant_type=client_credentials`,
    body: '{form}',
    answer: TOKEN_ANSWER,
  },
  {
    area: 'Sentinel',
    fact: 'answers as OAuth 2.0 does: bad credentials',
    request: `${TOKEN}?v=2.0`,
    body: 'grant_type=client_credentials&client_id=a&client_secret=b',
    status: 400,
    answer: expect.objectContaining({ error: 'invalid_client' }),
  },
  {
    area: 'Sentinel',
    fact: 'answers as OAuth 2.0 does: another grant',
    request: `${TOKEN}?v=2.0`,
    body: 'grant_type=password',
    status: 400,
    answer: expect.objectContaining({ error: 'unsupported_grant_type' }),
  },
  {
    area: 'Sentinel',
    fact: 'its keys are public, at a path without a dot',
    request: 'GET /sentinel/well-known/jwks',
    answer: { keys: [expect.objectContaining({ kty: 'RSA', alg: 'RS256', kid: expect.any(String) })] },
  },
];

const INVOCATIONS: readonly Fact[] = [
  {
    area: 'invocation',
    fact: 'the body is what the function returned, unwrapped',
    generation: 'v1',
    request: invoke.v1('text'),
    as: 'app',
    answer: 'success',
  },
  {
    area: 'invocation',
    fact: 'the body is what the function returned, unwrapped',
    generation: 'v2',
    request: invokeV2('text'),
    as: 'app',
    answer: 'success',
  },
  {
    area: 'invocation',
    fact: 'headers reach the function as data, and the payload unchanged',
    request: `${invokeV2('echo')}?v=1&externalSystem=x`,
    as: 'app',
    body: '{"timestamp":0,"headers":[{"key":"a","value":"b"}],"payload":[null]}',
    answer: { headers: [{ key: 'a', value: 'b' }], payload: [null] },
  },
  {
    area: 'invocation',
    fact: 'headers may be left out',
    request: `${invokeV2('text')}?v=1`,
    as: 'app',
    body: '{"timestamp":0,"payload":"text"}',
    answer: 'success',
  },
  {
    area: 'invocation',
    fact: 'an empty skill id, as LivePerson’s client sends it, is accepted',
    request: `${invokeV2('text')}?v=1&skillId=&externalSystem=unknown`,
    as: 'app',
    answer: 'success',
  },
  {
    area: 'invocation',
    fact: 'V2 takes the caller from a header of any case',
    generation: 'v2',
    request: invokeV2('text'),
    as: 'app',
    headers: { 'LP-EventSource': 'me', 'X-REQUEST-ID': 'free text' },
    answer: 'success',
  },
  {
    area: 'invocation',
    fact: 'a function that returns nothing answers null',
    request: `${invokeV2('nothing')}?v=1`,
    as: 'app',
    text: /^null$/,
  },
  {
    area: 'refusals',
    fact: 'V1 without a token is 401',
    generation: 'v1',
    request: invoke.v1('text'),
    status: 401,
  },
  {
    area: 'refusals',
    fact: 'V2 with a wrong token is 403',
    generation: 'v2',
    request: invokeV2('text'),
    as: 'x',
    status: 403,
  },
  {
    area: 'refusals',
    fact: "another account's token is refused",
    request: 'POST /api/account/{other}/lambdas/00000000-0000-4000-8000-000000000000/invoke?v=1',
    as: 'app',
    status: 403,
  },
  {
    area: 'refusals',
    fact: 'an unknown function is 404, with the code of V1',
    generation: 'v1',
    request: `POST ${API}/lambdas/00000000-0000-4000-8000-000000000000/invoke?v=1`,
    as: 'app',
    status: 404,
    answer: {
      errorCode: 'com.liveperson.faas.es.missinglambda',
      errorMsg: expect.stringMatching(/^There is no 0{8}-.* deployed on \d+$/),
    },
  },
  {
    area: 'refusals',
    fact: 'an unknown function is 404, with the code of V2',
    generation: 'v2',
    request: `POST ${API}/lambdas/00000000-0000-4000-8000-000000000000/invoke`,
    as: 'app',
    status: 404,
    answer: { code: 'com.liveperson.faas.function.not-found', message: expect.any(String) },
  },
  {
    area: 'refusals',
    fact: 'a function that is not deployed is 404',
    request: `${invokeV2('draft')}?v=1`,
    as: 'app',
    status: 404,
  },
  {
    area: 'refusals',
    fact: 'a malformed body is 400',
    request: `${invokeV2('text')}?v=1`,
    as: 'app',
    body: '{',
    status: 400,
  },
  {
    area: 'refusals',
    fact: 'a wrong method is 405',
    request: `GET ${API}/lambdas/{uuid text}/invoke?v=1`,
    as: 'app',
    status: 405,
  },
  ...failures('threw', 'custom-failure', 'com.customer.faas.function.threw-error'),
  ...failures('type-error', 'runtime-exception', 'com.customer.faas.function.js-runtime-error'),
  ...failures('endless', 'executiontime-exceeded', 'com.customer.faas.function.execution-exceeded'),
  ...failures('log-too-much', 'log-limit-reached', 'com.liveperson.faas.function.runtime.limit-reached'),
  {
    area: 'failures',
    fact: "V2 does not send the function's own message",
    generation: 'v2',
    request: invokeV2('threw'),
    as: 'app',
    status: 901,
    text: /Function Invocation failed due to an issue caused by customer coding/,
  },
];

const EVENTS: readonly Fact[] = [
  {
    area: 'events',
    fact: 'the answer is a list of uuid, timestamp and result',
    request: `POST ${API}/events/conversational_command/invoke?v=1`,
    as: 'app',
    answer: [
      {
        uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
        timestamp: expect.any(String),
        result: expect.any(Object),
      },
    ],
  },
  {
    area: 'events',
    fact: 'invoking an event without functions answers an empty list on V1',
    generation: 'v1',
    request: `POST ${API}/events/conversational_commands/invoke?v=1`,
    as: 'app',
    answer: [],
  },
  {
    area: 'events',
    fact: 'invoking an event without functions answers 404 on V2',
    generation: 'v2',
    request: `POST ${API}/events/conversational_commands/invoke`,
    as: 'app',
    status: 404,
  },
  ...[
    ['conversational_command', '?v=1&skillId=&externalSystem=Unknown', true],
    ['conversational_command', '?v=1&skillId=4711', true],
    ['unknown_event', '?v=1', false],
  ].map(([event, query, implemented]) => ({
    area: 'isImplemented',
    fact: `${event}${query} is ${implemented}, never 404`,
    request: `GET ${API}/events/${event}/isImplemented${query}`,
    as: 'app',
    answer: { implemented },
  })),
];

const LISTS: readonly Fact[] = [
  {
    area: 'lists',
    fact: 'a V1 list holds code and environment',
    generation: 'v1',
    request: `GET ${API}/lambdas/?v=1&eventId=&state=&userId=`,
    as: 'user',
    answer: expect.arrayContaining([
      expect.objectContaining({
        name: 'text',
        implementation: expect.objectContaining({ code: expect.any(String) }),
      }),
    ]),
  },
  {
    area: 'lists',
    fact: 'a V2 list holds no code',
    generation: 'v2',
    request: `GET ${API}/functions?eventId=&userId=&functionName=`,
    as: 'user',
    text: /^(?!.*"code")\[.*"isCompV1"/s,
  },
  {
    area: 'lists',
    fact: 'an unknown event has an empty list',
    generation: 'v1',
    request: `GET ${API}/lambdas?v=1&eventId=x`,
    as: 'user',
    answer: [],
  },
  {
    area: 'lists',
    fact: 'an unknown state is 400',
    generation: 'v1',
    request: `GET ${API}/lambdas?v=1&state=active`,
    as: 'user',
    status: 400,
  },
  {
    area: 'lists',
    fact: 'an unknown state is 400',
    generation: 'v2',
    request: `GET ${API}/functions?state=active`,
    as: 'user',
    status: 400,
  },
];

/** The facts in LivePerson's documentation and clients that a server can show. */
export const FACTS: readonly Fact[] = [...DOMAINS, ...TOKENS, ...INVOCATIONS, ...EVENTS, ...LISTS];
