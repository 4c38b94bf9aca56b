/**
 * What only the server knows about deployed accounts: whether they have their credentials, and which variables are not
 * set. The validators of the account ask this script, which asks the server after each load and deploy.
 */
(() => {
  const TYPE = 'liveperson-functions-account';
  const MISSING_ID = { key: 'missing', field: 'clientId' };
  const MISSING_SECRET = { key: 'missing', field: 'clientSecret' };

  /** The problems of each deployed account, by its id; undefined while the server has not responded. */
  let known;
  let requests = 0;
  /** The id of the account whose dialog is open: there, each field is validated by itself. */
  let edited;

  const text = (key, values) =>
    RED._(`@lp-faas/node-red-liveperson-functions/${TYPE}:${TYPE}.${key}`, values);

  function describe({ key, field, ...values }) {
    if (key === 'missing' && field === 'clientSecret') return text('error.secret-missing');
    return text(`error.${key}`, { ...values, field: field && text(`label.${field}`) });
  }

  const isCredential = ({ key, field }) => key === 'missing' && field.startsWith('client');

  /** The editor has validators of its own for these, which are up to date while the user types. */
  const isOfField = ({ key, field }) =>
    ['account-id', 'domain-api', 'trusted-domains', 'region', 'inner-reference'].includes(key) ||
    (key === 'missing' && field === 'accountId');

  function problemsOf({ id, changed, credentials }) {
    const isShown = (problem) => isCredential(problem) || !(changed || isOfField(problem));
    const ofServer = (known?.[id] ?? []).filter(isShown);
    if (credentials) {
      // They were entered here, or requested for a dialog, and are deployed next.
      const hasSecret = credentials.clientSecret || credentials.has_clientSecret;
      return [
        ...(credentials.clientId ? [] : [MISSING_ID]),
        ...(hasSecret ? [] : [MISSING_SECRET]),
        ...ofServer.filter((problem) => !isCredential(problem)),
      ];
    }
    // An export has no credentials: an account that came from one has none until it is deployed with them.
    return known && !(id in known) ? [MISSING_ID, MISSING_SECRET] : ofServer;
  }

  /** A validator for a property of the account: true, or what prevents the account from being used. */
  function validate(account) {
    const problems = account.id === edited ? [] : problemsOf(account);
    return problems.length === 0 || problems.map(describe).join('; ');
  }

  /** Validates all accounts again, and the nodes that use them. */
  function revalidate() {
    const validateNode = (node) => {
      const before = node.valid;
      if (RED.editor.validateNode(node) !== before) RED.events.emit('nodes:change', node);
    };
    RED.nodes.eachConfig((node) => {
      if (node.type !== TYPE || node.id === edited) return;
      validateNode(node);
      for (const user of node.users) validateNode(user);
    });
    RED.view.redraw();
  }

  function refresh() {
    requests += 1;
    const request = requests;
    const learn = (accounts) => {
      if (request !== requests) return;
      known = accounts;
      revalidate();
    };
    // A relative URL: the editor then adds its own root path and authorization.
    $.ajax({ url: `${TYPE}/problems`, cache: false }).then(
      ({ accounts }) => learn(accounts),
      () => learn(undefined),
    );
  }

  function edit(id) {
    edited = id;
    if (id === undefined) revalidate();
  }

  RED.events.on('flows:loaded', refresh);
  RED.events.on('deploy', refresh);
  // Node-RED publishes this after every start of the flows, and again to an editor that reconnects.
  RED.comms.subscribe('notification/runtime-deploy', refresh);

  globalThis.livePersonAccounts = { text, describe, validate, edit };
})();
