/** A conversation of the Messaging Interactions API, as far as the toolbelts read it. */
export interface MessageRecord {
  readonly type: string;
  readonly messageData: {
    readonly msg?: { readonly text?: string };
    readonly file?: { readonly caption?: string; readonly relativePath?: string };
  };
  readonly timeL: number;
  readonly sentBy: string;
}

export interface SdeEvents {
  readonly events: readonly { readonly serverTimeStamp: string }[];
}

export interface ConversationRecord {
  readonly messageRecords?: readonly MessageRecord[];
  readonly sdes?: SdeEvents;
  readonly unAuthSdes?: SdeEvents;
}

export interface Conversation {
  readonly conversationHistoryRecords: readonly ConversationRecord[];
}

export interface FoundMessage {
  readonly message: string;
  readonly sentTimestamp: number;
  readonly sentBy: string;
  readonly tag: string;
}

/** The messages of a transcript that contain a keyword (a regular expression), keyword by keyword. */
export function findKeywords(
  transcript: readonly MessageRecord[],
  keywords: readonly string[],
): FoundMessage[] {
  const messages = transcript
    .filter(({ type }) => type === 'TEXT_PLAIN' || type === 'HOSTED_FILE')
    .map(({ type, messageData, timeL, sentBy }) => ({
      message: (type === 'TEXT_PLAIN' ? messageData.msg?.text : messageData.file?.caption) ?? '',
      sentTimestamp: timeL,
      sentBy,
    }));
  return keywords.flatMap((keyword) => {
    const pattern = new RegExp(keyword, 'mi');
    return messages
      .filter(({ message }) => pattern.test(message))
      .map((message) => ({ ...message, tag: `keywordRef:${keyword}` }));
  });
}

/** Events in the order of the server's time. */
export function sortedEvents(sdes: SdeEvents | undefined): SdeEvents {
  const events = [...(sdes?.events ?? [])];
  return { events: events.sort((one, other) => (one.serverTimeStamp < other.serverTimeStamp ? -1 : 1)) };
}

/** The paths of a transcript's files that the predicate accepts. */
export function filePaths(
  transcript: readonly MessageRecord[],
  shouldReplace: (path: string) => boolean,
): string[] {
  return transcript
    .filter(({ type }) => type === 'HOSTED_FILE')
    .map(({ messageData }) => messageData.file?.relativePath)
    .filter((path) => path !== undefined)
    .filter(shouldReplace);
}

/** A black image of one pixel. */
export const DEFAULT_REPLACEMENT = {
  body: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
    'base64',
  ),
  contentType: 'image/png',
};

export interface Replacement {
  readonly body: Uint8Array;
  readonly contentType: string;
}

export interface FileCredentials {
  readonly username: string;
  readonly password: string;
}

export const searchPath = (account: string) =>
  `/messaging_history/api/account/${account}/conversations/conversation/search?v=2`;

export const sdesPath = (account: string, visitorId: string, sessionId: string) =>
  `/api/account/${account}/monitoring/visitors/${visitorId}/visits/current/events?v=1&sid=${sessionId}`;
