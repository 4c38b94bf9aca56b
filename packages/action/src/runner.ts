import * as core from '@actions/core';
import { neutral } from './untrusted.js';

/** The title of an annotation, and what it says. */
export interface Annotation {
  readonly title: string;
  readonly message: string;
}

/** What the action asks of the runner; the one place that knows `@actions/core`. */
export interface Runner {
  /** An input's text, trimmed; empty when it is not set. */
  input(name: string): string;
  /** The names of all inputs that were given, in lower case, known or not. */
  inputNames(): readonly string[];
  /** Keeps a value out of everything that is shown from now on. */
  mask(secret: string): void;
  /** Writes one line to the log. */
  info(line: string): void;
  /** Writes one line that is shown only when somebody looks for defects. */
  debug(line: string): void;
  /** What is written until the group ends is folded away under this title. */
  startGroup(title: string): void;
  endGroup(): void;
  warning(annotation: Annotation): void;
  error(annotation: Annotation): void;
  setOutput(name: string, value: string): void;
  /** Adds Markdown to the job's summary page. */
  addSummary(markdown: string): Promise<void>;
}

/** The real runner. Every text is made harmless here, so that no caller can forget it. */
export const githubRunner: Runner = {
  input: (name) => core.getInput(name),
  inputNames: () =>
    Object.keys(process.env)
      .filter((name) => /^INPUT_./i.test(name))
      .map((name) => name.slice('INPUT_'.length).toLowerCase()),
  mask: (secret) => core.setSecret(secret),
  info: (line) => core.info(neutral(line)),
  debug(line) {
    // Otherwise it would be written for every request, for the runner to drop.
    if (core.isDebug()) core.debug(neutral(line));
  },
  startGroup: (title) => core.startGroup(neutral(title)),
  endGroup: () => core.endGroup(),
  warning: ({ title, message }) => core.warning(neutral(message), { title }),
  error: ({ title, message }) => core.error(neutral(message), { title }),
  setOutput: (name, value) => core.setOutput(name, value),
  async addSummary(markdown) {
    // Outside of a runner there may be no page to write to.
    if (process.env['GITHUB_STEP_SUMMARY']) await core.summary.addRaw(markdown, true).write();
  },
};
