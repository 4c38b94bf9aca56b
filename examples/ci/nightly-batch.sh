#!/bin/sh
# cron: a batch every night. What a night leaves open, the next one resumes.
#   15 2 * * *  /opt/lp-faas/nightly-batch.sh >> /var/log/lp-faas.log 2>&1
# Change these lines. The file with the secret is readable by its owner alone (chmod 600).
set -u
export LP_ACCOUNT_ID="${LP_ACCOUNT_ID:-12345678}"
export LP_CLIENT_ID="${LP_CLIENT_ID:-sandbox-client}"
export LP_LAMBDA_UUID="${LP_LAMBDA_UUID:-0b7ad0c8-5b1c-4d0e-8f6a-3c1f5f0e7a11}"
payloads="${1:-/opt/lp-faas/payloads.jsonl}"
secret="${2:-/opt/lp-faas/client-secret}"
results="${3:-/var/lib/lp-faas}"

last=$(ls -1 "$results"/results-*.jsonl 2>/dev/null | sort | tail -n 1)
next="$results/results-$(date +%Y%m%dT%H%M%S).jsonl"

npx --yes @lp-faas/cli@1 batch --client-secret-file "$secret" --payloads-file "$payloads" --result-file "$next" \
  ${last:+--resume-file "$last"}
code=$?

case $code in
  0) echo "All lines are done: $next" ;;
  4) echo "Some lines may have run. Check whether they did, then run it with LP_RESUME=unknown or LP_RESUME=accept-unknown" >&2 ;;
  *) echo "Not all lines are done (exit code $code)" >&2 ;;
esac
exit $code
