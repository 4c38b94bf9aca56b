/** The Salesforce client: `jsforce` from the project, which is too large to bring along. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { reportRefusal } from '../refusals.js';

interface JsForce {
  readonly Connection: new (options: object) => object;
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND';
}

function loadJsForce(names: readonly string[]): JsForce {
  // Functions run in the folder of their project.
  const load = createRequire(join(process.cwd(), 'functions', 'index.js'));
  for (const name of names) {
    try {
      return load(name) as JsForce;
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
  const [name] = names;
  const reason = `The sandbox loads ${name} from your project, which does not have it. Run: npm install ${name}`;
  reportRefusal('Toolbelt.SFClient().connectToSalesforce()', reason);
  throw new Error(reason);
}

/** @param names the packages that may hold jsforce; the first one is the platform's own */
export function salesforceClient(...names: readonly string[]) {
  return {
    connectToSalesforce(options: object): object {
      const { Connection } = loadJsForce(names);
      return new Connection(options);
    },
  };
}
