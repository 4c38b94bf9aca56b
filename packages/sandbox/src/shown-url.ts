/** A path segment that may be a token: long, of letters and digits, and not a UUID. */
const TOKEN_LIKE = /^(?=.*\d)(?=.*[A-Za-z])[\w.~-]{20,}$/;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const MAX_LENGTH = 300;

/** A URL for logs, without user, password and query, and without path segments that look like a token. */
export function shownUrl(text: string): string {
  const { origin, pathname } = new URL(text);
  const segments = pathname
    .split('/')
    .map((segment) => (TOKEN_LIKE.test(segment) && !UUID.test(segment) ? '…' : segment));
  return `${origin}${segments.join('/')}`.slice(0, MAX_LENGTH);
}
