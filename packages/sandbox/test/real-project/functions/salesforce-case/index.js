function lambda(input, callback) {
  const { Toolbelt } = require("lp-faas-toolbelt");
  const sfClient = Toolbelt.SFClient(); // for API docs look @ https://jsforce.github.io/
  const con = sfClient.connectToSalesforce({
    loginUrl: "https://test.salesforce.com",
    instanceUrl: "https://brand.salesforce.example",
    accessToken: "PROVIDE_YOUR_ACCESS_TOKEN",
  });
  con.sobject("Case").create({ Subject: input.payload.text })
    .then((created) => con.query(`SELECT CaseNumber FROM Case WHERE Id = '${created.id}'`))
    .then(({ records }) => callback(null, records[0].CaseNumber))
    .catch((err) => callback(err));
}
