import { expect, test } from '@jest/globals';
import { Secrets } from '../src/secrets.js';

test('a secret in a result is hidden; the result stays JSON and keeps its numbers', () => {
  const secrets = new Secrets(() => undefined);
  secrets.add('S3cret"canary');
  secrets.add('12345678');
  secrets.add('short');
  const json = '{"a":"x S3cret\\"canary y","n":12345678901234567890,"12345678":"short"}';
  expect(secrets.hideInJson(json)).toBe('{"a":"x *** y","n":12345678901234567890,"***":"short"}');
});

test('a secret that is written with escapes is hidden too; other escapes are unchanged', () => {
  const secrets = new Secrets(() => undefined);
  secrets.add('S3cret/canary');
  const json = String.raw`{"a":"\u0053\u0033cret\/canary","b":"\u00fc\/"}`;
  expect(secrets.hideInJson(json)).toBe(String.raw`{"a":"***","b":"\u00fc\/"}`);
});

test('a secret is hidden in a string of several megabytes with many escapes', () => {
  const secrets = new Secrets(() => undefined);
  secrets.add('S3cret-canary');
  const text = `${'x\n"'.repeat(2_000_000)}S3cret-canary`;
  expect(secrets.hideInJson(JSON.stringify([text]))).toBe(
    JSON.stringify([text.replace('S3cret-canary', '***')]),
  );
});

test('a secret is hidden in a text, whether it is whole or cut', () => {
  const secrets = new Secrets(() => undefined);
  secrets.add('S3cret-canary');
  expect(secrets.hideInText('the S3cret-canary and (S3cret-ca…)')).toBe('the *** and (***…)');
  expect(secrets.hideInText('S3cret is a word…')).toBe('S3cret is a word…');
});

test('a secret is hidden wherever it is cut, from eight characters on', () => {
  const secrets = new Secrets(() => undefined);
  const secret = 'S3cret-canary';
  secrets.add(secret);
  for (let length = 1; length < secret.length; length += 1) {
    const beginning = `${secret.slice(0, length)}…`;
    expect(secrets.hideInText(`the ${beginning}`)).toBe(length < 8 ? `the ${beginning}` : 'the ***…');
  }
});
