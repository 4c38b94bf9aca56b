/** The middle, and half of the way between the quarters: one slow round says nothing. */
export function summary(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { median: at(0.5), spread: (at(0.75) - at(0.25)) / 2 };
}

/** Runs contenders in turn, so often, so that what disturbs the machine disturbs all of them. */
export async function inTurn(contenders, rounds, run) {
  const results = new Map(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of contenders) results.get(contender.name).push(await run(contender));
  }
  return results;
}
