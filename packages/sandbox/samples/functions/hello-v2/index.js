async function lambda(input) {
  const name = input.payload?.name ?? 'World';
  console.info(`Greeting ${name}`);
  return { greeting: `Hello ${name}` };
}
