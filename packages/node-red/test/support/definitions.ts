import { type Node, parse } from 'acorn';

/** A property in the `defaults` of a node. */
export interface Property {
  readonly value?: unknown;
  /** Type of the configuration node that the property refers to. */
  readonly type?: unknown;
}

/** The definition of a node, read from its page. */
export interface Definition {
  readonly type: unknown;
  readonly keys: readonly string[];
  readonly defaults: Readonly<Record<string, Property>>;
  readonly credentials: readonly string[];
}

interface ObjectLiteral {
  readonly properties: readonly { readonly key: { readonly name: string }; readonly value: Literal }[];
}
type Literal = ObjectLiteral & { readonly type: string; readonly value?: unknown };
interface Call {
  readonly type: string;
  readonly callee: { readonly property?: { readonly name?: string } };
  readonly arguments: readonly [Literal, Literal];
}

/** Reads every `registerType` call of a page without running it, as the Flow Library does. */
export function definitionsIn(page: string): Definition[] {
  const scripts = [...page.matchAll(/<script type="text\/javascript">([\s\S]*?)<\/script>/g)];
  const trees: Node[] = scripts.map(([, code = '']) => parse(code, { ecmaVersion: 'latest' }));
  return [...all(trees)]
    .filter(({ type, callee }) => type === 'CallExpression' && callee.property?.name === 'registerType')
    .map(({ arguments: [type, definition] }) => {
      const { defaults, credentials, ...others } = parts(definition);
      const properties = Object.entries(defaults ? parts(defaults) : {});
      return {
        type: type.value,
        keys: Object.keys({ defaults, ...others }),
        defaults: Object.fromEntries(properties.map(([name, property]) => [name, literals(property)])),
        credentials: Object.keys(credentials ? parts(credentials) : {}),
      };
    });
}

/** Iterates over all nodes of a syntax tree. */
function* all(tree: unknown): Generator<Call> {
  if (typeof tree !== 'object' || tree === null) return;
  if ('type' in tree) yield tree as Call;
  for (const child of Object.values(tree)) yield* all(child);
}

const parts = ({ properties }: ObjectLiteral): Record<string, Literal> =>
  Object.fromEntries(properties.map(({ key, value }) => [key.name, value]));

const literals = (object: ObjectLiteral): Property =>
  Object.fromEntries(
    Object.entries(parts(object)).flatMap(([name, { type, value }]) =>
      type === 'Literal' ? [[name, value]] : [],
    ),
  );
