async function lambda(input, callback) {
  const { Toolbelt } = require("lp-faas-toolbelt");
  const httpClient = Toolbelt.HTTPClient();
  try {
    const ticket = await httpClient("https://desk.example/api/v2/tickets.json", {
      method: "POST",
      auth: { user: "agent@brand.example/token", pass: "t0k3n" },
      body: { ticket: { subject: input.payload.subject } },
      json: true,
    });
    callback(null, ticket.ticket.id);
  } catch (error) {
    if (error.statusCode === 422) {
      return callback(null, { rejected: error.error.description });
    }
    console.error(`received following error message: ${error.message}`);
    callback(error, null);
  }
}
