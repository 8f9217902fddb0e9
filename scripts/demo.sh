#!/usr/bin/env bash
# Runs the five processors on the sample package, as the App would, and says where the results are.
# usage: demo.sh [OUT]
set -euo pipefail
cd "$(dirname "$0")/.."

host=.build/release/trubuild-host
package=packages/acme-developments/riverside-clinic
out=${1:-out}

step() {
  local type=$1 what=$2
  shift 2
  printf '\n== %s: %s\n' "$type" "$what"
  "$host" exec "$type" --package "$package" --out "$out/$type" "$@"
}

step summary "dates and scope of work from the RFP"
step evaluation_extract "criteria and weights from the evaluation sheet"
step generate_eval "criteria proposed from the RFP, for a tender without a sheet"

# The App sends the criteria that the user has confirmed.
mkdir -p "$out/analysis"
printf '{"evaluation_criteria": %s}' "$(cat "$out/evaluation_extract/result.json")" >"$out/analysis/payload.json"
step analysis "three contractors by twelve criteria" --payload "@$out/analysis/payload.json"
step report "the analysis in words, and as a page" --earlier "$out/analysis"

printf '\n== What came out\n\n'
sed -n 's/.*"executive_summary":"\([^"]*\)".*/\1/p' "$out/report/result.json" | fold -s -w 120
printf '\nThe page for people: %s/report/report.html\nThe artifacts, as the App gets them: %s/*/*.json\n' "$out" "$out"
