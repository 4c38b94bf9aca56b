const quarters = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { median: at(0.5), spread: (at(0.75) - at(0.25)) / 2 };
};

const rounded = (value) => (value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(3));

/** A number with three significant digits, and its spread if it has one. */
export const format = (value, spread = 0) =>
  spread > 0 ? `${rounded(value)} ± ${rounded(spread)}` : rounded(value);

/** The middle, half of the way between the quarters (one slow round says nothing), and what they are taken of. */
export function summary(values) {
  return { ...quarters(values), rounds: values };
}

/**
 * How one contender stands to another. Where both ran in the same rounds, the middle of what each round says: what
 * slows the machine down for a while slows both of them.
 */
export function ratioOf(one, other) {
  const isPaired = one.rounds !== undefined && one.rounds.length === other.rounds?.length;
  if (!isPaired) return { median: one.median / other.median, spread: 0 };
  return quarters(one.rounds.map((value, round) => value / other.rounds[round]));
}

/** Runs contenders in turn, this often; every other time in reverse order, so that none always follows the same one. */
export async function inTurn(contenders, rounds, run) {
  const results = new Map(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? contenders : [...contenders].reverse();
    for (const contender of order) results.get(contender.name).push(await run(contender));
  }
  return results;
}
