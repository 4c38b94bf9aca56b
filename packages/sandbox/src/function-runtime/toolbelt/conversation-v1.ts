/** V1's utilities for conversations, engagement attributes (SDEs) and files. Their errors are plain ones. */
import {
  type Conversation,
  DEFAULT_REPLACEMENT,
  type FileCredentials,
  filePaths,
  findKeywords,
  type Replacement,
  sdesPath,
  searchPath,
  sortedEvents,
} from './conversation.js';
import type { CsdsClient } from './csds-client.js';
import { V1_LP_SERVICES } from './enumerations.js';
import type { HttpClient, HttpResponse } from './http-client.js';
import type { LpClientV1 } from './lp-client.js';
import { platform } from './platform.js';

const JSON_TYPE = { 'Content-Type': 'application/json' };

function wrapped(prefix: string, error: unknown): Error {
  return new Error(`${prefix}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
}

export class ConversationUtilV1 {
  readonly #lp: LpClientV1;

  constructor(lp: LpClientV1) {
    this.#lp = lp;
  }

  async getConversationById(conversationId: string, contentToRetrieve: string[] = []): Promise<Conversation> {
    if (!conversationId) throw new Error('Please provide a conversation ID.');
    const body = { conversationId, ...(contentToRetrieve.length > 0 && { contentToRetrieve }) };
    try {
      const options = { method: 'POST', headers: JSON_TYPE, body, json: true };
      const path = searchPath(platform().account);
      const found = (await this.#lp(V1_LP_SERVICES.MSG_HIST, path, options)) as Conversation;
      if (found.conversationHistoryRecords.length > 0) return found;
      throw new Error(`Conversation "${conversationId}" not found.`);
    } catch (error) {
      throw wrapped(`Error while fetching conversation "${conversationId}"`, error);
    }
  }

  scanConversationForKeywords(conversation: Conversation, keywords: readonly string[]) {
    if (!conversation) throw new Error('Please provide conversation object.');
    if (!keywords || keywords.length === 0) throw new Error('Please provide array containing keywords.');
    return findKeywords(conversation.conversationHistoryRecords[0]?.messageRecords ?? [], keywords);
  }
}

export class SdeUtilV1 {
  readonly #lp: LpClientV1;

  constructor(lp: LpClientV1) {
    this.#lp = lp;
  }

  async addSDEs(sdes: readonly object[], visitorId: string, sessionId: string): Promise<void> {
    if (!sdes || sdes.length === 0) throw new Error('Please provide one or more SDEs');
    const path = sdesPath(platform().account, visitorId, sessionId);
    const options = { method: 'PUT', headers: JSON_TYPE, body: sdes, json: true };
    await this.#lp(V1_LP_SERVICES.SMT, path, options).catch((error: unknown) => {
      throw wrapped('Error while setting SDEs', error);
    });
  }

  getSDEsFromConv(conversation: Conversation) {
    const record = conversation?.conversationHistoryRecords?.[0];
    if (!record) {
      throw new Error('Error while getting SDEs from conversation: Please provide a valid conversation.');
    }
    return { sdes: sortedEvents(record.sdes), unAuthSdes: sortedEvents(record.unAuthSdes) };
  }
}

export class GdprUtilV1 {
  readonly #csds: CsdsClient;
  readonly #http: HttpClient;

  constructor(csds: CsdsClient, http: HttpClient) {
    this.#csds = csds;
    this.#http = http;
  }

  async replaceConversationFiles(
    conversation: Conversation,
    credentials: FileCredentials,
    shouldReplace: (path: string) => boolean = () => true,
    replacement: Replacement = DEFAULT_REPLACEMENT,
  ): Promise<string[]> {
    if (!conversation) throw new Error('Please provide conversation object.');
    const transcript = conversation.conversationHistoryRecords.flatMap((item) => item.messageRecords ?? []);
    const paths = filePaths(transcript, shouldReplace);
    await Promise.all(
      paths.map((path) =>
        this.#replace(path, credentials, replacement).catch((error: unknown) => {
          throw wrapped(`Unable to replace image ${path}`, error);
        }),
      ),
    );
    return paths;
  }

  async #replace(path: string, credentials: FileCredentials, replacement: Replacement): Promise<void> {
    const host = await this.#csds.get('swift');
    const token = await this.#token(host, credentials).catch((error: unknown) => {
      throw wrapped('Unable to authorize at Swift', error);
    });
    await this.#http(`https://${host}${path}`, {
      method: 'PUT',
      headers: { 'content-type': replacement.contentType, 'x-auth-token': token },
      body: replacement.body,
    });
  }

  async #token(host: string, { username, password }: FileCredentials): Promise<unknown> {
    const response = (await this.#http(`https://${host}/auth/v1.0`, {
      resolveWithFullResponse: true,
      headers: { 'X-Auth-User': username, 'X-Auth-Key': password },
    })) as HttpResponse;
    return response.headers['x-auth-token'];
  }
}
