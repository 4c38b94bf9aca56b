import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ROOT, read } from './support/repository.js';
import { StrangersProject } from './support/stranger.js';

const CORE = join(ROOT, 'packages/core');
/** The examples of the README that TypeScript can take: those with imports. */
const EXAMPLES = [...read('packages/core/README.md').matchAll(/```js\n(import .*?)```/gs)].map(
  ([, code = '']) => code,
);

/** The strictest settings that a user may have. */
const COMPILER_OPTIONS = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  target: 'es2022',
  module: 'nodenext',
  types: ['node'],
  noEmit: true,
};

let project: StrangersProject;
beforeAll(async () => {
  project = await StrangersProject.withCore();
  project.link('@types/node', ROOT);
  for (const name of ['@keyv/redis', '@redis/client', 'keyv']) project.link(name, CORE);
  project.write('package.json', JSON.stringify({ type: 'module' }));
});
afterAll(() => project[Symbol.dispose]());

/** What the compiler says of a file in a project with the packed library. */
async function complaints(code: string): Promise<string> {
  project.write('program.ts', code);
  project.write(
    'tsconfig.json',
    JSON.stringify({ compilerOptions: COMPILER_OPTIONS, files: ['program.ts'] }),
  );
  return (await project.run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc')])).output;
}

describe('in a strict TypeScript project with the packed core', () => {
  test('the README has an example', () => {
    expect(EXAMPLES).toHaveLength(1);
  });

  test.each(EXAMPLES.map((code, index) => [index + 1, code] as const))(
    'example %i of the README compiles',
    async (_, code) => {
      expect(await complaints(code)).toBe('');
    },
  );

  test('every optional option accepts undefined, such as a variable that is not set', async () => {
    const unset = 'process.env.UNSET';
    const program = `
      import { FunctionsClient, checkConnection } from '@lp-faas/core';
      const credentials = { clientId: 'id', clientSecret: 'secret' };
      const client = new FunctionsClient({
        accountId: '1', credentials, domainApi: ${unset}, eventSource: ${unset}, trustedDomains: undefined,
        domains: { faasGW: ${unset} }, region: undefined, generation: undefined, deadlineMs: undefined,
        attemptTimeoutMs: undefined, retry: { maxAttempts: undefined, baseDelayMs: undefined, maxDelayMs: undefined },
        transport: undefined, clock: undefined, tokenCache: undefined, onToken: undefined, tokens: undefined,
        proxy: undefined, tls: undefined, connections: undefined,
        userAgentSuffix: ${unset}, httpHeaders: { traceparent: ${unset} },
      });
      const call = { signal: undefined, idempotent: undefined, requestId: ${unset}, deadlineMs: undefined,
        maxAttempts: undefined, eventSource: ${unset}, httpHeaders: undefined, waitForFunctionMs: undefined };
      await client.invoke({ lambdaUuid: 'x', eventId: undefined, payload: undefined, headers: undefined }, call);
      await client.invoke({ eventId: 'x', lambdaUuid: undefined, skillId: ${unset} }, call);
      client.invokeAll([], { concurrency: undefined, signal: undefined, ordered: undefined, idempotent: undefined });
      await client.isImplemented({ eventId: 'x', skillId: ${unset} }, { signal: undefined, deadlineMs: undefined });
      await client.check({ signal: undefined, onStep: undefined, deadlineMs: undefined, report: undefined });
      client.invalidateToken();
      await checkConnection({ accountId: '1', credentials: undefined }, {});
    `;
    expect(await complaints(program)).toBe('');
  });

  test('the code of an error narrows its type, in a switch over all of them', async () => {
    const program = `
      import { type AnyFunctionsError, type FunctionFailureKind, FunctionsClient, isFunctionsError, type OptionProblem }
        from '@lp-faas/core';
      export function describe(error: unknown): string {
        if (!isFunctionsError(error)) return String(error);
        const cause: string | undefined = error.cause?.message ?? error.cause?.code;
        if (error.code === 'function-failed') {
          const kind: FunctionFailureKind = error.kind;
          const delivery: 'executed' = error.delivery;
          return kind + delivery;
        }
        if (error.code === 'invalid-options') {
          const problems: readonly OptionProblem[] = error.problems;
          return problems.map(({ option }) => option).join();
        }
        if (error.name === 'TokenError') {
          const phase: 'token' = error.phase;
          return phase;
        }
        switch (error.code) {
          case 'domain-unresolved': case 'domain-untrusted': case 'domain-unavailable': return error.phase;
          case 'unauthorized': case 'forbidden': case 'function-not-found': case 'bad-request': case 'rate-limited':
          case 'gateway-error': case 'unexpected-response': case 'network-error': return error.phase;
          case 'timeout': case 'aborted': return error.code + cause;
          default: { const none: never = error; return none; }
        }
      }
      const client = new FunctionsClient({ accountId: '1', credentials: { clientId: 'a', clientSecret: 'b' } });
      for await (const one of client.invokeAll([])) {
        if (one.status === 'rejected' && one.reason.code === 'function-failed') one.reason.kind satisfies string;
      }
      for (const { error } of (await client.check()).steps) error satisfies AnyFunctionsError | undefined;
    `;
    expect(await complaints(program)).toBe('');
  });

  test('a field of another error does not compile', async () => {
    const program = `
      import { isFunctionsError } from '@lp-faas/core';
      const error: unknown = undefined;
      if (isFunctionsError(error) && error.code === 'rate-limited') console.log(error.kind);
    `;
    expect(await complaints(program)).toContain("Property 'kind' does not exist");
  });
});
