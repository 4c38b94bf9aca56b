import { once } from 'node:events';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import type { FastifyReply } from 'fastify';
import type { Fault, FaultAction } from './fault.js';

const JSON_TYPE = 'application/json';

/** Whether the fault replaces the real answer, so that the request need not be carried out. */
export function replacesAnswer({ ranFirst, action }: Fault): boolean {
  if (ranFirst === true) return false;
  const { type } = action;
  return (
    type === 'answer' || type === 'reset' || type === 'redirect' || (type === 'stall' && action.at !== 'body')
  );
}

/** Waits, but no longer than until the client disconnects. */
export async function pause(ms: number, reply: FastifyReply): Promise<void> {
  if (ms === 0) return;
  const closed = new AbortController();
  const onClose = () => closed.abort();
  reply.raw.once('close', onClose);
  await sleep(ms, undefined, { signal: closed.signal }).catch(() => undefined);
  reply.raw.off('close', onClose);
}

/** Resets the connection: closing it could look like the end of an answer. TLS has no reset of its own. */
function reset(reply: FastifyReply): void {
  const { socket } = reply.request.raw;
  if (socket instanceof TLSSocket) socket.destroy();
  else socket.resetAndDestroy();
}

/** Sends the first `length` bytes of a body, then calls `then`. */
function partialBody(body: Buffer, length: number, reply: FastifyReply, then: () => Promise<void>): Readable {
  reply.header('content-length', body.length);
  return Readable.from(
    (async function* () {
      yield body.subarray(0, length);
      await then();
    })(),
  );
}

function drip(body: Buffer, bytes: number, everyMs: number, reply: FastifyReply): Readable {
  reply.header('content-length', body.length);
  return Readable.from(
    (async function* () {
      for (let sent = 0; sent < body.length; sent += bytes) {
        if (sent > 0) await pause(everyMs, reply);
        if (reply.raw.destroyed) return;
        yield body.subarray(sent, sent + bytes);
      }
    })(),
  );
}

const untilClosed = async (reply: FastifyReply): Promise<void> => {
  if (!reply.raw.destroyed) await once(reply.raw, 'close');
};

function answer(
  { status, headers = {}, body = '' }: FaultAction & { type: 'answer' },
  reply: FastifyReply,
): string {
  // Fastify's own `code` rejects the platform's 901.
  reply.raw.statusCode = status;
  reply.type(JSON_TYPE).headers(headers);
  return typeof body === 'string' ? body : JSON.stringify(body);
}

/**
 * Applies a fault to an answer.
 *
 * @param payload the body of the real answer; empty if the fault replaces the answer
 * @returns the body to send
 */
export async function applyFault(
  action: FaultAction,
  payload: string,
  reply: FastifyReply,
): Promise<string | Readable> {
  const body = Buffer.from(payload);
  switch (action.type) {
    case 'answer':
      return answer(action, reply);
    case 'redirect':
      reply.raw.statusCode = action.status ?? 302;
      reply.header('location', action.to);
      return '';
    case 'reset':
      reset(reply);
      return payload;
    case 'delay':
      await pause(action.ms, reply);
      return payload;
    case 'drip':
      return drip(body, action.bytes ?? 1, action.everyMs ?? 100, reply);
    case 'truncate':
      return partialBody(body, action.bytes ?? Math.floor(body.length / 2), reply, async () => {
        reply.request.raw.socket.destroySoon();
      });
    case 'stall':
      if (action.at === 'body') {
        return partialBody(body, Math.floor(body.length / 2), reply, () => untilClosed(reply));
      }
      await untilClosed(reply);
      return payload;
  }
}
