import { parseSync } from '@swc/core';

const OPERATORS = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '&&': '||',
  '||': '&&',
  '??': '&&',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
  '+=': '-=',
  '-=': '+=',
};
const NAMES = { min: 'max', max: 'min', some: 'every', every: 'some', floor: 'ceil', ceil: 'floor' };

/** Where TypeScript wraps an expression. Its other nodes are types, which no test can see. */
const WRAPPERS = new Set([
  'TsAsExpression',
  'TsConstAssertion',
  'TsNonNullExpression',
  'TsSatisfiesExpression',
]);

const isForPeople = (text) => /[a-z] [a-z]/i.test(text);
const isText = ({ type }) => type === 'StringLiteral' || type === 'TemplateLiteral';
const isExit = ({ type, stmts }) =>
  /^(?:Return|Throw|Continue|Break)Statement$/.test(type) || (stmts?.length > 0 && isExit(stmts.at(-1)));

/** A number that differs enough to matter: a limit of 600,000 ms that is off by one harms no one. */
function otherNumber(value) {
  if (value > 10) return String(value * 2);
  return String(Number.isInteger(value) ? value + 1 : Number((value * 1.1).toPrecision(6)));
}

/** Changes an operator, which has no position of its own: it stands between its operands. */
function swapOperator({ operator, left, right }) {
  const isConcatenation = operator === '+' && (isText(left) || isText(right));
  if (!Object.hasOwn(OPERATORS, operator) || isConcatenation) return [];
  return [{ after: left.span.end, find: operator, text: OPERATORS[operator] }];
}

const negate = ({ span }) => ({ span, text: (before) => `!(${before})` });

/** What can be changed at a node of each type. */
const CHANGES = {
  BinaryExpression: swapOperator,
  AssignmentExpression: swapOperator,
  NumericLiteral: ({ span, value }) => [{ span, text: otherNumber(value) }],
  BooleanLiteral: ({ span, value }) => [{ span, text: String(!value) }],
  StringLiteral: ({ span, value }) => (isForPeople(value) ? [{ span, text: "'mutant'" }] : []),
  TemplateElement: ({ span, raw }) => (isForPeople(raw) ? [{ span, text: 'mutant' }] : []),
  UnaryExpression: ({ span, operator }) =>
    operator === '!' ? [{ span, text: (before) => before.slice(1) }] : [],
  ConditionalExpression: ({ test }) => [negate(test)],
  IfStatement: ({ test, consequent }) => (isExit(consequent) ? [{ span: test.span, text: 'false' }] : []),
  // A call for its effect alone is left out.
  ExpressionStatement: ({ span, expression: { type, callee } }) =>
    type === 'CallExpression' && callee.type !== 'Super' ? [{ span, text: ';' }] : [],
  MemberExpression: ({ property: { type, value, span } }) =>
    type === 'Identifier' && Object.hasOwn(NAMES, value) ? [{ span, text: NAMES[value] }] : [],
};

/** Every change at a node and below it. */
function changesIn(node) {
  if (node === null || typeof node !== 'object') return [];
  const { type = '' } = node;
  const isType = typeof type === 'string' && type.startsWith('Ts') && !WRAPPERS.has(type);
  if (isType || type === 'ImportDeclaration') return [];
  return [...(CHANGES[type]?.(node) ?? []), ...Object.values(node).flatMap(changesIn)];
}

/** Lists every mutant of a source: the bytes from `start` to `end`, which become `text`. */
export function mutantsOf(source) {
  const bytes = Buffer.from(source);
  // Positions count bytes from some base, which the empty statement in front shows.
  const { body } = parseSync(`;${source}`, { syntax: 'typescript', target: 'es2022' });
  const base = body[0].span.start + 1;
  return body.flatMap(changesIn).map(({ span, after, find, text }) => {
    const start = span ? span.start - base : bytes.indexOf(find, after - base);
    const end = span ? span.end - base : start + find.length;
    const before = bytes.subarray(start, end).toString();
    const line = bytes.subarray(0, start).toString().split('\n').length;
    return { start, end, line, before, text: typeof text === 'string' ? text : text(before) };
  });
}

/** The source with one mutant in it. */
export function mutated(source, { start, end, text }) {
  const bytes = Buffer.from(source);
  return `${bytes.subarray(0, start)}${text}${bytes.subarray(end)}`;
}
