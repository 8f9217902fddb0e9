#!/usr/bin/env bash
# Runs the coverage-guided fuzzers of Fuzz/, as many at once as there are cores, and prints what came of each.
#   fuzz.sh SECONDS [TARGET…]    so many seconds for each target; all of them when none is named
#   fuzz.sh keep [TARGET…]       takes what the last runs have found into Fuzz/Corpus, minimised
# A folder of Fuzz/Corpus/PROGRAM is a target. What is being found lies in Fuzz/.build/corpus, inputs that break something in
# Fuzz/.build/findings.
set -euo pipefail
cd "$(dirname "$0")/../Fuzz"

task=${1:?seconds for each target, or keep}
shift
targets=("$@")
if [ ${#targets[@]} -eq 0 ]; then targets=($(ls -d Corpus/*/*/ | xargs -n1 basename)); fi
work=.build/corpus findings=.build/findings logs=.build/logs
mkdir -p "$findings" "$logs"
# Its handler would end the program before libFuzzer has kept the input.
export SWIFT_BACKTRACE=enable=no

program() { basename "$(dirname "$(ls -d Corpus/*/"$1")")"; }

programs=($(for target in "${targets[@]}"; do program "$target"; done | sort -u))
for name in "${programs[@]}"; do
  # -O: a debug build runs a tenth of the inputs. Debug all the same: the targets reach into the modules.
  swift build --sanitize fuzzer -Xswiftc -O --product "fuzz-$name"
done
bin=$(swift build --sanitize fuzzer -Xswiftc -O --show-bin-path)

fuzz() {
  local target=$1
  mkdir -p "$work/$target"
  FUZZ_TARGET=$target nice -n 10 "$bin/fuzz-$(program "$target")" "$work/$target" "Corpus/$(program "$target")/$target" \
    -max_total_time="$task" -max_len=8192 -timeout=10 -rss_limit_mb=2048 -use_value_profile=1 -print_final_stats=1 \
    -artifact_prefix="$findings/$target-" >"$logs/$target.log" 2>&1 || true
}

keep() {
  local target=$1 corpus new
  corpus=Corpus/$(program "$target")/$target
  new=.build/minimised/$target
  rm -rf "$new"
  mkdir -p "$new" "$work/$target"
  FUZZ_TARGET=$target "$bin/fuzz-$(program "$target")" -merge=1 -max_len=8192 "$new" "$corpus" "$work/$target" \
    >"$logs/$target.merge.log" 2>&1
  rm -rf "$corpus"
  mv "$new" "$corpus"
  printf '%-20s %5d inputs, %s\n' "$target" "$(ls "$corpus" | wc -l)" "$(du -sh --apparent-size "$corpus" | cut -f1)"
}

if [ "$task" = keep ]; then
  for target in "${targets[@]}"; do keep "$target"; done
  exit
fi

export -f fuzz program
export task bin work findings logs
printf '%s\n' "${targets[@]}" | xargs -P "$(nproc)" -I{} bash -c 'fuzz {}'

statistic() { sed -n "s/^stat::$2: *//p" "$logs/$1.log" | tail -1; }
printf '%-20s %12s %9s %9s %8s %9s %s\n' target executed per-second coverage inputs 'peak MB' findings
failed=0
for target in "${targets[@]}"; do
  found=$(find "$findings" -name "$target-*" | wc -l)
  [ "$found" -eq 0 ] || failed=1
  printf '%-20s %12s %9s %9s %8s %9s %s\n' "$target" "$(statistic "$target" number_of_executed_units)" \
    "$(statistic "$target" average_exec_per_sec)" "$(grep -o 'cov: [0-9]*' "$logs/$target.log" | tail -1 | cut -c6-)" \
    "$(grep -o 'corp: [0-9]*' "$logs/$target.log" | tail -1 | cut -c7-)" "$(statistic "$target" peak_rss_mb)" "$found"
done
exit $failed
