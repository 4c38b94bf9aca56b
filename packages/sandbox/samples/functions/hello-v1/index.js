function lambda(input, callback) {
  const name = input.payload?.name ?? 'World';
  console.info(`Greeting ${name}`);
  callback(null, { greeting: `Hello ${name}` });
}
