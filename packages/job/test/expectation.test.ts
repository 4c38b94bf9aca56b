import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkExpectation } from '../src/expectation/check-expectation.js';
import { describeKinds, describeValues, findDifferences, readExact } from '../src/expectation/expectation.js';
import { Secrets } from '../src/secrets.js';

const exact = (json: string): unknown => {
  const read = readExact(json);
  if ('problem' in read) throw new Error(read.problem);
  return read.value;
};
const differences = (expected: string, actual: string): string[] =>
  findDifferences(exact(expected), exact(actual)).map(describeKinds);
const unchanged = (json: string): string => json;

describe('a result that fulfils the expectation', () => {
  test.each([
    ['{"a": 1}', '{"b": 2, "a": 1}'],
    ['{}', '{"a": 1}'],
    ['{"a": {"b": [{"c": null}]}}', '{"a": {"b": [{"c": null, "d": 1}], "e": 2}}'],
    ['[1, "x", true]', '[1, "x", true]'],
    ['[]', '[]'],
    ['null', 'null'],
    ['1.0', '1'],
    ['100', '1e2'],
    ['0', '-0.0'],
    ['12345678901234567890', '12345678901234567890'],
    ['{"__proto__": {"a": 1}}', '{"__proto__": {"a": 1}}'],
    ['{"a": 2}', '{"a": 1, "a": 2}'],
  ])('expecting %s accepts the result %s', (expected, actual) => {
    expect(differences(expected, actual)).toEqual([]);
  });

  test('every JSON value fulfils the expectation of itself, also with more fields around it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (value, more) => {
        const json = JSON.stringify(value);
        expect(differences(json, json)).toEqual([]);
        const inside = JSON.stringify({ inside: value });
        expect(differences(inside, JSON.stringify({ more, inside: value }))).toEqual([]);
      }),
    );
  });
});

describe('a result that does not fulfil the expectation', () => {
  test.each([
    ['{"a": 1}', '{"a": 2}', ['$.a is a different number']],
    ['{"a": 1}', '{}', ['$.a is missing']],
    ['{"a": 1}', '{"a": "1"}', ['$.a is a string, expected a number']],
    ['{"a b": true}', '{"a b": false}', ['$["a b"] is a different boolean']],
    ['[1, 2]', '[2, 1]', ['$[0] is a different number', '$[1] is a different number']],
    ['[1, 2, 3]', '[1, 9]', ['$ has 2 items, expected 3', '$[1] is a different number']],
    ['[]', '[1]', ['$ has 1 item, expected 0']],
    ['{"a": []}', '{"a": {}}', ['$.a is an object, expected a list']],
    ['{}', 'null', ['$ is null, expected an object']],
    ['null', '"x"', ['$ is a string, expected null']],
    ['12345678901234567890', '12345678901234567891', ['$ is a different number']],
    ['{"toString": 1}', '{}', ['$.toString is missing']],
    ['1', '{"isLosslessNumber": true, "value": "1"}', ['$ is an object, expected a number']],
  ])(
    'expecting %s rejects the result %s, and names the place and the kind: %j',
    (expected, actual, problems) => {
      expect(differences(expected, actual)).toEqual(problems);
    },
  );

  test('the message for outputs names no value of the result, whatever the result is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json = JSON.stringify({ secret: value, also: 'Canary-of-the-result' });
        const { message = '' } = checkExpectation(
          { resultJson: json, durationMs: 1 },
          { result: { value: exact('{"also": "x", "secret": [[[]]]}') }, maxDurationMs: undefined },
          unchanged,
        ) ?? { message: 'as expected' };
        expect(message).toContain('$.also is a different string');
        expect(message).not.toContain('Canary');
      }),
    );
  });
});

