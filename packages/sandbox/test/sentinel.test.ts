import { beforeAll, describe, expect, test } from '@jest/globals';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import type { Sandbox } from '../dist/index.js';
import { type Answer, sandboxWith, send, tokenForm, V1, V2 } from './support.js';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const GRANT = 'grant_type=client_credentials';
const CLIENT = 'client_id=sandbox-client&client_secret=sandbox-secret';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await sandboxWith();
});

const post = (path: string, body = '', headers: Record<string, string> = FORM): Promise<Answer> =>
  send(sandbox.url + path, { method: 'POST', headers, body });

interface TokenAnswer {
  readonly access_token: string;
  readonly token_type: string;
  readonly expires_in: string;
}

describe('a token for client credentials', () => {
  test.each([
    ['v1.0', '/sentinel/api/account/ACC/app/token?v=1.0', `${GRANT}&${CLIENT}`],
    [
      "v2.0, as LivePerson's own client sends it",
      '/sentinel/api/account/ACC/app/token?v=2.0',
      `${GRANT}&scope=&${CLIENT}`,
    ],
    ['API V2', '/sentinel/api/v2/account/ACC/app/token', `${GRANT}&${CLIENT}`],
    ['API V2 with v=2.0', '/sentinel/api/v2/account/ACC/app/token?v=2.0', `${GRANT}&${CLIENT}`],
    ['grant_type in the query', `/sentinel/api/account/ACC/app/token?v=2.0&${GRANT}`, CLIENT],
    ['all in the query, empty body', `/sentinel/api/account/ACC/app/token?v=2.0&${GRANT}&${CLIENT}`, ''],
    [
      'with the scope',
      '/sentinel/api/account/ACC/app/token?v=2.0',
      `${GRANT}&scope=faas.lambda.invoke&${CLIENT}`,
    ],
  ])('a token is issued for the form: %s', async (_form, path, body) => {
    for (const account of [V1, V2]) {
      const { status, type, text } = await post(path.replace('ACC', account), body);
      expect(status).toBe(200);
      expect(type).toBe('application/json;charset=utf-8');
      const answer = JSON.parse(text) as TokenAnswer;
      expect(answer).toEqual({ access_token: expect.any(String), token_type: 'Bearer', expires_in: '3600' });
    }
  });

  test("a token is an RS256 JWT with the platform's claims, which the published keys verify", async () => {
    const { text } = await post(`/sentinel/api/account/${V2}/app/token?v=2.0`, tokenForm(sandbox));
    const token = (JSON.parse(text) as TokenAnswer).access_token;
    const keys = JSON.parse((await send(`${sandbox.url}/sentinel/well-known/jwks`)).text) as JSONWebKeySet;
    const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(keys));
    expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'JWT', kid: keys.keys[0]?.kid });
    expect(protectedHeader.kid).toMatch(/^appjwt-[0-9a-f]{8}$/);
    expect(payload).toEqual({
      aud: V2,
      azp: 'sandbox-client',
      scope: 'faas.lambda.invoke',
      iss: 'Sentinel',
      iat: expect.any(Number),
      exp: Number(payload.iat) + 3600,
    });
  });

  test('tokenTtlMs is the lifetime of a token', async () => {
    const brief = await sandboxWith({ tokenTtlMs: 90_000 });
    const url = `${brief.url}/sentinel/api/account/${V1}/app/token?v=2.0`;
    const { text } = await send(url, { method: 'POST', headers: FORM, body: tokenForm(brief) });
    expect((JSON.parse(text) as TokenAnswer).expires_in).toBe('90');
  });
});

describe('refused token requests', () => {
  const path = `/sentinel/api/account/${V1}/app/token?v=2.0`;

  test.each([
    [
      'a wrong secret',
      `${GRANT}&client_id=sandbox-client&client_secret=my-own-secret`,
      400,
      'invalid_client',
    ],
    ['a wrong client', `${GRANT}&client_id=me&client_secret=sandbox-secret`, 400, 'invalid_client'],
    ['no credentials', GRANT, 400, 'invalid_client'],
    ['an empty secret', `${GRANT}&client_id=sandbox-client&client_secret=`, 400, 'invalid_client'],
    ['no grant type', CLIENT, 400, 'invalid_request'],
    ['an empty body', '', 400, 'invalid_request'],
    ['another grant type', `grant_type=password&${CLIENT}`, 400, 'unsupported_grant_type'],
    ['another scope', `${GRANT}&scope=admin&${CLIENT}`, 400, 'invalid_scope'],
  ])('a token request with %s is refused', async (_what, body, status, error) => {
    const answer = await post(path, body);
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      status,
      { error, error_description: expect.any(String) },
    ]);
    expect(answer.text).not.toMatch(/my-own-secret|sandbox-secret/);
  });

  test('a token request for an unknown account is refused', async () => {
    const answer = await post(path.replace(V1, '99999999'), `${GRANT}&${CLIENT}`);
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([400, { error: 'invalid_client' }]);
  });

  test('a token request with a body that is not form-urlencoded is refused', async () => {
    const answer = await post(path, `${GRANT}&${CLIENT}`, { 'content-type': 'application/json' });
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([400, { error: 'invalid_request' }]);
  });

  test('Sentinel answers 405 to other methods', async () => {
    expect((await send(`${sandbox.url}${path}`)).status).toBe(405);
    expect((await post('/sentinel/well-known/jwks')).status).toBe(405);
  });
});

test('credentials in an Authorization header are refused, with a description of where they belong', async () => {
  const basic = `Basic ${Buffer.from('sandbox-client:sandbox-secret').toString('base64')}`;
  const path = `/sentinel/api/account/${V1}/app/token?v=2.0`;
  const { status, text } = await post(path, GRANT, { ...FORM, authorization: basic });
  expect([status, JSON.parse(text)]).toEqual([
    400,
    {
      error: 'invalid_client',
      error_description: expect.stringMatching(/^credentials belong in the body: /),
    },
  ]);
  expect((await post(path, `${GRANT}&${CLIENT}`, { ...FORM, authorization: basic })).status).toBe(200);
});

test('a token requested with v=1.0 is not for the gateway, and the answer says which one is', async () => {
  const { text } = await post(`/sentinel/api/account/${V1}/app/token?v=1.0`, `${GRANT}&${CLIENT}`);
  const { access_token: token } = JSON.parse(text) as TokenAnswer;
  const answer = await send(`${sandbox.url}/api/account/${V1}/lambdas/x/invoke?v=1`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: '{"timestamp":0}',
  });
  expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('Request it with v=2.0')]);
});
