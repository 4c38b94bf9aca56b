import type { Clock } from '../resilience/clock.js';
import { waitMs } from '../resilience/retry-after.js';
import type { SealedStore } from '../sharing/sealed-store.js';
import { StoreTime } from '../sharing/store-time.js';
import { isNote, type ThrottleNote } from './throttle-note.js';

const SECOND_MS = 1000;

/** Long enough for a job that runs every hour. */
const NOTE_TTL_MS = 3_600_000;

/** A process that was refused reads the count of its second after its pause, so counts outlive a pause. */
const COUNT_TTL_MS = 60_000;

/** How often the shared note is read; also after a refusal. Sooner when it could not be read. */
const READ_EVERY_MS = 60_000;
const READ_AGAIN_MS = 5000;

/** How often counts are written at most. */
const FLUSH_EVERY_MS = 100;

/** A rate that was refused although all kept to it is cut; one that was used up for a minute is raised. */
const CUT = 0.9;
const RAISE = 1.05;
const RAISE_AFTER_MS = 60_000;

/** After this many seconds that are fully booked, the next one is taken unasked. */
const MAX_LOOKS = 20;

/** Anyone who can write to the store can change the counters, so a turn beyond this wait is ignored. */
const MAX_TURN_MS = 60_000;

/**
 * Shares a rate limit among the processes of one account. They count what they send, second by second. The first one
 * that is refused reads from that count how many the platform let through, and writes it down for the others; from
 * then on each request takes a numbered turn. Without throttling, a request costs one count in the background.
 */
export class SharedThrottle {
  readonly #store: SealedStore;
  readonly #clock: Clock;
  readonly #key: string;
  #note: ThrottleNote | undefined;
  #readAgainAt = Number.NEGATIVE_INFINITY;
  /** The read of the note in flight, which all callers share. */
  #reading: { readonly time: StoreTime; readonly done: Promise<void> } | undefined;
  /** When the refused request was sent, until the rate is learned from it. */
  #refusedAt: number | undefined;
  readonly #unwritten = new Map<number, number>();
  readonly #writing = new Set<Promise<unknown>>();
  #flushedAt = Number.NEGATIVE_INFINITY;

  constructor(store: SealedStore, clock: Clock, key: string) {
    this.#store = store;
    this.#clock = clock;
    this.#key = key;
  }

