function lambda(input, callback) {
    // Importing the FaaS Toolbelt
    const { Toolbelt } = require("lp-faas-toolbelt");
    // Obtain an HTTPClient Instance from the Toolbelt
    const httpClient = Toolbelt.HTTPClient();

    const URL = process.env.CRM_URL + "/contacts";

    httpClient(URL, {
        method: "GET",
        headers: { "X-Trace": (input.headers.find(h => h.key === "x-trace") || {}).value },
        qs: { phone: input.payload.phone },
        json: true,
        simple: false,
        resolveWithFullResponse: true
    })
        .then(response => {
            if (response.statusCode !== 200) {
                return callback(new Error("CRM answered " + response.statusCode), null);
            }
            console.info("found", response.body.length, "contacts");
            callback(null, { first: response.body[0].name, limit: response.headers["x-rate-limit"] });
        })
        .catch(err => callback(err, null));
}
