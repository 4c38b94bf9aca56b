import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { findChromium } from '@lp-faas/testing/find-chromium';
import { chromium } from 'playwright-core';
import sharp from 'sharp';

const require = createRequire(import.meta.url);
const textOf = (path) => readFileSync(require.resolve(path), 'utf8');

const MARKDOWN = textOf('github-markdown-css/github-markdown-light.css');
const [TERMINAL, TERMINAL_STYLE] = [
  textOf('@xterm/xterm/lib/xterm.js'),
  textOf('@xterm/xterm/css/xterm.css'),
];

/** Enough for small text to be sharp, and small enough to load at once. */
const SCALE = 1.25;

/** Takes pictures in Chromium, and keeps what each of them shows as text. */
export class Camera {
  /** What each picture shows, by its name. */
  texts = {};
  #folder;
  #browser;

  static async start(folder) {
    const camera = new Camera();
    camera.#folder = folder;
    const { path, missing } = findChromium();
    if (path === undefined) throw new Error(missing);
    camera.#browser = await chromium.launch({
      executablePath: path,
      args: ['--no-sandbox', '--disable-gpu'],
    });
    return camera;
  }

  [Symbol.asyncDispose]() {
    return this.#browser.close();
  }

  /** Opens a page that is as wide as the picture. It grows with what it shows. */
  newPage(width, height = 1) {
    return this.#browser.newPage({ viewport: { width, height }, deviceScaleFactor: SCALE });
  }

  async take(name, page, area = 'body') {
    // 256 colours are enough for text, and a third of the size.
    const picture = sharp(await page.locator(area).screenshot()).png({ palette: true, effort: 10 });
    await picture.toFile(`${this.#folder}/${name}.png`);
    // biome-ignore lint/performance/useDomNodeTextContent: only what the picture shows.
    this.texts[name] = await page.locator(area).innerText();
    await page.close();
  }

  /** Takes HTML in the style in which GitHub shows Markdown. */
  async takeHtml(name, html, width, style = '') {
    const page = await this.newPage(width);
    const body = '.markdown-body { padding: 20px 24px; font-size: 14px; display: flow-root; }';
    await page.setContent(
      `<style>${MARKDOWN}${body}${style}</style><body class="markdown-body">${html}</body>`,
    );
    await this.take(name, page);
  }

  /** Takes a terminal after a program has written to it. */
  async takeTerminal(name, written, { columns, rows }) {
    const page = await this.newPage(columns * 8 + 40, rows * 17 + 40);
    const body = 'body { margin: 0; padding: 14px; background: #0d1117; display: inline-block; }';
    await page.setContent(`<style>${TERMINAL_STYLE}${body}</style><body><div id="terminal"></div></body>`);
    await page.addScriptTag({ content: TERMINAL });
    const lines = await page.evaluate(showTerminal, { written, columns, rows });
    await this.take(name, page);
    this.texts[name] = lines.join('\n');
  }
}

/** Runs in the page. Returns the lines that the terminal shows. */
async function showTerminal({ written, columns, rows }) {
  const theme = { background: '#0d1117', foreground: '#e6edf3', cursor: '#0d1117' };
  const terminal = new globalThis.Terminal({ cols: columns, rows, fontSize: 13, theme, scrollback: 0 });
  terminal.open(globalThis.document.getElementById('terminal'));
  await new Promise((resolve) => terminal.write(written, resolve));
  await new Promise((resolve) => globalThis.requestAnimationFrame(() => setTimeout(resolve, 100)));
  return Array.from({ length: rows }, (_, row) =>
    terminal.buffer.active.getLine(row).translateToString(true),
  );
}
