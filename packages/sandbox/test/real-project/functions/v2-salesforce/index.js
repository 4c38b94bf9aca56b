import { Toolbelt } from 'core-functions-toolbelt';
async function lambda() {
  const conn = Toolbelt.SFClient().connectToSalesforce({ instanceUrl: 'https://brand.salesforce.example', accessToken: 'a' });
  const { totalSize } = await conn.query('SELECT CaseNumber FROM Case');
  return totalSize;
}
