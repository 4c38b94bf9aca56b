import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares two texts in constant time, so that the time does not reveal a secret character by character. */
export function timingSafeEqualText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
