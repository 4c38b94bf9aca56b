import { sleep } from '../resilience/clock.js';
import { type Deadline, DeadlineExpired, waitFor } from '../resilience/deadline.js';
import { interruption } from '../resilience/interruption.js';
import { retryAfterMs } from '../resilience/retry-after.js';
import type { ClientSettings } from '../settings.js';
import { StoreTime } from '../sharing/store-time.js';
import type { SharedThrottle } from '../throttling/shared-throttle.js';
import { type Slot, type SlotResult, ThrottleGate } from '../throttling/throttle-gate.js';
import type { TransportResponse } from '../transport/transport.js';
import type { CallProgress, GatewayCall } from './gateway-call.js';
import { fits, minPauseMs, pauseMs, throttled } from './retry-plan.js';

/** Decides which requests may go, and when: a slot of this client's gate, then a turn among all processes that share a throttle. */
export class Admission {
  readonly #settings: ClientSettings;
  readonly #gate: ThrottleGate;
  readonly #shared: SharedThrottle | undefined;

  /** @param shared the throttle that processes share, if they share one */
  constructor(settings: ClientSettings, shared: SharedThrottle | undefined) {
    this.#settings = settings;
    this.#gate = new ThrottleGate(settings.clock);
    this.#shared = shared;
  }

  /** Milliseconds until the gate opens; 0 when it is open. */
  get opensInMs(): number {
    return this.#gate.opensInMs;
  }

  /**
   * Returns a slot when one is free, without waiting for a promise. Without it a warm call allocates 3.5 kB more (of 10.6) and
   * takes 1.4 times the CPU; test/allocations.test.ts guards it.
   */
  slotNow(deadline: Deadline): Slot | undefined {
    const now = this.#settings.clock.now();
    return this.#shared !== undefined || deadline.isOverAt(now) ? undefined : this.#gate.slotAt(now);
  }

  /** Waits for a slot and a turn, without a time limit; rejects with the signal's reason. */
  async enter(signal: AbortSignal): Promise<Slot> {
    const slot = await this.#gate.enter(signal);
    return await this.#inTurn(slot, { signal }, () => undefined);
  }

  /**
   * Waits for a slot and a turn within the call's deadline.
   * @throws {@link FunctionsError} `rate-limited` when the wait is longer, at once if that is known before; `aborted`.
   */
  async enterInTime(
    { requestId }: GatewayCall<unknown>,
    { attempts }: CallProgress,
    deadline: Deadline,
  ): Promise<Slot> {
    const assertTime = (waitMs: number): void => {
      if (waitMs > 0 && !fits(waitMs, deadline.remainingMs)) throw throttled(waitMs, requestId, attempts);
    };
    const { signal } = deadline;
    assertTime(this.opensInMs);
    try {
      return await this.#inTurn(await this.#gate.enter(signal), deadline, assertTime);
    } catch (error) {
      if (error !== signal.reason) throw error;
      // The platform is the reason, and a batch goes on waiting.
      if (error instanceof DeadlineExpired) throw throttled(this.opensInMs, requestId, attempts);
      throw interruption(error, { phase: 'invocation', requestId, attempts });
    }
  }

  /** Counts a request for the shared throttle; returns when it was sent, in wall-clock milliseconds. */
  sent(): number | undefined {
    return this.#shared?.sent();
  }

  /** What a response tells the gate. */
  slotResultOf(
    response: TransportResponse,
    { failures }: CallProgress,
    sentAt: number | undefined,
  ): SlotResult {
    if (response.status !== 429) return { kind: 'answered' };
    const { clock, retry } = this.#settings;
    const asked = retryAfterMs(response.headers, clock.wallNow());
    if (sentAt !== undefined) this.#shared?.refused(sentAt, asked);
    const reason = { code: 'rate-limited', asked } as const;
    const delayMs = pauseMs(reason, failures + 1, retry, clock);
    return { kind: 'throttled', delayMs, minDelayMs: minPauseMs(reason), isAsked: asked !== undefined };
  }

  /** @param call the call's deadline, which also limits how long it waits for the shared cache */
  async #inTurn(
    slot: Slot,
    call: { signal: AbortSignal },
    assertTime: (waitMs: number) => void,
  ): Promise<Slot> {
    if (this.#shared === undefined) return slot;
    const { signal } = call;
    try {
      const time = StoreTime.of(call, this.#settings.clock);
      const waitMs = await waitFor(this.#shared.turnInMs(time), signal);
      assertTime(waitMs);
      if (waitMs > 0) await sleep(this.#settings.clock, waitMs, signal);
      return slot;
    } catch (error) {
      slot.leave({ kind: 'failed' });
      throw error;
    }
  }
}
