import { read } from './repository.js';

/** A fenced block of a page. */
export interface PageBlock {
  readonly language: string;
  readonly text: string;
  /** The file that its first line names in a comment, such as `// app.ts` or `# deploy.yml`. */
  readonly file: string | undefined;
  /** The output that the page shows below it: the `text` block that follows with nothing between. */
  readonly shown: string | undefined;
  /** The line of the page on which it begins, from 1. */
  readonly line: number;
}

/** The fenced blocks of a page, in order. */
export function blocksOf(path: string): readonly PageBlock[] {
  const page = read(path);
  const found = [...page.matchAll(/^```(\w*)\n(.*?)^```$(?:\n+```text\n(.*?)^```$)?/gms)];
  return found.map(({ index, 1: language = '', 2: text = '', 3: shown }) => ({
    language,
    text,
    file: /^(?:\/\/|#) ([\w.-]+\.\w+)\n/.exec(text)?.[1],
    shown: shown?.trimEnd(),
    line: page.slice(0, index).split('\n').length,
  }));
}

/** The only block that names this file. */
export function blockOf(path: string, file: string): PageBlock {
  const [block, ...others] = blocksOf(path).filter((one) => one.file === file);
  if (block === undefined || others.length > 0)
    throw new Error(`${path} needs exactly one block that begins with a comment with ${file}`);
  return block;
}