describe('the message with values', () => {
  const withValues = (expected: string, result: string, hide = unchanged): string[] =>
    findDifferences(exact(expected), exact(result)).map((difference) => describeValues(difference, hide));

  test.each([
    ['{"a": "Hello Ada"}', '{"a": "Hello Bob"}', '$.a is "Hello Bob", expected "Hello Ada"'],
    ['{"a": 12345678901234567890}', '{"a": 1.10}', '$.a is 1.10, expected 12345678901234567890'],
    ['true', 'false', '$ is false, expected true'],
    ['null', '"x"', '$ is "x", expected null'],
    ['1', '{"a": "Canary"}', '$ is an object, expected 1'],
    ['["Canary"]', '2', '$ is 2, expected a list'],
    ['{"a": "Canary"}', '{}', '$.a is missing, expected "Canary"'],
    ['[1]', '[]', '$ has 0 items, expected 1'],
  ])('for the expectation %s and the result %s, it is: %s', (expected, result, message) => {
    expect(withValues(expected, result)).toEqual([message]);
  });

  test('cuts each value to 80 characters', () => {
    const [message = ''] = withValues(JSON.stringify('x'.repeat(500)), JSON.stringify('y'.repeat(500)));
    expect(message).toBe(`$ is "${'y'.repeat(79)}…, expected "${'x'.repeat(79)}…`);
  });

  test('hides a secret in either value, also one that the cut would leave the beginning of', () => {
    const secrets = new Secrets(() => undefined);
    secrets.add('S3cret-canary/0815');
    const hide = (json: string): string => secrets.hideInJson(json);
    for (const length of [0, 60, 70, 78]) {
      const text = `${'x'.repeat(length)}S3cret-canary/0815`;
      const escaped = JSON.stringify(text).replace('/', '\\/').replace('S3', '\\u00533');
      for (const [expected, result] of [
        [escaped, '"y"'],
        ['"y"', escaped],
      ] as const) {
        const [message = ''] = withValues(expected, result, hide);
        expect(message).toContain('"y"');
        expect(message).not.toMatch(/S3c|canary/);
      }
    }
  });
});

const actual = { resultJson: '{"status":"degraded","n":12345678901234567891}', durationMs: 1200 };

test('the diff of a result shows expected and actual line by line, with every digit of long numbers', () => {
  const result = { value: exact('{"status": "ok", "n": 12345678901234567890}') };
  expect(checkExpectation(actual, { result, maxDurationMs: undefined }, unchanged)?.diff.split('\n')).toEqual(
    [
      '- expected',
      '+ result',
      '',
      '  {',
      '-   "status": "ok",',
      '-   "n": 12345678901234567890',
      '+   "status": "degraded",',
      '+   "n": 12345678901234567891',
      '  }',
    ],
  );
});

test('the diff of a result leaves out fields that the expectation does not name', () => {
  const result = { value: exact('{"status": "ok"}') };
  const { diff = '' } = checkExpectation(actual, { result, maxDurationMs: undefined }, unchanged) ?? {};
  expect(diff).toContain('degraded');
  expect(diff).not.toContain('"n"');
});

test('the diff of a list shows the named fields of the items that are expected, and the others whole', () => {
  const result = { value: exact('[{"id":1},"x"]') };
  const items = { resultJson: '[{"id":2,"more":3},"x",{"whole":4}]', durationMs: 1 };
  const { diff = '' } = checkExpectation(items, { result, maxDurationMs: undefined }, unchanged) ?? {};
  expect(diff.split('\n').slice(3)).toEqual([
    ...['  [', '    {', '-     "id": 1', '+     "id": 2', '    },'],
    ...['-   "x"', '+   "x",', '+   {', '+     "whole": 4', '+   }', '  ]'],
  ]);
});

