/** Everything that a page can try without reading the answer. Each returns once the browser has let go of it. */
globalThis.ATTACKS = {
  'a fault as text': (url) =>
    fetch(`${url}/_sandbox/faults`, {
      method: 'POST',
      mode: 'no-cors',
      body: '{"action":{"type":"answer","status":200,"headers":{"content-type":"text/html"},"body":"<script>"}}',
    }),
  'a fault as JSON': (url) =>
    fetch(`${url}/_sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"action":{"type":"reset"}}',
    }).catch(() => undefined),
  'a fault without an origin': (url) =>
    fetch(`${url}/_sandbox/faults`, {
      method: 'POST',
      mode: 'no-cors',
      referrerPolicy: 'no-referrer',
      body: new Blob(['{"action":{"type":"reset"}}']),
    }),
  'a fault under another spelling': (url) =>
    fetch(`${url}/%5Fsandbox/faults`, {
      method: 'POST',
      mode: 'no-cors',
      body: '{"action":{"type":"reset"}}',
    }),
  'a beacon': async (url) => {
    navigator.sendBeacon(`${url}/_sandbox/faults`, '{"action":{"type":"reset"}}');
    await fetch(`${url}/nothing`, { mode: 'no-cors' });
  },
  'a reset': (url) => fetch(`${url}/_sandbox/reset`, { method: 'POST', mode: 'no-cors' }),
  'a revocation': (url) => fetch(`${url}/_sandbox/tokens/revoke`, { method: 'POST', mode: 'no-cors' }),
  'a latency': (url) =>
    fetch(`${url}/_sandbox/latency`, { method: 'POST', mode: 'no-cors', body: '{"ms":60000}' }),
  'the removal of faults': (url) =>
    fetch(`${url}/_sandbox/faults`, { method: 'DELETE' }).catch(() => undefined),
  'a form': (url) =>
    new Promise((resolve) => {
      const frame = document.createElement('iframe');
      frame.name = 'target';
      const form = document.createElement('form');
      Object.assign(form, { method: 'post', enctype: 'text/plain', target: 'target' });
      form.action = `${url}/_sandbox/faults`;
      const field = document.createElement('input');
      Object.assign(field, { name: '{"action":{"type":"reset"},"path":"', value: '"}' });
      form.append(field);
      document.body.append(frame, form);
      frame.addEventListener('load', resolve);
      form.submit();
    }),
};
