import { control } from './control.js';
import { byId } from './dom.js';
import { FaultSwitches } from './faults.js';
import { InvokeForm } from './invoke-form.js';
import { RequestList } from './requests.js';

const POLL_MS = 1000;
const SHOWN_REQUESTS = 100;

const requests = new RequestList();
const form = new InvokeForm((requestId) => {
  requests.open(requestId);
  refresh();
});
const faults = new FaultSwitches(change);

/** Sends a change, says how it went, and shows the new state. */
async function change(method, path, body, done = '') {
  try {
    await control(method, path, body);
    byId('control-status').textContent = done;
  } catch (error) {
    byId('control-status').textContent = error.message;
  }
  await refresh();
}

let refreshing;

/** Reads the state of the sandbox. Calls that overlap share one more round, which sees what they have changed. */
function refresh() {
  refreshing = (refreshing ?? Promise.resolve()).then(readState);
  return refreshing;
}

let shownLatency;

/** Leaves alone what is being typed, unless the latency itself changed. */
function showLatency(ms) {
  if (ms !== shownLatency) byId('latency').value = ms;
  shownLatency = ms;
}

async function readState() {
  try {
    const [functions, recorded, active, latency] = await Promise.all([
      control('GET', 'functions'),
      control('GET', `requests?last=${SHOWN_REQUESTS}`),
      control('GET', 'faults'),
      control('GET', 'latency'),
    ]);
    form.show(functions);
    requests.show(recorded.requests, form.functions);
    faults.show(active.faults);
    showLatency(latency.ms);
    byId('problem').hidden = true;
  } catch (error) {
    byId('problem').textContent = error.message;
    byId('problem').hidden = false;
  }
}

byId('latency-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const ms = byId('latency').valueAsNumber;
  change('POST', 'latency', { ms }, `Every answer now comes ${ms} ms later.`);
});
byId('revoke').addEventListener('click', () => {
  change('POST', 'tokens/revoke', undefined, 'All tokens issued so far are revoked.');
});
byId('reset').addEventListener('click', () => change('POST', 'reset', undefined, 'The sandbox is reset.'));

async function poll() {
  if (!document.hidden) await refresh();
  setTimeout(poll, POLL_MS);
}

document.addEventListener('visibilitychange', () => {
  if (!document.hidden) refresh();
});
poll();
