/** The hooks of Node's module loader that resolve the platform's modules, for Node older than 22.15. */

export interface EsHooksData {
  /** The URL of each toolbelt, by its name. */
  readonly urls: Readonly<Record<string, string>>;
  /** Names of packages that are built into the platform. */
  readonly builtIn: readonly string[];
  /** Where those packages are resolved from. */
  readonly parentURL: string;
}

type Resolved = Promise<{ readonly url: string }>;
type NextResolve = (specifier: string, context?: object) => Resolved;

let data: EsHooksData = { urls: {}, builtIn: [], parentURL: import.meta.url };

export function initialize(given: EsHooksData): void {
  data = given;
}

export async function resolve(name: string, context: object, next: NextResolve): Resolved {
  const url = data.urls[name];
  if (url !== undefined) return { url, shortCircuit: true } as { readonly url: string };
  try {
    return await next(name, context);
  } catch (error) {
    const isBuiltIn = data.builtIn.some((item) => name === item || name.startsWith(`${item}/`));
    if (!isBuiltIn) throw error;
    return await next(name, { ...context, parentURL: data.parentURL });
  }
}
