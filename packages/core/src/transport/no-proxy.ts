interface Entry {
  readonly hostname: string;
  /** 0 for every port. */
  readonly port: number;
}

/**
 * The hosts that bypass the proxy, in the format of `no_proxy`: names separated by commas or spaces, each with a port
 * if only that port is meant; `.example.com` and `*.example.com` match every name below; `*` alone matches all.
 */
export class NoProxy {
  readonly #fixed: string | undefined;
  #text = '';
  #entries: readonly Entry[] = [];

  /** @param hosts default: those of `no_proxy` or `NO_PROXY` at the time of each request */
  constructor(hosts?: readonly string[]) {
    this.#fixed = hosts?.join(',');
  }

  /** Whether requests to an https URL bypass the proxy. */
  matches({ hostname, port }: URL): boolean {
    this.#read(this.#fixed ?? process.env['no_proxy'] ?? process.env['NO_PROXY'] ?? '');
    if (this.#text === '*') return true;
    const number = Number(port) || 443;
    return this.#entries.some(
      (entry) => (entry.port === 0 || entry.port === number) && isNamed(hostname, entry.hostname),
    );
  }

  #read(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    this.#entries = text
      .split(/[,\s]/)
      .filter(Boolean)
      .map((entry) => {
        const [, hostname = entry, port = '0'] = /^(.+):(\d+)$/.exec(entry) ?? [];
        return { hostname: hostname.toLowerCase(), port: Number(port) };
      });
  }
}

function isNamed(hostname: string, pattern: string): boolean {
  return /^[.*]/.test(pattern) ? hostname.endsWith(pattern.replace(/^\*/, '')) : hostname === pattern;
}
