import { describe, expect, test } from '@jest/globals';
import { readArguments, type StartCommand } from '../dist/cli/arguments.js';
import { banner, debuggerLines, exposureLines, problemLines, readyLine } from '../dist/cli/banner.js';
import { curlLines } from '../dist/cli/snippets.js';
import { sanitizedLines } from '../dist/cli/terminal-text.js';
import type { Sandbox } from '../dist/index.js';

/** Compares the whole output: whoever changes a word or a column sees it here. */
const paint = (_style: string, text: string): string => text;
const UUID = '6d0372f3-524c-4fe9-a9a4-bf0157c9deac';
const PLAIN = {
  ...{ url: 'http://127.0.0.1:8787', httpsUrl: undefined, caFile: undefined, networkUrls: [] },
  ...{ clientId: 'sandbox-client', clientSecret: 'sandbox-secret', toolbelts: {}, nodeVersion: '22.1.0' },
  users: [{ name: 'sandbox-user', password: 'sandbox-password' }],
  accounts: [
    { id: '1', generation: 'v1' },
    { id: '2', generation: 'v2' },
  ],
  functions: [{ name: 'it', uuid: UUID, event: 'my_event', account: '1', generation: 'v1' }],
} as unknown as Sandbox;
const FULL = {
  ...PLAIN,
  ...{ httpsUrl: 'https://127.0.0.1:8443', caFile: '/tmp/ca.pem', nodeVersion: '24.1.0' },
  ...{ networkUrls: ['http://10.0.0.1:8787'], toolbelts: { 'lp-faas-toolbelt': '/p/index.js' } },
  inspected: { function: 'it', port: 9229 },
} as unknown as Sandbox;

const command = (...args: string[]) => readArguments(['--functions', '/project', ...args]) as StartCommand;
const shown = (sandbox: Sandbox, ...args: string[]) => banner(sandbox, [], command(...args), paint);

describe('the banner', () => {
  test('of a sandbox as it starts by default', () => {
    expect(shown(PLAIN)).toEqual([
      '',
      '  LivePerson Functions sandbox  http://127.0.0.1:8787',
      '',
      '  page           http://127.0.0.1:8787/ in a browser',
      '  client id      sandbox-client',
      '  client secret  sandbox-secret',
      '  functions      /project',
      "  toolbelt       the sandbox's own",
      '  node           22.1.0 as on the platform',
      '',
      '  account 1 (v1)',
      `    it  ${UUID}  my_event`,
      '',
      '  account 2 (v2)',
      '    no functions',
      '',
      '  Invoke it from a shell',
      '    TOKEN=$(curl -s http://127.0.0.1:8787/sentinel/api/account/1/app/token \\',
      '      -d grant_type=client_credentials -d client_id=sandbox-client -d client_secret=sandbox-secret |',
      '      sed \'s/.*"access_token":"\\([^"]*\\)".*/\\1/\')',
      '    curl -i -H "Authorization: Bearer $TOKEN" -H \'Content-Type: application/json\' \\',
      '      -d \'{"timestamp":0,"headers":[],"payload":{}}\' \\',
      `      'http://127.0.0.1:8787/api/account/1/lambdas/${UUID}/invoke?v=1&externalSystem=curl'`,
      '',
      '  Invoke it from a GitHub workflow',
      '    - uses: org/lp-faas-invoke@v1',
      '      with:',
      '        domain-api: http://127.0.0.1:8787',
      "        account-id: '1'",
      '        client-id: sandbox-client',
      '        client-secret: sandbox-secret',
      `        lambda-uuid: ${UUID}`,
      "        payload: '{}'",
      '',
      '  Requests (Ctrl+C stops the sandbox)',
      '',
    ]);
  });

  test('of a sandbox with everything that there is, which other machines reach', () => {
    expect(shown(FULL).slice(0, 18)).toEqual([
      'Warning: every machine that reaches this one can use the sandbox and its /_sandbox routes. To keep it to this machine, leave out --host.',
      '',
      '  LivePerson Functions sandbox  http://127.0.0.1:8787',
      '',
      '  page           http://127.0.0.1:8787/ in a browser',
      '  from outside   http://10.0.0.1:8787',
      '  client id      sandbox-client',
      '  client secret  sandbox-secret',
      '  login          sandbox-user sandbox-password',
      '  https          https://127.0.0.1:8443',
      '  trust it with  NODE_EXTRA_CA_CERTS=/tmp/ca.pem  (curl: --cacert)',
      '  functions      /project',
      '  toolbelt       lp-faas-toolbelt from /p/index.js',
      '  node           24.1.0; the platform has 22. --node PATH chooses another',
      '  debugger       it on 127.0.0.1:9229 (VS Code: attach; Chrome: chrome://inspect)',
      '',
      '  account 1 (v1)',
      `    it  ${UUID}  my_event`,
    ]);
  });

  test('shows no credentials that its user chose', () => {
    const text = shown(FULL, '--client-secret', 'mine', '--user', 'a:b').join('\n');
    expect(text).toContain('  client secret  (not shown)\n');
    expect(text).not.toMatch(/^ {2}login/m);
    expect(text).toContain('-d "client_secret=$LP_CLIENT_SECRET" |');
  });

  test('names problems, and leaves out the examples when no function can be loaded', () => {
    const problem = { name: 'it', problem: 'it is broken' };
    const text = banner(PLAIN, [problem], command(), paint).join('\n');
    expect(text).toContain('\n\n  it cannot be loaded: it is broken\n\n  Requests');
    const hint = banner(PLAIN, [{ ...problem, isHint: true }], command(), paint).join('\n');
    expect(hint).toContain('\n  it it is broken\n\n  Invoke it from a shell\n');
  });

  test('has the https address alone with a certificate of the user', () => {
    const text = shown({ ...FULL, caFile: undefined } as Sandbox).join('\n');
    expect(text).toContain('\n  https          https://127.0.0.1:8443\n  functions');
  });
});

