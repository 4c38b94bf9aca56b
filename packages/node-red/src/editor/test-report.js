/** Shows the report of a connection test. */
(() => {
  const { text, describe } = globalThis.livePersonAccounts;
  const ICONS = {
    ok: 'fa-check',
    warning: 'fa-exclamation-triangle',
    failed: 'fa-times',
    skipped: 'fa-minus',
  };

  /** Text in the language of the editor; empty for English, in which the library itself writes. */
  const translation = (key, values) => text(`report.${key}`, { ...values, defaultValue: '' });

  /** The lines of a step whose text comes from the library: what it found, and what to do about it. */
  function found({ name, outcome, detail, hint, facts, warning, code, status }) {
    if (outcome === 'skipped') return [];
    const original = translation('original', { detail });
    if (!original) return [[detail, hint].filter(Boolean).join('. ')];
    if (outcome === 'failed') {
      const failure = translation(`failed-${code}`);
      return [status ? `${failure} (HTTP ${status})` : failure, original];
    }
    const values = { lifetimeS: '?', ...facts };
    const result = translation(`${name}-${facts ? 'found' : 'none'}`, values);
    return [result, warning && translation(`warning-${warning}`, values)];
  }

  function explanations(step) {
    const { problems, note } = step;
    const lines = problems ? problems.map(describe) : found(step);
    return [...lines, note && text(`note.${note.key}`, note)].filter(Boolean);
  }

  /** Renders one step. The server's text is inserted as text, never as markup. */
  function stepLine(step) {
    const { name, outcome, durationMs } = step;
    const head = $('<span>').text(text(`step.${name}`));
    const time = $('<span class="lp-faas-time">').text(durationMs > 0 ? ` ${durationMs} ms` : '');
    const lines = explanations(step).map((line) => $('<div class="lp-faas-detail">').text(line));
    const result = text(`outcome.${ICONS[outcome] ? outcome : 'skipped'}`);
    const icon = $(`<i class="fa fa-fw ${ICONS[outcome] || ICONS.skipped}" role="img">`);
    icon.attr({ title: result, 'aria-label': result });
    return $('<li>').addClass(`lp-faas-${outcome}`).append(icon, ' ', head, time, lines);
  }

  Object.assign(globalThis.livePersonAccounts, { stepLine });
})();
