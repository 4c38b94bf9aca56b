import { describe, expect, test } from '@jest/globals';
import { UserSessions } from '../dist/agent-vep/user-sessions.js';
import { logIn, sandboxWith, send, V1, V2 } from './support.js';

const USER = { name: 'me', password: 'my:own:word' };

async function post(url: string, body: unknown, cookie = '') {
  const { status, text } = await send(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  });
  return { status, text };
}

describe('login', () => {
  test('a login answers a bearer token, and a refresh requires its csrf token, session and account', async () => {
    const sandbox = await sandboxWith();
    const login = await logIn(sandbox, V1);
    expect(login).toEqual({
      bearer: expect.stringMatching(/^[0-9a-f]{64}$/),
      csrf: expect.stringMatching(/^[0-9a-f]{32}$/),
      sessionId: expect.stringMatching(/^[0-9a-f]{32}$/),
      config: { userId: '1000001', loginName: 'sandbox-user' },
    });
    const refresh = (account: string, csrf: string, cookie: string) =>
      post(`${sandbox.url}/api/account/${account}/refresh`, { csrf }, cookie);
    const cookie = `a=b; session_id=${login.sessionId}`;
    expect((await refresh(V1, login.csrf, cookie)).status).toBe(200);
    expect((await refresh(V1, 'nonsense', cookie)).status).toBe(401);
    expect((await refresh(V1, login.csrf, 'session_id=nonsense')).status).toBe(401);
    expect((await refresh(V1, login.csrf, '')).status).toBe(401);
    expect((await refresh(V2, login.csrf, cookie)).status).toBe(401);
    sandbox.revokeTokens();
    expect((await refresh(V1, login.csrf, cookie)).status).toBe(401);
  });

  test('a refused login does not say which value is wrong', async () => {
    const sandbox = await sandboxWith({ users: [USER] });
    const url = `${sandbox.url}/api/account/${V1}/login?v=1.3`;
    expect((await post(url, { username: 'me', password: 'my:own:word' })).status).toBe(200);
    const refused = [
      await post(url, { username: 'me', password: 'wrong' }),
      await post(url, { username: 'you', password: 'my:own:word' }),
      await post(url, { username: 'me' }),
      await post(url, null),
      await post(url.replace(V1, '99999999'), { username: 'me', password: 'my:own:word' }),
    ];
    for (const { status, text } of refused) expect([status, text]).toEqual([401, refused[0]?.text]);
  });

  test("a login is accepted as a form, which the tests of LivePerson's Java client send", async () => {
    const sandbox = await sandboxWith({ users: [{ name: 'another', password: 'p' }, USER] });
    const logInAs = async (password: string) =>
      await send(`${sandbox.url}/api/account/${V1}/login?v=1.3`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: `username=me&password=${encodeURIComponent(password)}`,
      });
    const { status, text } = await logInAs(USER.password);
    expect([status, JSON.parse(text)]).toMatchObject([
      200,
      { config: { loginName: 'me', userId: '1000002' } },
    ]);
    expect((await logInAs('wrong')).status).toBe(401);
  });

  test('a session lasts eight hours, and eight more after each refresh', () => {
    let now = 0;
    const sessions = new UserSessions([USER], () => now);
    const session = sessions.logIn(V1, USER.name, USER.password);
    const isOpen = () => sessions.find(session?.bearer ?? '') !== undefined;
    now = 8 * 3_600_000 - 1;
    expect(sessions.refresh(V1, session?.sessionId ?? '', session?.csrf ?? '')).toBe(true);
    now += 8 * 3_600_000 - 1;
    expect(isOpen()).toBe(true);
    now += 1;
    expect(isOpen()).toBe(false);
    expect(sessions.refresh(V1, session?.sessionId ?? '', session?.csrf ?? '')).toBe(false);
    const next = sessions.logIn(V1, USER.name, USER.password);
    // What has ended is forgotten.
    expect(sessions.secrets()).toEqual([USER.password, next?.bearer, next?.csrf, next?.sessionId]);
  });
});
