// The action never uses tunnel, so its bundle has none.
const absent = (name) => {
  throw new Error(`${name} of tunnel is not in the action's bundle`);
};
module.exports = {
  get httpOverHttp() {
    return absent('httpOverHttp');
  },
  get httpOverHttps() {
    return absent('httpOverHttps');
  },
  get httpsOverHttp() {
    return absent('httpsOverHttp');
  },
  get httpsOverHttps() {
    return absent('httpsOverHttps');
  },
};
