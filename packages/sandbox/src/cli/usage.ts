/** The output of --help. */
export const USAGE = `Usage: lp-faas-sandbox [options]
       lp-faas-sandbox exec [options] -- COMMAND [ARGUMENT]...
       lp-faas-sandbox invoke NAME [--payload JSON|-|FILE] [options]

A local LivePerson Functions platform: Domain API, Sentinel and invocation gateway
on one port. Runs the functions of a project on your disk.

exec starts one on a free port, runs a command with LP_DOMAIN_API, LP_ACCOUNT_ID,
LP_CLIENT_ID and LP_CLIENT_SECRET in its environment, and ends with its exit code.
invoke runs one function once: the result goes to stdout, log and error to stderr.
It exits with 0 for a result, 1 if the function threw, 3 for a runtime error, 4 for a
timeout, 5 for too many logs, and 6 if the function could not be started.

  --host HOST                address to listen on (default 127.0.0.1)
  --allow-host NAME          further host name to answer to; repeatable (default: addresses,
                             localhost and names below it)
  --port PORT                port to listen on; 0 for any free port (default 8787)
  --tls                      listen for https as well, with a temporary CA
  --tls-cert FILE --tls-key FILE
                             listen for https as well, with your own certificate (PEM)
  --https-port PORT          port for https (default 8443)
  --functions DIR            a project of LivePerson's CLI, or its "functions" folder
                             (default: the current folder, if it is a project; else the samples of
                             this package)
  --toolbelt project|DIR     the toolbelt of functions: LivePerson's own, from the project, or
                             the one in a folder (default: the sandbox's own)
  --node PATH                the Node.js for functions (default: the one that runs the sandbox)
  --offline                  refuse requests of functions to other hosts, unless a mock in
                             functions/http-mocks.json answers them
  --account ID[:v1|v2]       account id and generation (v1 if omitted); repeatable
                             (default 12345678:v1 and 87654321:v2)
  --client-id ID             OAuth client id (default sandbox-client)
  --client-secret SECRET     OAuth client secret (default sandbox-secret; a random one
                             with a --host beyond loopback)
  --user NAME:PASSWORD       user for the login and the function lists; repeatable
                             (default sandbox-user:sandbox-password; a random password with a --host
                             beyond loopback)
  --hostnames loopback|liveperson
                             host names in the answers of the Domain API: names of this machine, or
                             names like the real ones, for clients routed here (default loopback)
  --guess NAME=VALUE         behaviour that LivePerson does not document, such as
                             v2-unauthorized=401; listed in docs/sandbox.md; repeatable
  --token-ttl SECONDS        lifetime of an access token (default 3600)
  --latency MS               delay of each answer (default 0)
  --execution-limit SECONDS  maximum execution time of a function (default 30)
  --inspect[=PORT]           debug one function: attach VS Code or Chrome DevTools to PORT of 127.0.0.1
                             (default 9229); no execution limit while a debugger is attached
  --function NAME            the function to debug (default: the only function of the project)
  --instances N              maximum instances of a v2 function; further calls get 429 (default 50)
  --cold-start SECONDS       delay of the first call of a new v2 instance (default 0)
  --keep-warm SECONDS        how long an idle process waits for an invocation (default 120)
  --log-limit fail|drop      what happens when an invocation logs too much: it fails, or further
                             entries are dropped (default fail)
  --payload JSON|-|FILE      payload for invoke: JSON, - for standard input, or a file
                             (default: the sample payload in config.json)
  --ready-json               print one JSON line on stdout once it listens, all else on stderr
  --quiet                    print no banner and no requests, only problems
  --help                     show this help
  --version                  show the version

Stop it with Ctrl+C.
`;
