/** Query keys whose values are harmless, and useful to see. */
const SHOWN = new Set([
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

const LONGEST_PATH = 2000;

/** A request's path for logs: without the values of query keys that may hold a secret, and without control characters. */
export function safePath(url: string): string {
  const [path = '', ...rest] = url.split('?');
  const query = rest.join('?');
  const pairs = query.split('&').map((pair) => {
    const [key = ''] = pair.split('=', 1);
    return SHOWN.has(key) || !pair.includes('=') ? pair : `${key}=REDACTED`;
  });
  const shown = rest.length === 0 ? path : `${path}?${pairs.join('&')}`;
  return shown.replace(/[^\x21-\x7e]/g, '?').slice(0, LONGEST_PATH);
}
