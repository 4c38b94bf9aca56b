import { TestClock } from '@lp-faas/testing/clock';
import { json, type Reply, ScriptedPlatform } from '@lp-faas/testing/scripted-platform';
import { DomainResolver } from '../../src/index.js';
import { ObservedTransport } from './observed-transport.js';

export const FRESH_MS = 600_000;
export const SPREAD_MS = 60_000;
export const [OLD, NEW] = ['va.faasgw.liveperson.net', 'lo.faasgw.liveperson.net'];
export const answer = (baseURI: unknown): Reply => json(200, { baseURI });

/** A resolver on a test clock with a Domain API on real sockets. */
export class DomainBench implements AsyncDisposable {
  readonly clock = new TestClock();
  readonly transport = new ObservedTransport();
  readonly platform: ScriptedPlatform;
  readonly resolver: DomainResolver;

  private constructor(platform: ScriptedPlatform) {
    const { accountId, domainApi } = platform.options;
    const { clock, transport } = this;
    this.platform = platform;
    this.resolver = new DomainResolver({ accountId, domainApi, clock, transport });
  }

  static async start(first: Reply = answer(OLD)): Promise<DomainBench> {
    return new DomainBench(await ScriptedPlatform.start({ domain: first }));
  }

  /** A bench with a stale host, whose refresh gets the reply. */
  static async stale(then: Reply): Promise<DomainBench> {
    const bench = await DomainBench.start();
    await bench.host();
    bench.clock.advance(FRESH_MS + SPREAD_MS);
    bench.platform.set('domain', then);
    return bench;
  }

  async host(): Promise<string> {
    return (await this.resolver.resolve('faasGW')).host;
  }

  /** The host or the error's code, after background requests have ended. */
  async outcome(): Promise<string> {
    const outcome = await this.host().catch(({ code }: { code: string }) => code);
    await this.transport.settled();
    return outcome;
  }

  /** Requests to the Domain API so far. */
  get requests(): number {
    return this.platform.count('domain');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.transport.close();
    await this.platform[Symbol.asyncDispose]();
  }
}

/** A reply that the test gives later, request by request in their order. */
export function held() {
  const waiting: ((reply: Reply) => void)[] = [];
  let arrived = (): void => undefined;
  const reply: Reply = (response, request) => {
    waiting.push((later) => later(response, request));
    arrived();
  };
  const first = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  return { reply, waiting, first };
}
