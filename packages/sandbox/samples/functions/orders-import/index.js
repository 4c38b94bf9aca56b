/** Fails on purpose, to show what its caller sees. A rejection is a failure on both generations. */
async function lambda(input) {
  const file = input.payload?.file ?? 'orders.csv';
  console.info(`Importing ${file}`);
  throw new Error(`${file}: line 3 has no customer number`);
}
