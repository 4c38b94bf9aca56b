import { describe, expect, test } from '@jest/globals';
import { requestLines } from '../dist/cli/request-lines.js';
import { readFilter } from '../dist/faas-ui/filters.js';
import type { RequestRecord } from '../dist/journal.js';
import { redactor } from '../dist/redaction.js';
import { safePath } from '../dist/server/safe-path.js';
import { shownUrl } from '../dist/shown-url.js';

const REQUEST = {
  ...{ method: 'GET', path: '/', service: null, account: null, lambdaUuid: null },
  ...{ eventId: null, requestId: null, fault: null },
};

describe('what is shown of a request or a text', () => {
  test('is up to 2000 characters of a path, and up to 300 of a URL', () => {
    expect(safePath(`/${'x'.repeat(2000)}`)).toBe(`/${'x'.repeat(1999)}`);
    const path = '/a'.repeat(200);
    expect(shownUrl(`https://host.test${path}`)).toBe(`https://host.test${path}`.slice(0, 300));
  });

  test('is a query, without the values of keys that may be secret', () => {
    expect(safePath('/a?v=1&code=secret&flag?&=x')).toBe('/a?v=1&code=REDACTED&flag?&=REDACTED');
    expect([safePath('/a'), safePath('/a?')]).toEqual(['/a', '/a?']);
  });

  test('is a path segment of a URL, but not one that looks like a token', () => {
    const uuid = '6d0372f3-524c-4fe9-a9a4-bf0157c9deac';
    const [token, word, number] = ['a1'.repeat(10), 'a'.repeat(30), '1'.repeat(30)];
    expect(shownUrl(`https://u:p@h.test/${token}/${uuid}/${word}/${number}/${token.slice(1)}?q=1`)).toBe(
      `https://h.test/…/${uuid}/${word}/${number}/${token.slice(1)}`,
    );
  });

  test('is a secret of three characters, which are too common to hide, but not one of four', () => {
    const redact = redactor(() => ['abc', 'wxyz']);
    expect(redact('abc wxyz %77xyz eyJhbGciOi.x')).toBe('abc REDACTED REDACTED REDACTED');
    expect(redact('100% abc')).toBe('100% abc');
  });

  test('is up to 100 characters of an unknown state, with those that there are', () => {
    const filter = readFilter(new URLSearchParams({ state: 'x'.repeat(200) }));
    expect(filter).toBe(
      `"${'x'.repeat(100)}" is not a function state. Use Draft, Productive, Modified, Marked Undeployed, Build Error, Deploy Error`,
    );
  });

  test('has the colour of its status', () => {
    const styleOf = (status: number | null): string | undefined => {
      const styles: string[] = [];
      const paint = (style: string, text: string): string => {
        if (text === String(status ?? '---')) styles.push(style);
        return text;
      };
      const request = { ...REQUEST, n: 1, at: '2026-01-02T03:04:05Z', status, durationMs: 1 };
      requestLines({ request: request as RequestRecord, invocation: undefined }, { paint, columns: 80 });
      return styles[0];
    };
    expect([200, 399, 400, 499, 500, 901, null].map(styleOf)).toEqual([
      ...['green', 'green', 'yellow', 'yellow', 'red', 'red', 'red'],
    ]);
  });
});
