import { type Browser, chromium } from 'playwright-core';

/** Starts a browser that reaches only this machine: all other requests go to a proxy that does not exist. */
export function startChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Playwright's routing would disable the cache, and each page would load the whole editor again.
      '--proxy-server=127.0.0.1:9',
      // Hosts that the browser does not know as this machine, without any name server.
      '--proxy-bypass-list=*.test',
      '--host-resolver-rules=MAP *.test 127.0.0.1',
      '--lang=en-US',
    ],
  });
}
