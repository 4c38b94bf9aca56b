import { format, ratioOf } from './rounds.mjs';

/** The median of one contender, written with its unit; undefined when the work or the contender was not measured. */
function medianOf(results, work, name, isWithUnit = true) {
  const result = results.find((one) => one.work === work);
  const contender = result?.values.find((one) => one.name === name);
  if (contender === undefined) return undefined;
  return `${format(contender.median)}${isWithUnit && result.unit ? ` ${result.unit}` : ''}`;
}

/** How many times the one is the other: the ratio of the table, where it has one. */
function factorOf(results, work, one, other) {
  const result = results.find((each) => each.work === work);
  const wish = result?.wanted.find(({ ratio }) => ratio?.[0] === one && ratio[1] === other);
  const [first, second] = [one, other].map((name) => result?.values.find((each) => each.name === name));
  if (first === undefined || second === undefined) return undefined;
  return format((wish?.measured ?? ratioOf(first, second)).median);
}

/** A text with measured values in it; undefined when one of them was not measured. */
const say = (texts, ...values) =>
  values.includes(undefined) ? undefined : String.raw({ raw: texts }, ...values);

/** The parts of the three lines; what was not measured is left out. */
function verdictParts(results) {
  const factor = (...names) => factorOf(results, ...names);
  const median = (...names) => medianOf(results, ...names);
  const warm = 'warm invocations a second, 50 at once';
  const cold = 'requests of 1000 cold calls at once';
  const step = 'a step, process start to exit';
  return {
    Library: [
      say`${factor(warm, 'core', 'liveperson-client')} times as many warm invocations a second as LivePerson's own client`,
      say`${factor(warm, 'core', 'limit')} times as many as a bare undici request`,
      say`1,000 cold calls at once take ${median(cold, 'core')} requests (LivePerson's client: ${median(cold, 'liveperson-client')})`,
    ],
    'Action and command line': [
      say`a step of the Action takes ${median(step, 'the Action')} from start to exit`,
      say`\`lp-faas invoke\` ${median(step, 'lp-faas invoke')}`,
      say`the same calls with curl and jq ${median(step, 'curl and jq')}`,
    ],
    'Node-RED': [
      say`${factor('Node-RED messages a second, 32 at once', 'invoke node', 'http request')} times as many messages a second as the \`http request\` node`,
      say`${factor('CPU per Node-RED message, 32 at once', 'invoke node', 'http request')} times its CPU time for each`,
    ],
  };
}

/** What a reader wants to know first: one line each for library, Action and nodes. */
export function verdictLines(results) {
  return Object.entries(verdictParts(results)).flatMap(([subject, parts]) => {
    const measured = parts.filter((part) => part !== undefined);
    return measured.length === 0 ? [] : [`- **${subject}:** ${measured.join('; ')}.`];
  });
}

const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

function ratioRows({ work, verdicts }) {
  return verdicts.map(({ what, got, limit, isMet }, index) => [
    index === 0 ? work : '',
    what,
    isMet ? got : `${got} (missed)`,
    limit,
  ]);
}

function medianRows({ work, unit, values }) {
  return values.map(({ name, median, spread, note = '' }, index) => [
    index === 0 ? work : '',
    name,
    `${format(median, spread)} ${unit}`.trim(),
    note,
  ]);
}

/** What docs/performance.md says of the results: three lines of verdict, the ratios, and the medians folded away. */
export function measuredPart(results, { dates, node, platform, cpus }) {
  const days = new Intl.ListFormat('en-GB').format([...new Set(dates)].sort());
  return [
    ...verdictLines(results),
    '',
    `Measured on ${days} with Node ${node} on ${platform}, ${cpus} cores.`,
    '',
    table(['work', 'compared', 'measured', 'wanted'], results.flatMap(ratioRows)),
    '',
    '<details>',
    '<summary>The medians behind the ratios</summary>',
    '',
    table(['work', 'contender', 'median', 'notes'], results.flatMap(medianRows)),
    '',
    '</details>',
  ].join('\n');
}
