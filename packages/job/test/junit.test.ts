import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { json, LAMBDA, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { writeJunit } from '../src/junit.js';
import { outcomeOf } from '../src/outcome.js';
import { Face } from './support/face.js';

interface Case {
  readonly name: string;
  readonly classname: string;
  readonly time: string;
  readonly failure?: { readonly type: string; readonly message: string; readonly '#text': string };
  readonly error?: { readonly type: string; readonly message: string; readonly '#text': string };
}
interface Suite {
  readonly name: string;
  readonly tests: string;
  readonly failures: string;
  readonly errors: string;
  readonly testcase: readonly Case[];
}

/** Reads a file as a CI does; it must be well-formed. */
function read(path: string): Suite {
  const xml = readFileSync(path, 'utf8');
  expect(XMLValidator.validate(xml)).toBe(true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name) => name === 'testcase',
    trimValues: false,
  });
  const { testsuites } = parser.parse(xml) as { testsuites: { testsuite: Suite } };
  return testsuites.testsuite;
}

const SUBJECT = { target: 'function 1', accountId: '12345678' };
let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lp-faas-junit-'));
  path = join(folder, 'junit.xml');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a file in the form of JUnit', () => {
  test('has a test case for an invocation, with its time', async () => {
    await writeJunit(
      path,
      outcomeOf({ outcome: 'success', delivery: 'executed', durationMs: 1234 }),
      SUBJECT,
    );
    expect(read(path)).toMatchObject({
      name: 'function 1 of account 12345678',
      ...{ tests: '1', failures: '0', errors: '0' },
      testcase: [{ name: 'function 1', classname: 'function 1 of account 12345678', time: '1.234' }],
    });
  });

  test.each([
    ['function-failed', 'executed', 'failure', 'yes'],
    ['expectation-failed', 'executed', 'failure', 'yes'],
    ['gateway-error', 'unknown', 'error', 'unknown, it may have run'],
    ['credentials-rejected', 'not-sent', 'error', 'no, nothing was sent'],
    ['bad-request', 'rejected', 'error', 'no, the gateway rejected it'],
  ] as const)('%s is a test that has a %s', async (code, delivery, kind, ran) => {
    const outcome = outcomeOf({ outcome: code, delivery, durationMs: 1, errorMessage: 'It went wrong.' });
    await writeJunit(path, outcome, SUBJECT);
    const { failures, errors, testcase } = read(path);
    expect([failures, errors]).toEqual(kind === 'failure' ? ['1', '0'] : ['0', '1']);
    expect(testcase[0]?.[kind as 'failure' | 'error']).toEqual({
      ...{ type: code, message: 'It went wrong.' },
      '#text': `It went wrong.\nDid the function run? ${ran}.`,
    });
  });

  test('has the elements and attributes that a CI reads', async () => {
    const known = { delivery: 'executed', durationMs: 1500, errorMessage: 'No.' } as const;
    await writeJunit(path, outcomeOf({ ...known, outcome: 'function-failed' }), SUBJECT);
    const counts = 'tests="1" failures="1" errors="0" time="1.500"';
    const suite = 'function 1 of account 12345678';
    expect(readFileSync(path, 'utf8').split('\n')).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuites ${counts}>`,
      `<testsuite name="${suite}" ${counts}>`,
      `<testcase classname="${suite}" name="function 1" time="1.500"><failure type="function-failed" message="No.">No.`,
      'Did the function run? yes.</failure></testcase>',
      '</testsuite>',
      '</testsuites>',
      '',
    ]);
  });

  test('has a line that succeeded, or that the user accepted, as passed and without more', async () => {
    const resultFile = join(folder, 'result.jsonl');
    const records = [
      { line: 1, outcome: 'success', delivery: 'executed', digest: 'x', durationMs: 1 },
      { line: 2, outcome: 'timeout', delivery: 'unknown', digest: 'x', durationMs: 2, accepted: true },
    ];
    const lines = [{ version: 1, account: '1', function: 'f' }, ...records].map((one) => JSON.stringify(one));
    writeFileSync(resultFile, lines.join('\n'));
    await writeJunit(
      path,
      outcomeOf({ outcome: 'success', delivery: 'executed', durationMs: 1, resultFile }),
      SUBJECT,
    );
    const classname = 'function 1 of account 12345678';
    expect(read(path)).toMatchObject({ tests: '2', failures: '0', errors: '0' });
    expect(read(path).testcase).toEqual([
      { name: 'line 1', classname, time: '0.001' },
      { name: 'line 2', classname, time: '0.002' },
    ]);
  });

  test('has every line of a long batch, in order', async () => {
    const resultFile = join(folder, 'result.jsonl');
    const record = (line: number): string =>
      JSON.stringify({ line, outcome: 'success', delivery: 'executed', digest: 'x', durationMs: line });
    const lines = Array.from({ length: 3000 }, (_, at) => record(at + 1));
    writeFileSync(resultFile, ['{"version":1,"account":"1","function":"f"}', ...lines].join('\n'));
    await writeJunit(
      path,
      outcomeOf({ outcome: 'success', delivery: 'executed', durationMs: 1, resultFile }),
      SUBJECT,
    );
    const { tests, testcase } = read(path);
    expect(tests).toBe('3000');
    expect(testcase.map(({ name, time }) => `${name} ${time}`)).toEqual(
      lines.map((_, at) => `line ${at + 1} ${((at + 1) / 1000).toFixed(3)}`),
    );
  });

  test('is well-formed and says the same, whatever a message holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (errorMessage) => {
        const outcome = outcomeOf({
          outcome: 'gateway-error',
          delivery: 'unknown',
          durationMs: 1,
          errorMessage,
        });
        await writeJunit(path, outcome, SUBJECT);
        expect(XMLValidator.validate(readFileSync(path, 'utf8'))).toBe(true);
      }),
      { numRuns: 200 },
    );
    const errorMessage = `<b>"it" & 'that'</b> ]]> \u0000 \u001b[31m \u202e`;
    await writeJunit(
      path,
      outcomeOf({ outcome: 'timeout', delivery: 'unknown', durationMs: 1, errorMessage }),
      SUBJECT,
    );
    expect(read(path).testcase[0]?.error?.message).toBe(
      `<b>"it" & 'that'</b> ]]> \\u0000 \\u001b[31m \\u202e`,
    );
  });

  test('leaves a file of another name beside it alone', async () => {
    writeFileSync(`${path}.part`, 'precious');
    await writeJunit(path, outcomeOf({ outcome: 'success', delivery: 'executed', durationMs: 1 }), SUBJECT);
    expect(readFileSync(`${path}.part`, 'utf8')).toBe('precious');
    expect(readdirSync(folder).sort()).toEqual(['junit.xml', 'junit.xml.part']);
  });

  test('is whole, or as it was before', async () => {
    writeFileSync(path, 'before');
    const outcome = outcomeOf({
      ...{ outcome: 'success', delivery: 'executed', durationMs: 1 },
      resultFile: join(folder, 'missing.jsonl'),
    });
    await expect(writeJunit(path, outcome, SUBJECT)).rejects.toThrow('ENOENT');
    const resultFile = join(folder, 'other.jsonl');
    writeFileSync(resultFile, 'no header\n');
    await expect(writeJunit(path, { ...outcome, resultFile }, SUBJECT)).rejects.toThrow(/^The result-file /);
    rmSync(resultFile);
    expect([readdirSync(folder), readFileSync(path, 'utf8')]).toEqual([['junit.xml'], 'before']);
  });
});

describe('junit-file', () => {
  /** Order 1 works, order 2 fails, order 3 is rejected. */
  const byOrder: Reply = (response, request) => {
    const order = Number(/"order":\s*(\d)/.exec(request.body)?.[1]);
    const [status, body] = [
      [200, { stored: 'result-canary' }],
      [901, { errorMsg: 'no such order' }],
      [404, {}],
    ][order - 1] as [number, object];
    json(status, body)(response, request);
  };

  test('has a test case for each line of a batch, and no result', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: byOrder });
    using face = new Face();
    writeFileSync(join(face.folder, 'orders.jsonl'), '{"order": 1}\n\n{"order": 2}\n');
    await face.run(platform, { 'payloads-file': 'orders.jsonl', 'junit-file': 'junit.xml' });
    const suite = read(join(face.folder, 'junit.xml'));
    expect(suite).toMatchObject({
      name: `function ${LAMBDA} of account 12345678`,
      tests: '2',
      failures: '1',
      errors: '0',
    });
    expect(suite.testcase.map(({ name, failure }) => [name, failure?.type])).toEqual([
      ['line 1', undefined],
      ['line 3', 'function-failed'],
    ]);
    expect(readFileSync(join(face.folder, 'junit.xml'), 'utf8')).not.toContain('canary');
  });

  test('of a batch that stopped has an error for the whole, because lines are missing', async () => {
    await using platform = await ScriptedPlatform.start({ invocation: byOrder });
    using face = new Face();
    const lines = ['{"order": 3}', ...Array.from({ length: 40 }, () => '{"order": 1}')];
    writeFileSync(join(face.folder, 'orders.jsonl'), lines.join('\n'));
    await face.run(platform, {
      'payloads-file': 'orders.jsonl',
      'junit-file': 'junit.xml',
      concurrency: '1',
    });
    const { testcase } = read(join(face.folder, 'junit.xml'));
    expect(testcase.at(-1)).toMatchObject({ name: 'the whole batch', error: { type: 'function-not-found' } });
  });

  test('that cannot be written is told, and does not hide that the function ran', async () => {
    await using platform = await ScriptedPlatform.start();
    using face = new Face();
    mkdirSync(join(face.folder, 'reports'));
    platform.set('invocation', (response, request) => {
      rmSync(join(face.folder, 'reports'), { recursive: true });
      json(200, {})(response, request);
    });
    const { outcome } = await face.run(platform, { 'junit-file': 'reports/junit.xml' });
    expect(outcome).toMatchObject({ outcome: 'file-error', delivery: 'executed' });
    expect(outcome?.errorMessage).toMatch(
      /^The function ran and succeeded, but the file in the form of JUnit could not be written: .*ENOENT/,
    );
  });

  test.each([
    ['missing/junit.xml', 'must be in a folder that exists, from here on'],
    ['../junit.xml', 'must be inside the folder'],
    ['.', 'must be inside the folder'],
  ])('is refused before anything is sent: %s', async (name, problem) => {
    await using platform = await ScriptedPlatform.start();
    using face = new Face();
    const { job } = await face.run(platform, { 'junit-file': name });
    expect([job.problems, platform.arrived]).toEqual([[{ input: 'junit-file', problem }], []]);
  });
});
