import { expect, test } from '@jest/globals';
import { INPUTS, type InputName, Secrets } from '../src/index.js';
import { shardOf } from '../src/inputs/shard.js';

test.each<[InputName, readonly string[], readonly string[], string]>([
  ['concurrency', ['1', '100'], ['0', '101'], 'must be a whole number from 1 to 100'],
  ['retries', ['0', '9'], ['10'], 'must be a whole number from 0 to 9'],
  [
    'timeout',
    ['1ms', '24h'],
    ['0', '25h'],
    'must be a duration of at most 24h, such as 500ms, 30s, 2m or 1h',
  ],
  ['max-duration', ['1ms', '24h'], ['0'], 'must be a duration of at most 24h, such as 500ms, 30s, 2m or 1h'],
  ['region', ['auto', 'us', 'emea', 'apac'], ['v1'], 'must be one of auto, us, emea, apac'],
  ['generation', ['auto', 'v1', 'v2'], ['us'], 'must be one of auto, v1, v2'],
  ['fail-on', ['any', 'platform', 'never'], ['all'], 'must be one of any, platform, never'],
  ['mode', ['invoke', 'check'], ['test'], 'must be one of invoke, check'],
])('%s accepts %j and rejects %j', (name, accepted, rejected, problem) => {
  const { parse } = INPUTS[name];
  for (const text of accepted) expect(parse(text)).toHaveProperty('value');
  for (const text of rejected) expect(parse(text)).toEqual({ problem });
});

test.each<[InputName, unknown]>([
  ['concurrency', 10],
  ['max-throttled', 300_000],
  ['event-source', 'lp-faas-invoke'],
  ['timeout', 60_000],
  ['attempt-timeout', 40_000],
  ['retries', 2],
  ['idempotent', false],
  ['wait-for-function', 0],
  ['expect', undefined],
  ['max-duration', undefined],
  ['fail-on', 'any'],
  ['mask-result', false],
  ['summary', true],
])('%s is %j unless it is set', (name, value) => {
  const rule = INPUTS[name];
  expect(rule.parse(rule.default)).toEqual({ value });
});

test.each([
  ['1/1', { part: 1, of: 1 }],
  ['4/4', { part: 4, of: 4 }],
  ['2 / 3', { part: 2, of: 3 }],
  ['1000/1000', { part: 1000, of: 1000 }],
])('the shard %s is a part of so many', (text, value) => {
  expect(shardOf(text)).toEqual({ value });
});

test('only secrets of 8 characters and more are hidden in results, and all but the empty one are masked', () => {
  const masked: string[] = [];
  const secrets = new Secrets((secret) => masked.push(secret));
  for (const secret of ['', 'seven-7', 'eight--8']) secrets.add(secret);
  expect(secrets.hideInText('seven-7 eight--8')).toBe('seven-7 ***');
  expect(masked).toEqual(['seven-7', 'eight--8']);
});
