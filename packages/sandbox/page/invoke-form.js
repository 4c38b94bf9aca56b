import { control } from './control.js';
import { byId, element } from './dom.js';

const keyOf = ({ account, name }) => `payload ${account}/${name}`;

/** Without storage (a browser can forbid it) payloads last as long as the page. */
const memory = new Map();

function stored(key) {
  try {
    return memory.get(key) ?? localStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(key, text) {
  memory.set(key, text);
  try {
    localStorage.setItem(key, text);
  } catch {
    // Kept in memory.
  }
}

/** What a function is invoked with: the payload of the last time, else the `input` of its config.json. */
function payloadOf(item) {
  const { samplePayload = {} } = item;
  return stored(keyOf(item)) ?? JSON.stringify(samplePayload, null, 2);
}

/** A JSON text with indentation, unless that would change it, as with numbers of many digits. */
function readable(text) {
  try {
    const value = JSON.parse(text);
    return JSON.stringify(value) === text ? JSON.stringify(value, null, 2) : text;
  } catch {
    return text;
  }
}

function functionRow(item, isChosen) {
  const { name, state, account, generation, event, uuid, problem } = item;
  const isDeployed = state === 'Productive' || state === 'Modified';
  const radio = element('input', { type: 'radio', name: 'function', value: `${account}/${name}` });
  radio.checked = isChosen;
  const details = [
    element(
      'span',
      {},
      element('strong', { textContent: name }),
      ' ',
      element('span', { className: isDeployed ? 'good' : 'warn', textContent: state }),
    ),
    element('span', {
      className: 'dim',
      textContent: `account ${account} (${generation})${event === null ? '' : `, event ${event}`}`,
    }),
    element('span', { className: 'uuid', textContent: uuid }),
  ];
  if (problem !== null) details.push(element('span', { className: 'bad', textContent: problem }));
  return element('label', { className: 'function' }, radio, element('span', {}, ...details));
}

function parsePayload(text) {
  if (text.trim() === '') return undefined;
  return JSON.parse(text);
}

/** The list of the functions, and the form that invokes the chosen one. */
export class InvokeForm {
  #functions = [];
  #shown = '';
  #chosen;
  #onInvoked;
  #waiting;

  /** @param onInvoked called with the request id of each answer */
  constructor(onInvoked) {
    this.#onInvoked = onInvoked;
    byId('functions').addEventListener('change', ({ target }) => this.#choose(target.value));
    byId('invoke').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#invoke();
    });
    byId('stop').addEventListener('click', () => this.#waiting?.abort());
    byId('payload').addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) byId('invoke').requestSubmit();
    });
    byId('payload').addEventListener('input', () => {
      byId('payload-problem').textContent = '';
    });
  }

  get functions() {
    return this.#functions;
  }

  /** Shows the functions, and leaves form and focus alone if they are the same as before. */
  show({ functions, needsClientSecret }) {
    const text = JSON.stringify(functions);
    byId('secret-field').hidden = !needsClientSecret;
    if (text === this.#shown) return;
    this.#shown = text;
    this.#functions = functions;
    byId('invoke').hidden = functions.length === 0;
    byId('no-functions').hidden = functions.length > 0;
    const idOf = ({ account, name }) => `${account}/${name}`;
    const isKnown = functions.some((item) => idOf(item) === this.#chosen);
    const wanted = isKnown ? this.#chosen : functions[0] && idOf(functions[0]);
    const hadFocus = byId('functions').contains(document.activeElement);
    const rows = functions.map((item) => functionRow(item, idOf(item) === wanted));
    byId('functions').replaceChildren(byId('functions').querySelector('legend'), ...rows);
    if (hadFocus) byId('functions').querySelector('input:checked')?.focus();
    if (!isKnown && wanted !== undefined) this.#choose(wanted);
  }

  #current() {
    return this.#functions.find(({ account, name }) => `${account}/${name}` === this.#chosen);
  }

  #choose(id) {
    this.#chosen = id;
    byId('payload').value = payloadOf(this.#current());
    byId('payload-problem').textContent = '';
  }

  async #invoke() {
    const item = this.#current();
    if (!item || this.#waiting) return;
    const text = byId('payload').value;
    let payload;
    try {
      payload = parsePayload(text);
    } catch (error) {
      byId('payload-problem').textContent = `The payload is not valid JSON: ${error.message}`;
      byId('payload').focus();
      return;
    }
    store(keyOf(item), text);
    await this.#send(item, payload);
  }

  async #send({ account, name, uuid }, payload) {
    this.#waiting = new AbortController();
    byId('send').disabled = true;
    byId('stop').hidden = false;
    byId('answer').replaceChildren(element('p', { className: 'dim', textContent: `${name} is running …` }));
    const clientSecret = byId('secret').value;
    try {
      const { signal } = this.#waiting;
      this.#showAnswer(
        name,
        await control('POST', 'invoke', { account, uuid, payload, clientSecret }, signal),
      );
    } catch (error) {
      const stopped = 'Stopped waiting. The function may have run.';
      const text = this.#waiting.signal.aborted ? stopped : error.message;
      byId('answer').replaceChildren(element('p', { className: 'bad', textContent: text }));
    }
    this.#waiting = undefined;
    byId('send').disabled = false;
    byId('stop').hidden = true;
  }

  #showAnswer(name, { requestId, status, body, problem }) {
    const isGood = status >= 200 && status < 300;
    const text = problem ?? `${name} answered ${status}`;
    const shown = [element('p', { className: isGood ? 'good' : 'bad', textContent: text })];
    if (body) shown.push(element('pre', { textContent: readable(body), tabIndex: 0 }));
    byId('answer').replaceChildren(...shown);
    this.#onInvoked(requestId);
  }
}
