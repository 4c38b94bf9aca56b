import { isRecord } from '../json.js';
import type { Clock } from '../resilience/clock.js';
import { waitMs } from '../resilience/retry-after.js';
import type { SealedStore } from '../sharing/sealed-store.js';

const SECOND_MS = 1000;

/** What was learned is worth something to a job that runs every hour. */
const NOTE_TTL_MS = 3_600_000;

/** Who was refused looks at its second again when it may go on: that is as long ago as a pause. */
const COUNT_TTL_MS = 60_000;

/** What the others know is read so often, and when a request was refused. */
const READ_EVERY_MS = 60_000;

/** Counted requests are told to the others so often at most. */
const TELL_EVERY_MS = 100;

/** What was refused although all kept to it is taken back by so much; what is used up for a minute is raised by so much. */
const CUT = 0.9;
const RAISE = 1.05;
const RAISE_AFTER_MS = 60_000;

/** So many seconds that are taken are passed over before nobody's turn is waited for any more. */
const MAX_LOOKS = 20;

/** No more can wait at once; whoever finds a higher number has a store that is broken. */
const MAX_WAITING = 1_000_000;

/** What the processes know together. Times are wall-clock milliseconds. */
interface Note {
  /** Requests a second that the platform lets all of them send; missing while nobody knows. */
  readonly perSecond?: number;
  /** Since when that is known. */
  readonly at: number;
  /** Until when the platform has asked everybody to wait. */
  readonly closedUntil: number;
}

/**
 * What processes of one account do together when the platform throttles: they count what they send, second by second.
 * The first that is refused sees in that count what the platform has let through, and tells the others; from then on
 * each takes a number for its turn. Where nobody is throttled, a request costs a count that nobody waits for.
 */
export class SharedThrottle {
  readonly #store: SealedStore;
  readonly #clock: Clock;
  readonly #key: string;
  #note: Note | undefined;
  #readAt = Number.NEGATIVE_INFINITY;
  /** When a request went out that was refused, until it is known why. */
  #refusedAt: number | undefined;
  readonly #untold = new Map<number, number>();
  readonly #writing = new Set<Promise<unknown>>();
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(store: SealedStore, clock: Clock, key: string) {
    this.#store = store;
    this.#clock = clock;
    this.#key = key;
  }

  /** Milliseconds until it is the turn of one more request; 0 when it may go now. */
  async turnInMs(): Promise<number> {
    const isOld = this.#clock.wallNow() - this.#readAt >= READ_EVERY_MS;
    if (isOld || this.#refusedAt !== undefined) await this.#look();
    const now = this.#clock.wallNow();
    const note = this.#note;
    if (note === undefined || note.at + NOTE_TTL_MS < now) return 0;
    const from = Math.max(now, note.closedUntil);
    if (note.perSecond === undefined) return from - now;
    const turn = await this.#reserve(note.perSecond, from);
    if (turn > now + SECOND_MS) this.#raise(note, now);
    return turn - now;
  }

  /** A request goes out; answers when, on the wall clock. */
  sent(): number {
    const now = this.#clock.wallNow();
    this.#count(now, 1);
    if (now - this.#toldAt >= TELL_EVERY_MS) this.#tell(now);
    return now;
  }

  /**
   * The platform refused a request that went out at `sentAt`.
   * @param askedMs how long it asks to wait, if it does
   */
  refused(sentAt: number, askedMs: number | undefined): void {
    const now = this.#clock.wallNow();
    this.#count(sentAt, -1);
    this.#tell(now);
    this.#refusedAt ??= sentAt;
    if (askedMs === undefined) return;
    const closedUntil = Math.max(this.#note?.closedUntil ?? 0, now + waitMs(askedMs));
    this.#write({ at: now, ...this.#note, closedUntil });
  }

  /** Waits until the others can know what this process knows; a second at most. */
  async told(): Promise<void> {
    this.#tell(this.#clock.wallNow());
    await Promise.all(this.#writing);
  }

  /** Takes the next number that is free from a moment on; answers the moment of its turn. */
  async #reserve(perSecond: number, from: number): Promise<number> {
    let second = Math.floor(from / SECOND_MS);
    for (let looks = 0; looks < MAX_LOOKS; looks += 1) {
      const start = second * SECOND_MS;
      const ttlMs = Math.max(0, start - from) + COUNT_TTL_MS;
      const number = await this.#store.add(`${this.#key}:turn:${second}`, 1, ttlMs);
      if (number === undefined || number > MAX_WAITING) return from;
      if (number <= perSecond) return Math.max(from, start + ((number - 1) * SECOND_MS) / perSecond);
      second += Math.max(1, Math.floor((number - 1) / perSecond));
    }
    return second * SECOND_MS;
  }

  /** Reads what the others know. When this process was refused and they do not know why, it finds out. */
  async #look(): Promise<void> {
    const refusedAt = this.#refusedAt;
    this.#refusedAt = undefined;
    const before = this.#note;
    this.#note = asNote(await this.#store.read(this.#key));
    this.#readAt = this.#clock.wallNow();
    if (refusedAt === undefined) return;
    const known = this.#note?.perSecond;
    // Somebody else has learned from it, or this process did not know what it had to keep to.
    if (known !== undefined && this.#note?.at !== before?.at) return;
    const through = await this.#through(refusedAt);
    if (through === undefined) return;
    const perSecond = Math.max(1, known === undefined ? through : Math.min(Math.floor(known * CUT), through));
    this.#write({ closedUntil: 0, ...this.#note, perSecond, at: this.#clock.wallNow() });
  }

  /** How many requests of all processes were sent and not refused in a second, or in the one before it. */
  async #through(at: number): Promise<number | undefined> {
    const second = Math.floor(at / SECOND_MS);
    const counts = await Promise.all([second - 1, second].map((one) => this.#add(one, 0)));
    const known = counts.filter((count) => count !== undefined);
    return known.length === 0 ? undefined : Math.max(...known);
  }

  #raise(note: Note, now: number): void {
    const { perSecond, at } = note;
    if (perSecond === undefined || now - at < RAISE_AFTER_MS) return;
    this.#write({ ...note, perSecond: Math.ceil(perSecond * RAISE), at: now });
  }

  #write(note: Note): void {
    this.#note = note;
    this.#behind(this.#store.write(this.#key, note, NOTE_TTL_MS));
  }

  #count(at: number, count: number): void {
    const second = Math.floor(at / SECOND_MS);
    this.#untold.set(second, (this.#untold.get(second) ?? 0) + count);
  }

  #tell(now: number): void {
    this.#toldAt = now;
    for (const [second, count] of this.#untold) this.#behind(this.#add(second, count));
    this.#untold.clear();
  }

  /** Nobody waits for it but who ends. */
  #behind(writing: Promise<unknown>): void {
    this.#writing.add(writing);
    writing.finally(() => this.#writing.delete(writing));
  }

  #add(second: number, count: number): Promise<number | undefined> {
    return this.#store.add(`${this.#key}:sent:${second}`, count, COUNT_TTL_MS);
  }
}

function asNote(value: unknown): Note | undefined {
  if (!isRecord(value)) return undefined;
  const { perSecond, at, closedUntil } = value;
  const isRate = perSecond === undefined || (Number.isSafeInteger(perSecond) && Number(perSecond) >= 1);
  if (!isRate || !Number.isFinite(at) || !Number.isFinite(closedUntil)) return undefined;
  return value as unknown as Note;
}
