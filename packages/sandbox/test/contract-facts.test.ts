import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Sandbox, SandboxOptions } from '../dist/index.js';
import { FACTS, type Fact, PROJECT } from './contract-facts.js';
import {
  type Answer,
  folderWith,
  logIn,
  sandboxWith,
  send,
  tokenFor,
  tokenForm,
  uuidOf,
  V1,
  V2,
} from './support.js';

const ACCOUNTS = { v1: V1, v2: V2 } as const;

/** A sandbox and the bearer tokens of both accounts, by kind and account. */
interface Prepared {
  readonly sandbox: Sandbox;
  readonly bearers: ReadonlyMap<string, string>;
}

let usual: Prepared;
let limited: Prepared;

async function prepare(functions: string, options: SandboxOptions = {}): Promise<Prepared> {
  const sandbox = await sandboxWith({ functions, ...options });
  const bearers = new Map<string, string>();
  for (const account of [V1, V2]) {
    bearers.set(`app ${account}`, await tokenFor(sandbox, account));
    bearers.set(`user ${account}`, (await logIn(sandbox, account)).bearer);
  }
  return { sandbox, bearers };
}

beforeAll(async () => {
  const functions = await folderWith(PROJECT);
  usual = await prepare(functions);
  limited = await prepare(functions, { executionLimitMs: 100 });
});

/** Sends a fact's request, with `{account}`, `{other}`, `{form}` and `{uuid NAME}` replaced by the sandbox's values. */
async function ask({ request, as, body, headers = {}, endless }: Fact, account: string): Promise<Answer> {
  const { sandbox, bearers } = endless ? limited : usual;
  const fill = (text: string): string =>
    text
      .replaceAll('{account}', account)
      .replaceAll('{other}', account === V1 ? V2 : V1)
      .replaceAll('{form}', tokenForm(sandbox))
      .replace(/\{uuid ([\w-]+)\}/g, (_, name: string) => uuidOf(sandbox, account, name));
  const [method = '', path = ''] = fill(request).split(' ');
  const bearer = as === undefined ? undefined : (bearers.get(`${as} ${account}`) ?? as);
  const type = path.includes('/sentinel/') ? 'application/x-www-form-urlencoded' : 'application/json';
  const given =
    method === 'POST' ? fill(body ?? '{"timestamp":0,"headers":[],"payload":{"a":1}}') : undefined;
  return await send(`${sandbox.url}${path}`, {
    method,
    headers: { 'content-type': type, ...(bearer && { authorization: `Bearer ${bearer}` }), ...headers },
    ...(given !== undefined && { body: given }),
  });
}

describe.each(['v1', 'v2'] as const)('the contract, on generation %s', (generation) => {
  const facts = FACTS.filter((fact) => (fact.generation ?? generation) === generation);

  test.each(facts.map((fact) => [fact.area, fact.fact, fact] as const))(
    '%s: %s',
    async (_area, _fact, fact) => {
      const { status, text, type } = await ask(fact, ACCOUNTS[generation]);
      expect(status).toBe(fact.status ?? 200);
      if (fact.type !== undefined) expect(type).toMatch(fact.type);
      if (fact.answer !== undefined) expect(JSON.parse(text)).toEqual(fact.answer);
      if (fact.text !== undefined) expect(text).toMatch(fact.text);
    },
  );
});
