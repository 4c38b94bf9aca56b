/** What --help prints. */
export const USAGE = `Usage: lp-faas-sandbox [options]

A local LivePerson Functions platform: Domain API, Sentinel and invocation gateway
on one port, running the functions of a project on your disk.

  --host HOST                address to listen on (default 127.0.0.1)
  --port PORT                port, 0 for any free one (default 8787)
  --tls                      listen for https as well, with a throw-away authority
  --tls-cert FILE --tls-key FILE
                             the same with a certificate of your own, in PEM
  --https-port PORT          port for https (default 8443)
  --functions DIR            a project of LivePerson's CLI, or its "functions" folder
                             (default: the current folder, if it is one)
  --account ID[:v1|v2]       an account and its generation, v1 unless given; repeatable
                             (default 12345678:v1 and 87654321:v2)
  --client-id ID             (default sandbox-client)
  --client-secret SECRET     (default sandbox-secret)
  --user NAME:PASSWORD       who may log in to see lists of functions; repeatable
                             (default sandbox-user:sandbox-password)
  --hostnames loopback|liveperson
                             what the Domain API answers: names of this machine, or names like the
                             real ones, for clients that are routed here (default loopback)
  --guess NAME=VALUE         what LivePerson does not document, such as v2-unauthorized=401;
                             docs/sandbox.md lists them; repeatable
  --token-ttl SECONDS        lifetime of an access token (default 3600)
  --latency MS               how much later each answer comes (default 0)
  --execution-limit SECONDS  how long a function may run (default 30)
  --instances N              how many instances a v2 function may have; beyond it, 429 (default 50)
  --cold-start SECONDS       how much longer a new v2 instance takes (default 0)
  --keep-warm SECONDS        how long an idle v2 instance stays warm (default 120)
  --log-limit fail|drop      what becomes of an invocation that logs too much (default fail)
  --ready-json               print one JSON line on stdout once it listens, the rest on stderr
  --quiet                    print no banner and no requests, only what goes wrong
  --help                     show this
  --version                  show the version

Ctrl+C ends it.
`;
