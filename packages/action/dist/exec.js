// The action never uses @actions/exec, so its bundle has none.
const absent = (name) => {
  throw new Error(`${name} of @actions/exec is not in the action's bundle`);
};
module.exports = {
  get getExecOutput() {
    return absent('getExecOutput');
  },
};