  /**
   * Milliseconds until the turn of one more request; 0 when it may go now.
   * @param time how long the call may wait for the store
   */
  async turnInMs(time = new StoreTime(this.#clock)): Promise<number> {
    const isOld = this.#clock.wallNow() >= this.#readAgainAt;
    if (isOld || this.#refusedAt !== undefined) await this.#refreshNote(time);
    const now = this.#clock.wallNow();
    const note = this.#note;
    if (note === undefined || note.at + NOTE_TTL_MS < now) return 0;
    const from = Math.max(now, note.closedUntil);
    if (note.perSecond === undefined) return from - now;
    const turn = await this.#reserve(note.perSecond, from, time);
    if (turn > now + SECOND_MS) this.#raise(note, now);
    return turn - now;
  }

  /** Counts a request; returns when it was sent, in wall-clock milliseconds. */
  sent(): number {
    const now = this.#clock.wallNow();
    this.#count(now, 1);
    if (now - this.#flushedAt >= FLUSH_EVERY_MS) this.#flush(now);
    return now;
  }

  /**
   * Notes that the platform refused a request.
   * @param sentAt what `sent` returned for it
   * @param askedMs its `Retry-After`, in milliseconds
   */
  refused(sentAt: number, askedMs: number | undefined): void {
    const now = this.#clock.wallNow();
    this.#count(sentAt, -1);
    this.#flush(now);
    this.#refusedAt ??= sentAt;
    if (askedMs === undefined) return;
    const closedUntil = Math.max(this.#note?.closedUntil ?? 0, now + waitMs(askedMs));
    this.#write({ at: now, ...this.#note, closedUntil });
  }

  /** Writes what was counted and learned; takes half a second at most. */
  async flush(): Promise<void> {
    this.#flush(this.#clock.wallNow());
    await Promise.all(this.#writing);
  }

  /** Books the next free turn from a time on; returns the time of the turn. */
  async #reserve(perSecond: number, from: number, time: StoreTime): Promise<number> {
    let second = Math.floor(from / SECOND_MS);
    for (let looks = 0; looks < MAX_LOOKS; looks += 1) {
      const start = second * SECOND_MS;
      const ttlMs = Math.max(0, start - from) + COUNT_TTL_MS;
      const turnOf = (number: number): number => start + ((number - 1) * SECOND_MS) / perSecond;
      const isPlausible = (number: number): boolean => number >= 1 && turnOf(number) <= from + MAX_TURN_MS;
      const number = await this.#store.add(`${this.#key}:turn:${second}`, 1, ttlMs, time, isPlausible);
      if (number === undefined) return from;
      if (number <= perSecond) return Math.max(from, turnOf(number));
      second += Math.max(1, Math.floor((number - 1) / perSecond));
    }
    return second * SECOND_MS;
  }

  /** Reads the note, once for all callers that wait for it. */
  async #refreshNote(callerTime: StoreTime): Promise<void> {
    const earlier = this.#reading;
    if (earlier !== undefined) {
      await earlier.time.spentBy(callerTime, () => earlier.done);
      // A refusal that came during the read is not in it.
      if (this.#refusedAt === undefined) return;
    }
    const time = this.#reading?.time ?? new StoreTime(this.#clock);
    await time.spentBy(callerTime, () => (this.#reading ?? this.#startReading(time)).done);
  }

  #startReading(time: StoreTime): { readonly time: StoreTime; readonly done: Promise<void> } {
    const done = this.#readNote(time).finally(() => {
      this.#reading = undefined;
    });
    this.#reading = { time, done };
    return this.#reading;
  }

  /** Reads the note. After a refusal that it does not explain, learns the rate from the counts and writes it. */
  async #readNote(time: StoreTime): Promise<void> {
    const refusedAt = this.#refusedAt;
    this.#refusedAt = undefined;
    const before = this.#note;
    const read = await this.#store.read(this.#key, time, (value) => isNote(value, this.#clock.wallNow()));
    const now = this.#clock.wallNow();
    this.#readAgainAt = now + (read === null ? READ_AGAIN_MS : READ_EVERY_MS);
    // What is known stays valid while the store fails.
    if (read !== null) this.#note = read as ThrottleNote | undefined;
    if (refusedAt === undefined) return;
    const note = this.#note;
    const known = note?.perSecond;
    // Another process has learned from it, or this one did not know the rate that it had to keep to.
    const isNews = note?.at !== before?.at || note?.raisedAt !== before?.raisedAt;
    if (known !== undefined && isNews) return;
    const through = await this.#wentThrough(refusedAt, time);
    if (through === undefined) return;
    const perSecond = Math.max(1, known === undefined ? through : Math.min(Math.floor(known * CUT), through));
    const at = this.#clock.wallNow();
    this.#write({ closedUntil: this.#note?.closedUntil ?? 0, perSecond, at });
  }

  /** How many requests of all processes went through in a second, or in the one before it if that is more. */
  async #wentThrough(at: number, time: StoreTime): Promise<number | undefined> {
    const second = Math.floor(at / SECOND_MS);
    const counts = await Promise.all([second - 1, second].map((one) => this.#add(one, 0, time)));
    const known = counts.filter((count) => count !== undefined);
    return known.length === 0 ? undefined : Math.max(...known);
  }

  /** Does not renew the note: otherwise forged counters, for which all wait, would keep it alive. */
  #raise(note: ThrottleNote, now: number): void {
    const { perSecond, at, raisedAt = at } = note;
    if (perSecond === undefined || now - raisedAt < RAISE_AFTER_MS) return;
    this.#write({ ...note, perSecond: Math.ceil(perSecond * RAISE), raisedAt: now });
  }

  #write(note: ThrottleNote): void {
    this.#note = note;
    this.#inBackground(this.#store.write(this.#key, note, NOTE_TTL_MS));
  }

  #count(at: number, count: number): void {
    const second = Math.floor(at / SECOND_MS);
    this.#unwritten.set(second, (this.#unwritten.get(second) ?? 0) + count);
  }

  #flush(now: number): void {
    this.#flushedAt = now;
    for (const [second, count] of this.#unwritten) this.#inBackground(this.#add(second, count));
    this.#unwritten.clear();
  }

  /** Only `flush` waits for it. */
  #inBackground(writing: Promise<unknown>): void {
    this.#writing.add(writing);
    writing.finally(() => this.#writing.delete(writing));
  }

  #add(second: number, count: number, time?: StoreTime): Promise<number | undefined> {
    return this.#store.add(`${this.#key}:sent:${second}`, count, COUNT_TTL_MS, time);
  }
}
