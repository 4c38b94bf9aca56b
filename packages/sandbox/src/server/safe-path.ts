/** Query keys whose values are not secret. */
const PUBLIC_KEYS = new Set([
  'v',
  'version',
  'externalSystem',
  'skillId',
  'userId',
  'eventId',
  'state',
  'functionName',
  'name',
  'grant_type',
  'scope',
]);

const MAX_PATH_LENGTH = 2000;

/** A request's path for logs, without control characters and without the values of query keys that may be secret. */
export function safePath(url: string): string {
  const [path = '', ...rest] = url.split('?');
  const query = rest.join('?');
  const pairs = query.split('&').map((pair) => {
    const [key = ''] = pair.split('=');
    return PUBLIC_KEYS.has(key) || !pair.includes('=') ? pair : `${key}=REDACTED`;
  });
  const shown = rest.length === 0 ? path : `${path}?${pairs.join('&')}`;
  return shown.replace(/[^\x21-\x7e]/g, '?').slice(0, MAX_PATH_LENGTH);
}
