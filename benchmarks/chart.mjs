const [LABEL, BAR, LINE, TOP] = [250, 330, 22, 30];
const OURS = { names: /^core|^lp-faas|Action$|^invoke node$/, colour: '#2f6fde', meaning: 'lp-faas-invoke' };
const LIMIT = {
  names: /^limit$|^node -e 0$|^bare |@actions\/core$/,
  colour: '#9aa4ae',
  meaning: 'the bare minimum',
};
const OTHERS = { names: /./, colour: '#d98f3e', meaning: 'other ways' };
const KINDS = [OURS, LIMIT, OTHERS];

const escaped = (text) => text.replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function legend(y) {
  const parts = KINDS.map(({ colour, meaning }, index) => {
    const x = 8 + index * 150;
    const square = `<rect x="${x}" y="${y}" width="12" height="12" fill="${colour}"/>`;
    return `${square}<text x="${x + 18}" y="${y + 11}">${escaped(meaning)}</text>`;
  });
  return parts.join('');
}

/** Bars of the works that compare contenders: each work on a scale of its own. */
export function chart(results) {
  const works = results.filter(({ values }) => values.length > 1);
  let y = 40;
  const parts = works.map(({ work, unit, values }) => {
    const most = Math.max(...values.map(({ median }) => median));
    const head = `<text x="8" y="${y + 14}" class="work">${escaped(work)}</text>`;
    y += TOP;
    const bars = values.map(({ name, median }) => {
      const width = Math.max(1, (median / most) * BAR);
      const { colour } = KINDS.find(({ names }) => names.test(name));
      const said = `${median >= 100 ? Math.round(median).toLocaleString('en-US') : median.toPrecision(3)} ${unit}`;
      const bar = [
        `<text x="${LABEL - 8}" y="${y + 13}" text-anchor="end">${escaped(name)}</text>`,
        `<rect x="${LABEL}" y="${y}" width="${width.toFixed(1)}" height="16" fill="${colour}"/>`,
        `<text x="${(LABEL + width + 6).toFixed(1)}" y="${y + 13}">${escaped(said.trim())}</text>`,
      ];
      y += LINE;
      return bar.join('');
    });
    y += 8;
    return head + bars.join('');
  });
  const style = 'text{font:12px system-ui,sans-serif;fill:#57606a}.work{font-weight:600}';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="720" height="${y}" role="img" aria-label="Performance"><style>${style}</style>${legend(8)}${parts.join('')}</svg>\n`;
}
