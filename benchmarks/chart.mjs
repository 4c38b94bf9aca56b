const [LABEL, BAR, LINE, TOP] = [250, 330, 22, 30];
const COLOURS = { limit: '#9aa4ae', core: '#2f6fde' };

const escaped = (text) => text.replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Bars of the works that compare contenders: each work on a scale of its own. */
export function chart(results) {
  const works = results.filter(({ values }) => values.length > 1);
  let y = 8;
  const parts = works.map(({ work, unit, values }) => {
    const most = Math.max(...values.map(({ median }) => median));
    const head = `<text x="8" y="${y + 14}" class="work">${escaped(work)}</text>`;
    y += TOP;
    const bars = values.map(({ name, median }) => {
      const width = Math.max(1, (median / most) * BAR);
      const colour = COLOURS[name] ?? (/Action|core/.test(name) ? COLOURS.core : '#d98f3e');
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
  return `<svg xmlns="http://www.w3.org/2000/svg" width="720" height="${y}" role="img" aria-label="Performance"><style>${style}</style>${parts.join('')}</svg>\n`;
}