test('a sample payload of up to 200 characters is in the commands, a longer one is not', () => {
  const payloadOf = (length: number) => {
    const item = { ...PLAIN.functions[0], samplePayload: 'x'.repeat(length - 2) } as never;
    return /"payload":(.*)\}'/.exec(curlLines({ ...PLAIN, hasOwnSecret: false }, item).join('\n'))?.[1];
  };
  expect(payloadOf(200)).toBe(JSON.stringify('x'.repeat(198)));
  expect(payloadOf(201)).toBe('{}');
});

test('without a banner, debugger and exposure have their lines', () => {
  expect(debuggerLines(FULL)).toEqual([
    'debugger  it on 127.0.0.1:9229 (VS Code: attach; Chrome: chrome://inspect)',
  ]);
  expect([debuggerLines(PLAIN), exposureLines(PLAIN, paint)]).toEqual([[], []]);
  expect(exposureLines(FULL, paint)).toHaveLength(1);
});

test('the line of --ready-json has credentials only where they are random', () => {
  const line = (sandbox: Sandbox, ...args: string[]) => JSON.parse(readyLine(sandbox, command(...args)));
  expect(line(PLAIN)).toEqual({
    ...{ url: PLAIN.url, accounts: PLAIN.accounts, functions: PLAIN.functions },
  });
  const { networkUrls, httpsUrl, caFile, clientSecret, users } = FULL;
  expect(line(FULL)).toMatchObject({ networkUrls, httpsUrl, caFile, clientSecret, users });
  const own = line(FULL, '--client-secret', 'mine', '--user', 'a:b');
  expect([own.clientSecret, own.users]).toEqual([undefined, undefined]);
});

test('the line of a syntax error is shown up to 150 characters, with a caret below it', () => {
  const lines = (caretAt: number) =>
    problemLines(
      [{ name: 'it', problem: 'p', source: `\t${'x'.repeat(300)}\n${' '.repeat(caretAt)}^ ` }],
      paint,
    );
  expect(lines(148)).toEqual(['it cannot be loaded: p', `   ${'x'.repeat(149)}`, `  ${' '.repeat(148)}^`]);
  expect(lines(149)).toEqual(['it cannot be loaded: p']);
});

test('untrusted text has no control characters, lines of up to 500 characters, and says what is left out', () => {
  expect(sanitizedLines('a\tb\u001b[31m\u0007c  \r\nd\u2028e\rf', 9)).toEqual(['a  b c', 'd', 'e', 'f']);
  expect(sanitizedLines('x'.repeat(500), 1)).toEqual(['x'.repeat(500)]);
  expect(sanitizedLines('x'.repeat(501), 1)).toEqual([`${'x'.repeat(500)}…`]);
  expect(sanitizedLines('1\n2', 2)).toEqual(['1', '2']);
  expect(sanitizedLines('1\n2\n3\n4', 2)).toEqual(['1', '2', '… 2 more lines']);
});
