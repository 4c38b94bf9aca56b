import { byId, element } from './dom.js';

const PRESETS = [
  ['Gateway: 503, the function does not run', { service: 'faasGW', action: { type: 'answer', status: 503 } }],
  [
    'Gateway: 429 with Retry-After 1',
    { service: 'faasGW', action: { type: 'answer', status: 429, headers: { 'retry-after': '1' } } },
  ],
  ['Gateway: resets the connection', { service: 'faasGW', action: { type: 'reset' } }],
  [
    'Gateway: the function runs, its answer is lost',
    { service: 'faasGW', ranFirst: true, action: { type: 'reset' } },
  ],
  ['Gateway: never answers', { service: 'faasGW', action: { type: 'stall' } }],
  ['Gateway: cuts the answer off', { service: 'faasGW', action: { type: 'truncate' } }],
  ['Token service: 500', { service: 'sentinel', action: { type: 'answer', status: 500 } }],
  ['Domain API: 500', { service: 'domain-api', action: { type: 'answer', status: 500 } }],
];

/** A text that is the same for the same fault, however often it applies. */
function textOf({ service, path, account, ranFirst, action }) {
  const sorted = Object.entries(action).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([service, path, account, ranFirst ?? false, sorted]);
}

function noteOf(active) {
  if (active.length === 0) return '';
  const met = active.reduce((sum, fault) => sum + fault.met, 0);
  const isOnce = active.every(({ times }) => times === 1);
  return isOnce ? ' (next request only)' : ` (met ${met}×)`;
}

/** Faults to switch on and off. */
export class FaultSwitches {
  #active = [];
  #change;
  #shownOthers = '';

  /** @param change called with method, path and body of the request that changes the faults */
  constructor(change) {
    this.#change = change;
    byId('faults').append(...PRESETS.map(([label, fault]) => this.#presetRow(label, fault)));
  }

  show(active) {
    this.#active = active;
    const presets = new Set(PRESETS.map(([, fault]) => textOf(fault)));
    for (const [index, row] of [...byId('faults').children].entries()) {
      const same = this.#matching(PRESETS[index][1]);
      row.querySelector('input').checked = same.length > 0;
      row.querySelector('.dim').textContent = noteOf(same);
    }
    this.#showOthers(active.filter((fault) => !presets.has(textOf(fault))));
  }

  #matching(fault) {
    return this.#active.filter((other) => textOf(other) === textOf(fault));
  }

  #presetRow(label, fault) {
    const box = element('input', { type: 'checkbox' });
    box.setAttribute('role', 'switch');
    box.addEventListener('change', () => this.#toggle(fault, box.checked));
    const note = element('span', { className: 'dim' });
    return element(
      'li',
      {},
      element('label', { className: 'switch' }, box, element('span', {}, label, note)),
    );
  }

  async #toggle(fault, isOn) {
    if (isOn) {
      await this.#change('POST', 'faults', byId('once').checked ? { ...fault, times: 1 } : fault);
      return;
    }
    for (const { id } of this.#matching(fault))
      await this.#change('DELETE', `faults/${encodeURIComponent(id)}`);
  }

  /** Faults that a test has added, or somebody by curl. */
  #showOthers(others) {
    byId('other-faults').hidden = others.length === 0;
    const text = JSON.stringify(others);
    if (text === this.#shownOthers) return;
    this.#shownOthers = text;
    const rows = others.map(({ id, ...fault }) => {
      const shown = JSON.stringify(fault);
      const button = element('button', { type: 'button', textContent: 'Remove' });
      button.setAttribute('aria-label', `Remove the fault ${shown}`);
      button.addEventListener('click', () => this.#change('DELETE', `faults/${encodeURIComponent(id)}`));
      return element('li', {}, element('code', { textContent: shown }), button);
    });
    byId('other-fault-list').replaceChildren(...rows);
  }
}
