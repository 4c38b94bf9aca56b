import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from '@jest/globals';
import { type Sandbox, type SandboxOptions, startSandbox } from '../dist/index.js';

export const V1 = '12345678';
export const V2 = '87654321';

const cleanups: (() => Promise<void>)[] = [];

afterAll(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Runs a cleanup after the last test of the file. */
export function addCleanup(cleanup: () => Promise<void>): void {
  cleanups.push(cleanup);
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface SendOptions {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** Sends one HTTP request to the port of the URL on 127.0.0.1, whatever its host name resolves to. */
export function send(url: string, { method = 'GET', headers = {}, body }: SendOptions = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { port, pathname, search } = new URL(url);
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const options = {
      host: '127.0.0.1',
      port,
      path: pathname + search,
      method,
      headers: { ...length, ...headers },
      agent: false,
    };
    const call = request(options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('error', reject);
      response.on('end', () => {
        const type = response.headers['content-type'] ?? '';
        resolve({ status: response.statusCode ?? 0, type, headers: response.headers, text });
      });
    });
    call.on('error', reject);
    call.end(body);
  });
}

/** Writes files into a new temporary folder, which is deleted after the last test of the file. */
export async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lp-faas-sandbox-'));
  addCleanup(() => rm(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

/** Starts a sandbox on a free port. It is closed after the last test of the file. */
export async function sandboxWith(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox(options);
  addCleanup(() => sandbox.close());
  return sandbox;
}

/** The files of a project with these functions: code by name. */
export function functionFiles(code: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(code).map(([name, text]) => [`functions/${name}/index.js`, text]));
}

/** The body of a token request, as LivePerson's client sends it. */
export function tokenForm(sandbox: Sandbox): string {
  const { clientId, clientSecret } = sandbox;
  return `grant_type=client_credentials&scope=&client_id=${clientId}&client_secret=${clientSecret}`;
}

export async function tokenFor(sandbox: Sandbox, account: string): Promise<string> {
  const { text } = await send(`${sandbox.url}/sentinel/api/account/${account}/app/token?v=2.0`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: tokenForm(sandbox),
  });
  return (JSON.parse(text) as { access_token: string }).access_token;
}

export function uuidOf(sandbox: Sandbox, account: string, name: string): string {
  const found = sandbox.functions.find((item) => item.account === account && item.name === name);
  if (!found) throw new Error(`${name} is not deployed on ${account}`);
  return found.uuid;
}

export interface InvokeOptions extends SendOptions {
  readonly token?: string;
  readonly query?: string;
}

/** Invokes a function by its UUID. Default: a valid token and a valid body. */
export async function invokeUuid(
  sandbox: Sandbox,
  account: string,
  uuid: string,
  options: InvokeOptions = {},
): Promise<Answer> {
  const token = options.token ?? (await tokenFor(sandbox, account));
  const query = options.query ?? (account === V1 ? '?v=1&skillId=&externalSystem=test' : '');
  return await send(`${sandbox.url}/api/account/${account}/lambdas/${uuid}/invoke${query}`, {
    method: options.method ?? 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...options.headers },
    body: options.body ?? JSON.stringify({ timestamp: 0, headers: [], payload: {} }),
  });
}

/** Invokes a function by its name with a payload. */
export async function invoke(
  sandbox: Sandbox,
  account: string,
  name: string,
  payload: unknown = {},
): Promise<Answer> {
  const body = JSON.stringify({ timestamp: 0, headers: [], payload });
  return await invokeUuid(sandbox, account, uuidOf(sandbox, account, name), { body });
}

export interface Login {
  readonly bearer: string;
  readonly csrf: string;
  readonly sessionId: string;
  readonly config: { readonly userId: string; readonly loginName: string };
}

export async function logIn(sandbox: Sandbox, account: string): Promise<Login> {
  const { text } = await send(`${sandbox.url}/api/account/${account}/login?v=1.3`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'sandbox-user', password: 'sandbox-password' }),
  });
  return JSON.parse(text) as Login;
}
