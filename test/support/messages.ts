import { parseSync } from '@swc/core';
import { filesOfRepository, read } from './repository.js';

/** A text of the sources that a user can meet as an error; `…` stands for every value in it. */
export interface Message {
  readonly file: string;
  readonly text: string;
}

const SOURCES =
  /^packages\/(?:(?:core|job|action|cli|node-red|sandbox)\/src\/.*\.ts|node-red\/src\/editor\/.*\.js|sandbox\/page\/.*\.js)$/;
const TEXTS_OF_NODES = /^packages\/node-red\/locales\/en-US\/.*\.json$/;

/** They explain options, show what goes well, or repeat texts of other files. */
const WITHOUT_ERRORS =
  /input-help\.ts|cli\/src\/(?:help|options)\.ts|cli\/(?:usage|snippets|banner|request-lines)\.ts|fakes\/functions-error\.ts/;

/** Its texts are LivePerson's own, apart from what the sandbox adds. */
const TOOLBELT = /function-runtime\/toolbelt\//;

/** Variables, properties and functions whose texts are advice or progress. */
const NO_ERROR = /HINTS$|^(?:hint|usual|info|debug|startGroup|writeGroup|paint|prompt|name|head)$/;

/** What a check warns of stands in its hints; the shared cache fails in the log. */
const IN_SPITE_OF_ROLE = /^(?:The token is|The application lacks|This machine's|The shared cache failed)/;

type Node = Record<string, unknown> & { readonly type?: string };
type Named = { readonly value?: string; readonly property?: { readonly value?: string } };
type Text = { readonly text: string; readonly role: string };

/** The text of a string or a template. */
function textOf(node: Node): string {
  if (node.type === 'StringLiteral') return String(node['value']);
  const parts = node['quasis'] as readonly { readonly cooked?: string; readonly raw: string }[];
  return parts.map(({ cooked, raw }) => cooked ?? raw).join('…');
}

/** The name that gives a text its role: of the variable, the property or the function that takes it. */
function roleOf(node: Node, key: string, role: string): string {
  const named = (field: string): string | undefined => {
    const { value, property } = (node[field] ?? {}) as Named;
    return value ?? property?.value;
  };
  if (node.type === 'VariableDeclarator') return named('id') ?? role;
  if (node.type === 'CallExpression') return named('callee') ?? role;
  const isProperty = node.type === 'KeyValueProperty' && key === 'value';
  return isProperty && !NO_ERROR.test(role) ? (named('key') ?? role) : role;
}

const isType = ({ type = '' }: Node): boolean => /^Ts(?:Type|Interface)|Import/.test(type);

/** Every string and template below a node, with its role. */
function* textsIn(node: unknown, role: string): Generator<Text> {
  if (Array.isArray(node)) for (const one of node) yield* textsIn(one, role);
  if (typeof node !== 'object' || node === null || Array.isArray(node) || isType(node as Node)) return;
  const { type } = node as Node;
  if (type === 'StringLiteral' || type === 'TemplateLiteral') yield { text: textOf(node as Node), role };
  for (const [key, value] of Object.entries(node)) {
    if (key !== 'span') yield* textsIn(value, roleOf(node as Node, key, role));
  }
}

/** A rule of a check is what follows “must be”. */
const asWritten = ({ text, role }: Text): string =>
  /^(?:must|methods|readable|rule)$/i.test(role) && /^(?!must)[a-z1-9].* /.test(text)
    ? `must be ${text}`
    : text;

const SENTENCE =
  /^(?:"?…"?|"\w+"|--[\w…-]+:?|…=0|lp-faas-invoke:|[A-Z][\w'=-]*,?|the|its|tokens\.get\(\)|merge|resume-file) /;
const PROBLEM =
  /^(?:must (?:be|have|hold|end|start)|is|are|cannot|has|does|requires|contains|line …|…, but|needs|names|has …, which) \S*[\w…]/;

function isMessage(text: string): boolean {
  if (/^(?:Usage|Basic|Bearer|…?<) /.test(text)) return false;
  const words = text.match(/[A-Za-z]{2,}/g)?.length ?? 0;
  return (
    (SENTENCE.test(text) && words >= (text.startsWith('Invalid') ? 2 : 3)) ||
    PROBLEM.test(text) ||
    text === 'is missing'
  );
}

const compact = (text: string): string => text.replaceAll(/…+/g, '…').replaceAll(/\s+/g, ' ').trim();

function messagesOf(file: string): Message[] {
  const isToolbelt = TOOLBELT.test(file);
  return [...textsIn(parseSync(read(file), { syntax: 'typescript' }).body, '')]
    .filter(({ role, text }) => !NO_ERROR.test(role) || IN_SPITE_OF_ROLE.test(text))
    .map((text) => compact(asWritten(text)))
    .filter((text) => isMessage(text) && (!isToolbelt || text.includes('The sandbox')))
    .map((text) => ({ file, text }));
}

type Locale = Record<string, string | Record<string, Record<string, string>>>;

/** The texts of the nodes' errors and notes, in English. */
function messagesOfNodes(file: string): Message[] {
  return Object.values(JSON.parse(read(file)) as Locale).flatMap((texts) => {
    const { error = {}, note = {} } = typeof texts === 'string' ? {} : texts;
    return [...Object.values(error), ...Object.values(note)]
      .map((text) => ({ file, text: compact(text.replaceAll(/__\w+__/g, '…')) }))
      .filter(({ text }) => /[a-z]/.test(text));
  });
}

/** Every message that a user can see, each text once. */
export function userVisibleMessages(): Message[] {
  const files = filesOfRepository().toSorted();
  const all = [
    ...files.filter((file) => SOURCES.test(file) && !WITHOUT_ERRORS.test(file)).flatMap(messagesOf),
    ...files.filter((file) => TEXTS_OF_NODES.test(file)).flatMap(messagesOfNodes),
  ];
  return [...new Map(all.map((message) => [message.text, message])).values()];
}
