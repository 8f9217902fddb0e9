#!/usr/bin/env bash
# Runs the unit tests under a sanitizer, and shows first that it finds what it is there for.
#   sanitize.sh thread [TARGET…]     data races
#   sanitize.sh address [TARGET…]    memory that is misused, and memory that is lost
# Without targets: every test target but those of LEFT_OUT. Its build lies beside the usual one and leaves that warm.
set -euo pipefail
cd "$(dirname "$0")/.."

# They start the host and its runners as programs and wait for them by the clock; what these programs run is what the other
# targets test.
left_out="EndToEndTests SurvivalTests"
# They take up to a gigabyte and start pdftotext and tesseract; they have no threads but those of the library below.
slow="AnalysisTests EvaluationExtractTests GenerateEvalTests ReportTests SummaryTests"

# The runners of these confine themselves to less memory than a sanitizer takes for itself: they get the usual programs. What runs
# inside a runner is what ProcessorLoaderTests test.
confined="ProcessorHostTests"
# As in the Makefile: many at once wait for each other.
width=8
# What hangs under a sanitizer fails its target, not the machine.
limit=1800

sanitizer=${1:?thread or address}
shift
case $sanitizer in
  thread) build=.build/tsan faults=planted ;;
  address) build=.build/asan faults="planted lost" ;;
  *) echo "thread or address" >&2; exit 2 ;;
esac
runtime=$(dirname "$(dirname "$(readlink -f "$(command -v swift)")")")
mkdir -p "$build/planted"

export TSAN_OPTIONS="halt_on_error=0 exitcode=66 report_signal_unsafe=0"
export ASAN_OPTIONS="detect_leaks=1 exitcode=66"
export LSAN_OPTIONS="suppressions=$PWD/scripts/lsan.supp print_suppressions=0"
preload=
if [ "$sanitizer" = thread ]; then
  preload=$PWD/$build/tsan-mutex.so
  "$runtime/bin/clang" -Wall -Wextra -Werror -O1 -shared -fPIC -o "$preload" scripts/tsan-mutex.c
fi

# Programs with a fault, and one without: the first have to be reported, the last not.
for fault in none $faults; do
  # The linker has a hundred warnings about names of the address sanitizer.
  "$runtime/bin/swiftc" -swift-version 6 -sanitize="$sanitizer" -D "$fault" -o "$build/planted/$fault" \
    "scripts/planted-$sanitizer.swift" 2> >(grep -v 'Cannot export local symbol' >&2)
  status=0
  LD_PRELOAD=$preload "$build/planted/$fault" >"$build/planted/$fault.log" 2>&1 || status=$?
  case $fault:$status in
    none:0) ;;
    none:*) cat "$build/planted/none.log"; echo "The $sanitizer sanitizer reports a program without a fault." >&2; exit 1 ;;
    *:66) echo "$fault fault: $(grep SUMMARY "$build/planted/$fault.log" | sort -u | cut -c1-120 | head -3)" ;;
    *) cat "$build/planted/$fault.log"; echo "The $sanitizer sanitizer does not report the $fault fault." >&2; exit 1 ;;
  esac
done

swift build --product trubuild-host
swift build --product trubuild-runner
usual=$(swift build --show-bin-path)
swift build --sanitize="$sanitizer" --build-tests --scratch-path "$build"
targets=("$@")
if [ ${#targets[@]} -eq 0 ]; then
  for target in $(swift package --scratch-path "$build" describe --type text | sed -n 's/^ *Name: \(.*Tests\)$/\1/p' | sort -u); do
    case " $left_out $slow " in *" $target "*) ;; *) targets+=("$target") ;; esac
  done
fi
[ ${#targets[@]} -gt 0 ] || { echo "no test target is found" >&2; exit 1; }
status=0
for target in "${targets[@]}"; do
  log=$build/$target.log
  begin=$SECONDS
  result=clean
  case " $confined " in *" $target "*) export TRUBUILD_TEST_PROGRAMS=$usual ;; *) unset TRUBUILD_TEST_PROGRAMS ;; esac
  LD_PRELOAD=$preload timeout "$limit" swift test --sanitize="$sanitizer" --scratch-path "$build" --skip-build --filter "^$target\\." \
    --experimental-maximum-parallelization-width "$width" >"$log" 2>&1 || result=failed
  reports=$(grep -c '^SUMMARY: ' "$log" || true)
  [ "$reports" -eq 0 ] || result=failed
  # A name that no target has matches nothing, and nothing fails.
  grep -q 'Test run with [1-9][0-9]* test' "$log" || result=failed
  [ "$result" = clean ] || status=1
  printf '%-26s %-7s %4d s  %3d reports  %s\n' "$target" "$result" $((SECONDS - begin)) "$reports" \
    "$(grep -o 'Test run with [0-9]* tests*' "$log" | tail -1)"
done
exit $status
