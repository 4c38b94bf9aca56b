import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FakeRunner, type Step } from '@lp-faas/testing/fake-runner';
import {
  ACCOUNT,
  type Arrived,
  CREDENTIALS,
  json,
  LAMBDA,
  type Reply,
  ScriptedPlatform,
} from '@lp-faas/testing/scripted-platform';

export interface Row {
  readonly line: number;
  readonly outcome: string;
  readonly delivery: string;
  readonly result?: unknown;
  readonly errorMessage?: string;
  readonly accepted?: boolean;
}

/** A platform whose function answers by the payload, and a runner that runs batches on it. */
export class BatchBench implements AsyncDisposable {
  readonly runner = new FakeRunner();
  readonly platform: ScriptedPlatform;
  /** The current and the maximum number of invocations in flight. */
  inFlight = 0;
  maxInFlight = 0;

  private constructor(platform: ScriptedPlatform) {
    this.platform = platform;
  }

  static async start(): Promise<BatchBench> {
    return new BatchBench(await ScriptedPlatform.start());
  }

  /** Answers each invocation by its payload; by default with the payload. */
  answer(reply: (payload: never, request: Arrived) => Reply = (payload) => json(200, payload)): void {
    this.platform.arrived.length = 0;
    this.inFlight = 0;
    this.maxInFlight = 0;
    this.platform.set('invocation', (response, request) => {
      this.inFlight += 1;
      this.maxInFlight = Math.max(this.maxInFlight, this.inFlight);
      // Before the client receives the response and sends the next request.
      response.on('finish', () => {
        this.inFlight -= 1;
      });
      reply(this.#payloadOf(request) as never, request)(response, request);
    });
  }

  /** The payloads that arrived, in order. */
  get payloads(): unknown[] {
    return this.platform.arrived
      .filter(({ method, url }) => method === 'POST' && url.includes('/invoke'))
      .map((r) => this.#payloadOf(r));
  }

  file(name: string, lines: readonly unknown[]): string {
    writeFileSync(join(this.runner.workspace, name), lines.map((line) => JSON.stringify(line)).join('\n'));
    return name;
  }

  /** Copies the result-file of a step to the workspace, as a downloaded artifact; returns its name. */
  keep({ outputs }: Step): string {
    copyFileSync(outputs['result-file'] ?? '', join(this.runner.workspace, 'earlier.jsonl'));
    return 'earlier.jsonl';
  }

  run(
    inputs: Record<string, string>,
    onStart?: Parameters<FakeRunner['run']>[2],
    environment: NodeJS.ProcessEnv = {},
  ): Promise<Step> {
    const usual = {
      'account-id': ACCOUNT,
      'client-id': CREDENTIALS.clientId,
      'client-secret': CREDENTIALS.clientSecret,
      'lambda-uuid': LAMBDA,
      'domain-api': this.platform.url,
      'payloads-file': 'payloads.jsonl',
    };
    return this.runner.run({ ...usual, ...inputs }, environment, onStart);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.platform[Symbol.asyncDispose]();
    this.runner[Symbol.dispose]();
  }

  #payloadOf({ body }: Arrived): unknown {
    return (JSON.parse(body) as { payload: unknown }).payload;
  }
}

/** The last record of each line in a step's result-file. */
export function rowsOf({ outputs }: Step): Row[] {
  const rows = recordsIn(outputs['result-file'] ?? '').filter(({ line }) => line !== undefined);
  return [...new Map(rows.map((row) => [row.line, row])).values()].sort((a, b) => a.line - b.line);
}

/** Every line of a result-file: the header, and all records. */
export function recordsIn(path: string): Row[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);
}
