/** V2's utilities for conversations, engagement attributes (SDEs) and files. */
import { isObject } from '../../json.js';
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
import { V2_LP_SERVICES } from './enumerations.js';
import { asToolBeltError, ToolBeltError, V2_ERROR_CODES } from './errors.js';
import type { LpClientV2 } from './lp-client.js';
import { platform } from './platform.js';
import { traceId } from './trace-id.js';

const JSON_TYPE = { 'Content-Type': 'application/json' };

const conversationError = (code: string, message: string) =>
  new ToolBeltError('Conversation-Util', code, message);
const sdeError = (code: string, message: string) => new ToolBeltError('SDE-Util', code, message);
const gdprError = (code: string, message: string) => new ToolBeltError('GDPR-Util', code, message);

function isConversation(value: unknown): value is Conversation {
  return (
    isObject(value) &&
    'conversationHistoryRecords' in value &&
    Array.isArray(value.conversationHistoryRecords) &&
    '_metadata' in value
  );
}

export class ConversationUtilV2 {
  readonly #lp: LpClientV2;

  constructor(lp: LpClientV2) {
    this.#lp = lp;
  }

  async getConversationById(conversationId: string, contentToRetrieve: string[] = []): Promise<Conversation> {
    const { General, NotFound, UnexpectedResponse } = V2_ERROR_CODES.ConversationUtil;
    if (!conversationId) throw conversationError(General, 'Please provide a conversation ID.');
    const body = { conversationId, ...(contentToRetrieve.length > 0 && { contentToRetrieve }) };
    const path = `${searchPath(platform().account)}&company=lp&source=FaaS_Toolbelt`;
    try {
      const options = { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(body) };
      const response = await this.#lp(V2_LP_SERVICES.MSG_HIST, path, options);
      const found: unknown = await response.json();
      if (!isConversation(found)) {
        const text = `Unexpected response: ${JSON.stringify(found)}. Status Code: ${response.status}`;
        throw conversationError(UnexpectedResponse, text);
      }
      if (found.conversationHistoryRecords.length > 0) return found;
      throw conversationError(NotFound, `Conversation "${conversationId}" not found.`);
    } catch (error) {
      const prefix = `Error while fetching conversation "${conversationId}": `;
      throw asToolBeltError(error, 'Conversation-Util', General, prefix);
    }
  }

  scanConversationForKeywords(conversation: Conversation, keywords: readonly string[]) {
    const { General } = V2_ERROR_CODES.ConversationUtil;
    const transcript = conversation?.conversationHistoryRecords[0]?.messageRecords;
    if (!transcript) {
      throw conversationError(General, 'Please provide conversation object with message records.');
    }
    if (!keywords || keywords.length === 0) {
      throw conversationError(General, 'Please provide array containing keywords.');
    }
    return findKeywords(transcript, keywords);
  }
}

export class SdeUtilV2 {
  readonly #lp: LpClientV2;

  constructor(lp: LpClientV2) {
    this.#lp = lp;
  }

  async addSDEs(sdes: readonly object[], visitorId: string, sessionId: string): Promise<void> {
    const { General, UnexpectedResponse } = V2_ERROR_CODES.SDEsUtil;
    if (sdes.length === 0) throw sdeError(General, 'Please provide one or more SDEs');
    const path = sdesPath(platform().account, visitorId, sessionId);
    try {
      const options = { method: 'PUT', headers: JSON_TYPE, body: JSON.stringify(sdes) };
      const response = await this.#lp(V2_LP_SERVICES.SMT, path, options);
      if (response.ok) return;
      const text = `Unexpected response: ${await response.text()}. Status Code: ${response.status}`;
      throw sdeError(UnexpectedResponse, text);
    } catch (error) {
      throw asToolBeltError(error, 'SDE-Util', General);
    }
  }

  getSDEsFromConv(conversation: Conversation) {
    const { General } = V2_ERROR_CODES.SDEsUtil;
    const record = conversation?.conversationHistoryRecords?.[0];
    if (!record) throw sdeError(General, 'conversationHistoryRecords is empty');
    const { sdes, unAuthSdes } = record;
    if (!sdes && !unAuthSdes) throw sdeError(General, 'No sdes or unAuthSdes are provided');
    return { sdes: sortedEvents(sdes), unAuthSdes: sortedEvents(unAuthSdes) };
  }
}

export class GdprUtilV2 {
  readonly #csds: CsdsClient;

  constructor(csds: CsdsClient) {
    this.#csds = csds;
  }

  async replaceConversationFiles(
    conversation: Conversation,
    credentials: FileCredentials,
    shouldReplace: (path: string) => boolean = () => true,
    replacement: Replacement = DEFAULT_REPLACEMENT,
  ): Promise<string[]> {
    const [record] = conversation.conversationHistoryRecords ?? [];
    if (!record) return [];
    const { General, ReplaceFileFailed } = V2_ERROR_CODES.GDPRUtil;
    const transcript = record.messageRecords ?? [];
    if (transcript.length === 0) throw gdprError(General, 'No message records provided');
    const paths = filePaths(transcript, shouldReplace);
    if (paths.length === 0) return paths;
    const host = await this.#csds.get('swift');
    const token = await this.#token(host, credentials);
    const replace = (path: string) =>
      this.#replace(`https://${host}${path}`, token, replacement).catch((error: unknown) => {
        throw asToolBeltError(error, 'GDPR-Util', ReplaceFileFailed);
      });
    await Promise.all(paths.map(replace));
    return paths;
  }

  async #token(host: string, { username, password }: FileCredentials): Promise<string> {
    const { AuthFailure } = V2_ERROR_CODES.GDPRUtil;
    try {
      const headers = { 'X-Auth-User': username, 'X-Auth-Key': password };
      const response = await fetch(`https://${host}/auth/v1.0`, { headers });
      const token = response.headers.get('x-auth-token');
      if (response.ok && token) return token;
      const text = `Authentication failed with response: ${await response.text()}. Status Code: ${response.status}`;
      throw gdprError(AuthFailure, response.ok ? 'No Auth token returned' : text);
    } catch (error) {
      throw asToolBeltError(error, 'GDPR-Util', AuthFailure, 'Authentication failed: ');
    }
  }

  async #replace(url: string, token: string, { body, contentType }: Replacement): Promise<void> {
    const headers = { 'content-type': contentType, 'x-auth-token': token, 'x-request-id': traceId() };
    // A copy, since fetch takes no buffer that may be shared.
    const response = await fetch(url, { method: 'PUT', headers, body: Uint8Array.from(body) });
    if (response.ok) return;
    const text = `File replacement failed with response: ${await response.text()}. Status Code: ${response.status}`;
    throw gdprError(V2_ERROR_CODES.GDPRUtil.General, text);
  }
}
