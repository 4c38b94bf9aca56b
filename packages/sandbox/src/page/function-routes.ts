import type { FastifyInstance } from 'fastify';
import type { FunctionRegistry } from '../functions/registry.js';
import { isObject, parseJson } from '../json.js';
import type { Settings } from '../options.js';
import type { TokenAuthority } from '../sentinel/token-authority.js';
import { isLoopback } from '../server/host-names.js';
import { addRoute } from '../server/http-server.js';
import { timingSafeEqualText } from '../timing-safe.js';
import { type Invocation, sendInvocation } from './send-invocation.js';

interface PageParts {
  readonly functions: FunctionRegistry;
  readonly authority: TokenAuthority;
  readonly settings: Pick<Settings, 'clientId' | 'clientSecret' | 'host'>;
  /** Host and port under which the sandbox reaches itself. */
  readonly sandboxHost: () => string;
}

interface InvokeBody extends Invocation {
  readonly clientSecret: string;
}

function readInvokeBody(text: string | undefined): InvokeBody | undefined {
  const body = parseJson(text);
  if (!isObject(body)) return undefined;
  const { account, uuid, payload, clientSecret = '' }: Partial<Record<keyof InvokeBody, unknown>> = body;
  if (typeof account !== 'string' || typeof uuid !== 'string' || typeof clientSecret !== 'string') {
    return undefined;
  }
  return { account, uuid, payload, clientSecret };
}

const INVALID = 'The body must be {"account", "uuid", "payload"}: two strings and any JSON value.';

/** The functions as they are on the disk now, and their invocation without a token of one's own. */
export function addPageFunctionRoutes(app: FastifyInstance, parts: PageParts): void {
  const { functions, authority, settings } = parts;
  const { clientId, clientSecret } = settings;
  // Other machines reach it, and nothing else of the platform lets them run code without a secret.
  const needsClientSecret = !isLoopback(settings.host);
  addRoute(app, {
    method: 'GET',
    url: '/_sandbox/functions',
    handler: async (_request, reply) => {
      const shown = (await functions.runnable()).map(
        ({ name, uuid, event, state, account, generation, samplePayload, problem }) => ({
          ...{ name, uuid, event, state, account, generation, samplePayload },
          problem: problem ?? null,
        }),
      );
      return reply.send({ functions: shown, needsClientSecret });
    },
  });
  addRoute(app, {
    method: 'POST',
    url: '/_sandbox/invoke',
    handler: async (request, reply) => {
      const body = readInvokeBody(request.body);
      if (!body) return reply.code(400).send({ error: 'bad_request', message: INVALID });
      if (needsClientSecret && !timingSafeEqualText(body.clientSecret, clientSecret)) {
        const message = 'Other machines can reach this sandbox. Send its client secret as "clientSecret".';
        return reply.code(403).send({ error: 'forbidden', message });
      }
      const { accessToken } = await authority.issue({ account: body.account, clientId });
      const url = `http://${parts.sandboxHost()}`;
      return reply.send(await sendInvocation(body, { url, accessToken, caller: reply.raw }));
    },
  });
}
