import { pathToFileURL } from 'node:url';
import { addCleanup } from './support.js';

/** A message of the inspector protocol, as far as the tests read it. */
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly result?: Record<string, unknown>;
  readonly error?: unknown;
  readonly params?: Record<string, unknown>;
}

export interface Pause {
  readonly callFrames: readonly {
    readonly callFrameId: string;
    readonly location: { readonly lineNumber: number };
  }[];
  readonly hitBreakpoints: readonly string[];
}

/** Speaks the inspector protocol as a debugger does. */
export class Inspector {
  readonly #socket: WebSocket;
  readonly #answers = new Map<number, (message: Message) => void>();
  readonly #pauses: Pause[] = [];
  #onPause: ((pause: Pause) => void) | undefined;
  /** Resolves when the process has closed the connection. */
  readonly closed: Promise<void>;
  #calls = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    this.closed = new Promise((resolve) => socket.addEventListener('close', () => resolve()));
    socket.addEventListener('message', ({ data }) => this.#take(JSON.parse(String(data)) as Message));
  }

  /** Attaches to the process on the port, as soon as one listens. */
  static async attach(port: number): Promise<Inspector> {
    for (;;) {
      const list = await fetch(`http://127.0.0.1:${port}/json/list`).catch(() => undefined);
      const [target] = list ? ((await list.json()) as { webSocketDebuggerUrl: string }[]) : [];
      if (target) {
        const socket = new WebSocket(target.webSocketDebuggerUrl);
        const inspector = new Inspector(socket);
        await new Promise((resolve) => socket.addEventListener('open', resolve));
        addCleanup(() => inspector.detach());
        await inspector.send('Runtime.enable');
        await inspector.send('Debugger.enable');
        return inspector;
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  async send(method: string, params: object = {}): Promise<Record<string, unknown>> {
    this.#calls += 1;
    const id = this.#calls;
    const answer = new Promise<Message>((resolve) => this.#answers.set(id, resolve));
    this.#socket.send(JSON.stringify({ id, method, params }));
    const { error, result } = await answer;
    if (error !== undefined) throw new Error(JSON.stringify(error));
    return result ?? {};
  }

  /** Sets a breakpoint, also in a file that is not loaded yet, as VS Code and Chrome do. @param line counted from 1 */
  async breakAt(file: string, line: number): Promise<void> {
    await this.send('Debugger.setBreakpointByUrl', { url: pathToFileURL(file).href, lineNumber: line - 1 });
    await this.send('Runtime.runIfWaitingForDebugger');
  }

  /** The next pause, or the one that has come already. */
  async paused(): Promise<Pause> {
    const pause = this.#pauses.shift();
    return pause ?? (await new Promise((resolve) => (this.#onPause = resolve)));
  }

  /** Evaluates an expression where the function is paused. */
  async read({ callFrames: [frame] }: Pause, expression: string): Promise<unknown> {
    const params = { callFrameId: frame?.callFrameId, expression };
    const { result } = await this.send('Debugger.evaluateOnCallFrame', params);
    return (result as { readonly value?: unknown }).value;
  }

  async resume(): Promise<void> {
    await this.send('Debugger.resume');
  }

  async detach(): Promise<void> {
    this.#socket.close();
    await this.closed;
  }

  #take(message: Message): void {
    if (message.id !== undefined) this.#answers.get(message.id)?.(message);
    if (message.method !== 'Debugger.paused') return;
    const pause = message.params as unknown as Pause;
    if (this.#onPause) this.#onPause(pause);
    else this.#pauses.push(pause);
    this.#onPause = undefined;
  }
}
