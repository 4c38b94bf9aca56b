import type { Readable } from 'node:stream';
import { z } from 'zod';
import { parseJson } from '../json.js';
import type { MessageFromProcess } from './protocol.js';
import { MEMORY_MB } from './spawn-process.js';

const text = z.string();

const OUTCOME = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('returned'), json: text }),
  z.looseObject({
    kind: z.enum(['threw', 'runtime-error', 'timeout', 'log-limit']),
    message: text,
    details: text,
    thrown: z.literal('value').optional(),
  }),
]);

const REFUSED = z.looseObject({ call: text, reason: text });

/** A function can write to the channel as well, so nothing in a message is certain. */
const MESSAGE = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('ready') }),
  z.looseObject({ type: z.literal('started') }),
  z.looseObject({
    type: z.literal('log'),
    entry: z.looseObject({
      level: z.enum(['Debug', 'Info', 'Warn', 'Error']),
      message: text,
      extras: z.array(text),
      timestamp: z.number(),
    }),
  }),
  z.looseObject({
    type: z.literal('request'),
    n: z.number(),
    service: z.enum(['secret', 'context', 'http', 'token']),
    request: z.unknown(),
  }),
  z.looseObject({
    type: z.literal('outcome'),
    outcome: OUTCOME,
    spent: z.boolean(),
    loaded: z.array(text),
    pending: z.boolean(),
  }),
  z.looseObject({ type: z.literal('refused'), refused: REFUSED }),
  z.looseObject({
    type: z.literal('late-error'),
    error: z.looseObject({ message: text, details: text }),
    fatal: z.boolean(),
  }),
]);

/** A message cannot be longer than all of the function's memory. */
const MAX_MESSAGE_BYTES = MEMORY_MB * 1024 * 1024;
const NEWLINE = 0x0a;

export interface MessageHandlers {
  readonly onMessage: (message: MessageFromProcess) => void;
  /** Called when something else arrives, and no more after that. */
  readonly onRubbish: () => void;
}

/** Reads the messages of a process, one JSON text per line. */
export function readMessages(stream: Readable, { onMessage, onRubbish }: MessageHandlers): void {
  let parts: Buffer[] = [];
  let length = 0;
  const stop = () => {
    stream.off('data', onData);
    onRubbish();
  };
  const take = (line: Buffer): boolean => {
    const { success, data } = MESSAGE.safeParse(parseJson(line.toString()));
    if (success) onMessage(data as MessageFromProcess);
    else stop();
    return success;
  };
  function onData(chunk: Buffer): void {
    let rest = chunk;
    for (let end = rest.indexOf(NEWLINE); end !== -1; end = rest.indexOf(NEWLINE)) {
      const line = Buffer.concat([...parts, rest.subarray(0, end)]);
      parts = [];
      length = 0;
      rest = rest.subarray(end + 1);
      if (!take(line)) return;
    }
    parts.push(rest);
    length += rest.length;
    if (length > MAX_MESSAGE_BYTES) stop();
  }
  stream.on('data', onData);
}