test('a diff shows three lines around each difference, and a sign for what is left out', () => {
  const names = Array.from('abcdefghijklmnopqrst');
  const text = (other: Record<string, number>): string =>
    JSON.stringify({ ...Object.fromEntries(names.map((name) => [name, 0])), ...other });
  const result = { value: exact(text({})) };
  const different = { resultJson: text({ f: 1, o: 1 }), durationMs: 1 };
  const { diff = '' } = checkExpectation(different, { result, maxDurationMs: undefined }, unchanged) ?? {};
  const shown = diff.split('\n').slice(3);
  expect(shown.map((line) => line.replace(/[", :01]/g, ''))).toEqual([
    ...['c', 'd', 'e', '-f', '+f', 'g', 'h', 'i', '…'],
    ...['l', 'm', 'n', '-o', '+o', 'p', 'q', 'r'],
  ]);
});

test('a result that is different and late is both, also one that cannot be read', () => {
  const expected = { result: { value: exact('{"n":1}') }, maxDurationMs: 1000 };
  const messageOf = (resultJson: string): string | undefined =>
    checkExpectation({ resultJson, durationMs: 1001 }, expected, unchanged)?.message;
  const late = 'it took 1001 ms, but max-duration is 1000 ms.';
  expect(messageOf('{"n":2}')).toBe(
    `The function ran, but not as expected: $.n is a different number; ${late}`,
  );
  expect(messageOf('{')).toBe(
    `The function ran, but not as expected: the result is not valid JSON (line 1, column 2); ${late}`,
  );
});

test('a call that took longer than max-duration fails the expectation, whatever it returned', () => {
  const slow = checkExpectation(actual, { result: undefined, maxDurationMs: 1000 }, unchanged);
  expect(slow).toMatchObject({
    message: 'The function ran, but not as expected: it took 1200 ms, but max-duration is 1000 ms.',
    diff: '',
  });
  expect(checkExpectation(actual, { result: undefined, maxDurationMs: 1200 }, unchanged)).toBeUndefined();
});

/** The failure of a list of this many numbers, all of them others than expected. */
function otherNumbers(length: number): { message: string; diff: string } {
  const numbers = (from: number): string => JSON.stringify(Array.from({ length }, (_, at) => at + from));
  const result = { value: exact(numbers(0)) };
  const actually = { resultJson: numbers(100_000), durationMs: 1 };
  return (
    checkExpectation(actually, { result, maxDurationMs: undefined }, unchanged) ?? { message: '', diff: '' }
  );
}

test('a message lists five differences and counts the others', () => {
  expect(otherNumbers(5).message).not.toContain('more differences');
  expect(otherNumbers(6).message).toContain('1 more differences');
  expect(otherNumbers(3000).message).toContain('2995 more differences');
});

test('a diff is cut to 200 lines and counts the others', () => {
  // Two lines for each number, two for the brackets, three before them.
  expect(otherNumbers(99).diff.split('\n')).toHaveLength(203);
  const cut = otherNumbers(100).diff.split('\n');
  expect(cut).toHaveLength(204);
  expect(cut.at(-1)).toBe('  … 2 more lines');
});

test('a diff that takes too long to find is left out', () => {
  // Each number is a line that goes and a line that comes.
  expect(otherNumbers(999).diff).toContain('more lines');
  expect(otherNumbers(1100).diff).toContain('(too many differences to show)');
  expect(otherNumbers(3000).diff).toBe('- expected\n+ result\n\n   (too many differences to show)');
});

describe('a result that is nested deeply', () => {
  const nest = (levels: number, opening = '[', closing = ']'): string =>
    `${opening.repeat(levels)}1${closing.repeat(levels)}`;
  const check = (resultJson: string, expected: string): ReturnType<typeof checkExpectation> => {
    const result = { value: exact(expected) };
    return checkExpectation({ resultJson, durationMs: 1 }, { result, maxDurationMs: undefined }, unchanged);
  };

  test.each([500, 501, 2400, 3000, 3400, 10_000, 1_000_000])(
    'it is judged up to 500 levels, and called too deep beyond them: %i',
    (levels) => {
      for (const json of [nest(levels), nest(levels, '{"a":', '}')]) {
        const failure = check(json, '"other"');
        const isJudged = levels <= 500;
        expect(failure?.message).toContain(
          isJudged
            ? ', expected a string'
            : 'the result is nested too deeply to be compared (more than 500 levels)',
        );
        expect(failure?.diff === '').toBe(!isJudged);
      }
    },
  );

  test('it is compared and shown to its last level', () => {
    expect(check(nest(500), nest(500))).toBeUndefined();
    expect(check(nest(500).replace('1', '2'), nest(500))?.message).toMatch(/\[0\] is a different number\.$/);
  });

  test('brackets in strings are not levels', () => {
    const text = JSON.stringify({ text: `${'['.repeat(600)}\\"${'{'.repeat(600)}` });
    expect(check(text, text)).toBeUndefined();
  });

  test('an expectation beyond that is an invalid input', () => {
    expect(readExact(nest(501))).toEqual({
      problem: 'is nested too deeply to be compared (more than 500 levels)',
    });
  });
});

test('a line of a diff is cut to 300 characters', () => {
  const diffOf = (length: number): string => {
    const long = { resultJson: JSON.stringify({ a: 'x'.repeat(length) }), durationMs: 1 };
    const expected = { result: { value: exact('{"a":1}') }, maxDurationMs: undefined };
    return checkExpectation(long, expected, unchanged)?.diff ?? '';
  };
  // Sign, indentation, name and quotes are eleven characters.
  expect(diffOf(289)).toContain(`"${'x'.repeat(289)}"\n`);
  expect(diffOf(290)).toContain(`"${'x'.repeat(290)}…\n`);
});
