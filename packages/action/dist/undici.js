// The action never uses undici, so its bundle has none.
const absent = (name) => {
  throw new Error(`${name} of undici is not in the action's bundle`);
};
module.exports = {
  get Client() {
    return absent('Client');
  },
  get ProxyAgent() {
    return absent('ProxyAgent');
  },
  get buildConnector() {
    return absent('buildConnector');
  },
};
