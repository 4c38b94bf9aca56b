import type { Reply } from './scripted-platform.js';

/** Ways in which a server fails to respond, on real sockets. */
export const FAULTS: Readonly<Record<string, Reply>> = {
  'a body cut off against its Content-Length': (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"result":"ha', () => response.socket?.destroy());
  },
  'a chunked body without its end': (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"result":"ha', () => response.socket?.destroy());
  },
  'an answer that ends with the connection, half way': (response) => {
    response.socket?.end('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{"result":"ha');
  },
  'an empty answer that ends with the connection': (response) => {
    response.socket?.end('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n');
  },
  'no answer at all': () => undefined,
  'headers, and then nothing': (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
  },
  'a body that stalls half way': (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"result":"ha');
  },
  'a body that drips for ever': (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const drip = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(drip));
  },
  'a body that floods for ever': (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const flood = 'x'.repeat(65_536);
    const pour = (): void => {
      while (!response.destroyed && response.write(flood));
    };
    response.on('drain', pour);
    pour();
  },
  'a reset connection': (response) => {
    response.socket?.resetAndDestroy();
  },
  'a connection closed without a word': (response) => {
    response.socket?.end();
  },
  'a response that is not HTTP': (response) => {
    response.socket?.end('SSH-2.0-OpenSSH_9.2\r\n');
  },
  'a page of HTML with status 200': (response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<!DOCTYPE html><title>Sign in</title>');
  },
  'a page of HTML with status 502': (response) => {
    response.writeHead(502, { 'content-type': 'text/html' });
    response.end('<html><h1>502 Bad Gateway</h1></html>');
  },
  'a redirect to itself that keeps the method': (response, request) => {
    response.writeHead(307, { location: request.url });
    response.end();
  },
  'bytes that are not UTF-8': (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(Buffer.from([0x22, 0xff, 0xfe, 0x22]));
  },
};
