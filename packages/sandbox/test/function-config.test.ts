import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { startSandbox } from '../dist/index.js';
import { folderWith, functionFiles, invoke, invokeUuid, sandboxWith, V1, V2 } from './support.js';

const UUID = '6d0372f3-524c-4fe9-a9a4-bf0157c9deac';
const ENV = `async function lambda(input, callback) {
  if (callback) callback(null, process.env);
  return process.env;
}`;

const config = (value: object) => JSON.stringify(value);

describe("a function's environment", () => {
  const environmentOf = async (account: string, environmentVariables: unknown) => {
    const functions = await folderWith({
      ...functionFiles({ env: ENV }),
      'functions/env/config.json': config({ uuid: UUID, environmentVariables }),
    });
    const sandbox = await sandboxWith({ functions });
    const own = JSON.parse((await invoke(sandbox, account, 'env')).text) as Record<string, string>;
    return { sandbox, own };
  };

  test('the environment on v1 is that of config.json and BRAND_ID, without the variables of this machine', async () => {
    const { own } = await environmentOf(V1, [{ key: 'A', value: '1' }]);
    expect(own).toEqual({ A: '1', BRAND_ID: V1 });
  });

  test('the environment on v2 is that of config.json and of the platform, without the variables of this machine', async () => {
    const { sandbox, own } = await environmentOf(V2, { A: '1' });
    expect(own).toEqual({
      A: '1',
      X_LIVEPERSON_BRAND_ID: V2,
      X_LIVEPERSON_FUNCTION_UUID: UUID,
      X_LIVEPERSON_CSDS_DOMAIN: new URL(sandbox.url).host,
      X_LIVEPERSON_PROJECT_ID: 'sandbox',
    });
  });

  test.each([false, true])(
    'X_LIVEPERSON_CSDS_DOMAIN is reached with https, and so are the hosts that it answers: tls %s',
    async (tls) => {
      const code = `async function lambda() {
  const url = 'https://' + process.env.X_LIVEPERSON_CSDS_DOMAIN + '/api/account/${V1}/service/baseURI.json';
  const { baseURIs } = await (await fetch(url)).json();
  const { baseURI } = baseURIs.find(({ service }) => service === 'sentinel');
  return await (await fetch('https://' + baseURI + '/sentinel/well-known/jwks')).json();
}`;
      const sandbox = await sandboxWith({ functions: await folderWith(functionFiles({ asks: code })), tls });
      const { status, text } = await invoke(sandbox, V2, 'asks');
      expect([status, JSON.parse(text)]).toEqual([200, { keys: [expect.objectContaining({ kty: 'RSA' })] }]);
    },
  );

  test('the environment does not contain the placeholders of new projects', async () => {
    expect((await environmentOf(V1, [{ key: '', value: '' }])).own).toEqual({ BRAND_ID: V1 });
    expect(Object.keys((await environmentOf(V2, { key: 'value' })).own)).not.toContain('key');
  });
});

describe('an invalid config.json', () => {
  const GOOD = "async function lambda(input, callback) { callback?.(null, 'good'); return 'good'; }";

  test.each([
    ['invalid JSON', '{ broken', 'is not valid JSON'],
    ['a list in place of an object', '[]', 'must hold a JSON object'],
    ['a bad UUID', config({ uuid: 'nonsense' }), '"uuid" must be a UUID'],
    ['a bad generation', config({ generation: 'v3' }), '"generation" must be "v1" or "v2"'],
    ['a bad event', config({ event: 1 }), '"event" must be'],
    ['bad skills', config({ skills: [1] }), '"skills" must be a list of strings'],
    ['a bad state', config({ state: 'Ready' }), '"state" must be one of Draft, Productive'],
    ['bad variables', config({ environmentVariables: 'A=1' }), '"environmentVariables" must be'],
    ['a bad pair', config({ environmentVariables: [{ name: 'A' }] }), 'needs a "key" and a "value"'],
    [
      'a variable that is not a string',
      config({ environmentVariables: { A: 1 } }),
      'variable "A" must be a string',
    ],
  ])('is the problem of its function alone: %s', async (_what, text, message) => {
    const functions = await folderWith({
      ...functionFiles({ first: GOOD, second: GOOD }),
      'functions/first/config.json': text,
    });
    const sandbox = await sandboxWith({ functions });
    expect((await invoke(sandbox, V2, 'second')).text).toBe('"good"');
    expect((await invoke(sandbox, V2, 'first')).status).toBe(901);
    const { text: answer } = await invoke(sandbox, V1, 'first');
    expect(answer).toContain(JSON.stringify(join('functions', 'first', 'config.json')).slice(1, -1));
    expect(JSON.parse(answer)).toMatchObject({ errorMsg: expect.stringContaining(message) });
    expect(await sandbox.checkFunctions()).toEqual([
      { name: 'first', problem: expect.stringContaining(message) },
    ]);
  });

  test('every problem of a config.json is named, and its valid values count', async () => {
    const text = config({ uuid: UUID, generation: 'v2', event: 1, state: 'Ready' });
    const functions = await folderWith({
      ...functionFiles({ first: GOOD }),
      'functions/first/config.json': text,
    });
    const sandbox = await sandboxWith({ functions });
    expect(sandbox.functions).toMatchObject([{ uuid: UUID, account: V2, event: null }]);
    expect(await sandbox.checkFunctions()).toEqual([
      {
        name: 'first',
        problem: expect.stringMatching(/config\.json "state" must.*; .*config\.json "event" must/),
      },
    ]);
  });

  test('of two functions with the same UUID, the first by name keeps it and the other cannot run', async () => {
    const same = config({ uuid: UUID });
    const functions = await folderWith({
      ...functionFiles({ first: GOOD, second: GOOD }),
      'functions/first/config.json': same,
      'functions/second/config.json': same,
    });
    const sandbox = await sandboxWith({ functions });
    expect((await invokeUuid(sandbox, V2, UUID)).text).toBe('"good"');
    expect((await invoke(sandbox, V2, 'first')).text).toBe('"good"');
    expect((await invoke(sandbox, V1, 'second')).text).toContain(`its uuid ${UUID} is also that of first`);
  });
});

test('startSandbox rejects a folder that does not exist', async () => {
  await expect(startSandbox({ functions: join(await folderWith({}), 'nothing') })).rejects.toMatchObject({
    code: 'functions-folder',
  });
});
