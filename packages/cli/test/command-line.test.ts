import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readCommandLine, UsageError } from '../src/command-line.js';
import { COMMANDS, OPTIONS, variableOf } from '../src/options.js';

const read = (args: readonly string[], environment: NodeJS.ProcessEnv = {}) =>
  readCommandLine(args, environment);

function options(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Record<string, string> {
  const request = read(args, environment);
  if (typeof request === 'string' || request.command === 'help') throw new Error('No command was read');
  return Object.fromEntries(request.options);
}

function problem(args: readonly string[]): string {
  try {
    read(args);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return '';
}

describe('arguments', () => {
  test.each([
    [['--account-id', '1'], { 'account-id': '1' }],
    [['--account-id=1'], { 'account-id': '1' }],
    [['--payload', '-1'], { payload: '-1' }],
    [['--payload=-x'], { payload: '-x' }],
    [['--payload='], { payload: '' }],
    [['--payload-file', '-'], { 'payload-file': '-' }],
    [['--header', 'a: 1', '--header', 'b: 2'], { header: 'a: 1\nb: 2' }],
    [['--idempotent', '-q', '-v'], { idempotent: 'true', quiet: 'true', verbose: 'true' }],
    [['--idempotent=false'], { idempotent: 'false' }],
  ])('are read: %j', (args, expected) => {
    expect(options(['invoke', ...args])).toEqual(expected);
  });

  test.each([
    [
      ['invok'],
      'There is no command invok (did you mean invoke?). The commands are invoke, batch, merge, check, completion.',
    ],
    [
      ['--account-id', '1'],
      'The command comes first. The commands are invoke, batch, merge, check, completion.',
    ],
    [['invoke', '--acount-id', '1'], 'There is no option --acount-id (did you mean account-id?).'],
    [['invoke', '--lambda_uuid', '1'], 'There is no option of that name (did you mean lambda-uuid?).'],
    [['check', '--payload', '1'], 'There is no option --payload.'],
    [['invoke', '--account-id'], '--account-id needs a value: --account-id ID.'],
    [
      ['invoke', '--payload', '--quiet'],
      '--payload needs a value. One that starts with a dash is written --payload=JSON.',
    ],
    [['invoke', '--account-id', '1', '--account-id', '2'], '--account-id is given twice.'],
    [['invoke', '--quiet=loud'], '--quiet takes no value but true or false.'],
    [
      ['invoke', '--client-secret', 'canary'],
      '--client-secret is refused, because every user of this machine can read the arguments of a process. Set LP_CLIENT_SECRET, or give --client-secret-file FILE. If the secret was real, replace it.',
    ],
    [
      ['invoke', '--shared-cache', 'redis://:canary@cache.example'],
      '--shared-cache with a user or a password is refused, because every user of this machine can read the arguments of a process. Set LP_SHARED_CACHE, or give --shared-cache-file FILE. If the password was real, replace it.',
    ],
  ])('that are wrong are named: %j', (args, expected) => {
    expect(problem(args)).toBe(expected);
  });

  test.each([
    ['with two errors', ['chk'], ' (did you mean check?)'],
    ['with three errors in a short word', ['ck'], ''],
    [
      'with an error for every four letters of a long one',
      ['invoke', '--waitforfunctio'],
      ' (did you mean wait-for-function?)',
    ],
    ['with more errors than that', ['invoke', '--waitforfuncti'], ''],
  ])('that are almost right get a suggestion: %s', (_, args, expected) => {
    expect(/ \(did you mean .*\?\)|$/.exec(problem(args))?.[0]).toBe(expected);
  });

  test('are never repeated when they may be a misplaced secret', () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9]{4,12}[0-9_~.][A-Za-z0-9_~.]{4,20}$/);
    const places = fc.constantFrom<(text: string) => string[]>(
      (text) => [text],
      (text) => [`--${text}`],
      (text) => ['invoke', `--${text}`],
      (text) => ['invoke', `--client-secret=${text}`],
      (text) => ['invoke', '--clientSecret', text],
      (text) => ['invoke', `--quiet=${text}`],
      (text) => ['invoke', '--account-id', text, '--account-id', text],
    );
    fc.assert(
      fc.property(secret, places, (text, place) => {
        const message = problem(place(text));
        expect(message).not.toBe('');
        expect(message).not.toContain(text);
      }),
    );
  });
});

describe('the environment', () => {
  test('sets every option that no argument sets', () => {
    for (const command of COMMANDS) {
      for (const option of OPTIONS[command].filter(({ name }) => name !== 'help')) {
        const variables = { [variableOf(option)]: 'value' };
        expect(options([command], variables)).toEqual({ [option.name]: 'value' });
      }
    }
  });

  test('does not count where an argument does, nor when it is empty', () => {
    const variables = { LP_ACCOUNT_ID: '1', LP_CLIENT_ID: '' };
    expect(options(['check', '--account-id', '2'], variables)).toEqual({ 'account-id': '2' });
  });

  test.each([
    [['--lambda-uuid', 'a'], { LP_EVENT_ID: 'b', LP_SKILL_ID: 'c' }],
    [['--event-id', 'a'], { LP_LAMBDA_UUID: 'b' }],
    [['--payload', 'a'], { LP_PAYLOAD_FILE: 'b' }],
    [['--payload-file', 'a'], { LP_PAYLOAD: 'b' }],
    [['--shared-cache', 'a'], { LP_SHARED_CACHE_FILE: 'b' }],
    [['--shared-cache-file', 'a'], { LP_SHARED_CACHE: 'b' }],
  ])('does not add what contradicts an argument: %j', (args, variables) => {
    expect(Object.values(options(['invoke', ...args], variables))).toEqual(['a']);
  });

  test('has the skill of the event of an argument', () => {
    expect(options(['invoke', '--event-id', 'a'], { LP_SKILL_ID: 'b' })).toEqual({
      'event-id': 'a',
      'skill-id': 'b',
    });
  });
});

test.each(['--version', '-V'])('the version is shown for %s', (argument) => {
  expect(read([argument])).toBe('version');
});

test.each([[[]], [['--help']], [['-h']], [['help']]])('help is shown for %j', (args) => {
  expect(read(args)).toEqual({ command: 'help', about: undefined });
});

test.each([[['help', 'batch']], [['batch', '--help']], [['batch', '--quiet', '-h']]])(
  'the help of a command is shown for %j',
  (args) => {
    expect(read(args)).toEqual({ command: 'help', about: 'batch' });
  },
);
