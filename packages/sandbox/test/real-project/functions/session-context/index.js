async function lambda(input, callback) {
  const { Toolbelt } = require('lp-faas-toolbelt');
  const client = Toolbelt.ContextServiceClient({ accountId: process.env.BRAND_ID, apiKey: 'from-the-secret-storage' });
  const namespaces = await client.getListOfNamespaces();
  if (!namespaces.some(({ name }) => name === 'visits')) await client.createNamespace('visits');
  const { session } = input.payload;
  let count = 0;
  try {
    count = await client.getPropertyInSession('visits', 'count', session);
  } catch (error) {
    console.debug(error.code);
  }
  callback(null, await client.setPropertiesInNamespace('visits', { count: count + 1 }, session));
}
