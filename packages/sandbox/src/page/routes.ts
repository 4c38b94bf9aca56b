import { readFile } from 'node:fs/promises';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { addRoute } from '../server/http-server.js';

const FOLDER = new URL('../../page/', import.meta.url);

const SCRIPTS = ['main.js', 'dom.js', 'control.js', 'invoke-form.js', 'requests.js', 'faults.js'];

/** What the page may do: load its own files and use its own sandbox. Texts cannot become HTML (Trusted Types). */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

async function sendFile(reply: FastifyReply, name: string, type: string): Promise<FastifyReply> {
  const content = await readFile(new URL(name, FOLDER), 'utf8');
  return reply.headers(HEADERS).type(`${type}; charset=utf-8`).send(content);
}

/** The page for people at `/`. Its script and style are control routes, which pages of other origins cannot load. */
export function addPageRoutes(app: FastifyInstance): void {
  // Every other method at / remains a path that the platform does not have.
  app.route({
    method: 'GET',
    url: '/',
    config: { isPage: true },
    handler: async (_request, reply) => sendFile(reply, 'index.html', 'text/html'),
  });
  addRoute(app, {
    method: 'GET',
    url: '/_sandbox/page/page.css',
    handler: async (_request, reply) => sendFile(reply, 'page.css', 'text/css'),
  });
  for (const name of SCRIPTS) {
    addRoute(app, {
      method: 'GET',
      url: `/_sandbox/page/${name}`,
      handler: async (_request, reply) => sendFile(reply, name, 'text/javascript'),
    });
  }
}
