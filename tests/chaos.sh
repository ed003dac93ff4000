#!/usr/bin/env bash
# Maps over real processes that are killed, stopped, sent away and joined at random, for about so long; among them a million items
# (of less than ten minutes: 100,000 a minute) without and with a kill a second.
#   tests/chaos.sh MINUTES [SEED]    the same seed lets the same things happen
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

if ! [[ $# -le 2 && ${1:-} =~ ^[0-9]+([.][0-9]+)?$ && ${1:-} =~ [1-9] && ${2:-0} =~ ^[0-9]{1,9}$ ]]; then
  echo "usage: tests/chaos.sh MINUTES [SEED]    minutes above 0, such as 10 or 0.5; a seed of at most nine digits" >&2
  exit 2
fi
export ACTORMAP_CHAOS_MINUTES=$1 ACTORMAP_CHAOS_SEED=${2:-$RANDOM}

work=$(mktemp -d)
trap 'kill "${watch:-}" 2>/dev/null || true; rm -rf "$work"' EXIT

# The tests and all that they start are a group of processes: nothing of it is left behind when this is told to end.
run=
stop() {
  trap '' INT TERM HUP
  if [ -n "$run" ]; then
    kill -CONT -- "-$run" 2>/dev/null || true
    kill -TERM -- "-$run" 2>/dev/null || true
    for _ in {1..50}; do kill -0 -- "-$run" 2>/dev/null || break; sleep 0.1; done
    kill -KILL -- "-$run" 2>/dev/null || true
  fi
  echo "chaos: stopped; again with tests/chaos.sh $ACTORMAP_CHAOS_MINUTES $ACTORMAP_CHAOS_SEED" >&2
  exit "$1"
}
trap 'stop 130' INT
trap 'stop 143' TERM HUP
export ACTORMAP_CHAOS_REPORT=$work/report
: > "$ACTORMAP_CHAOS_REPORT"

echo "chaos: $1 minutes, seed $ACTORMAP_CHAOS_SEED"
dotnet build tests/ActorMap.Chaos --configuration Release --nologo -v quiet -clp:NoSummary
tail -f "$ACTORMAP_CHAOS_REPORT" & watch=$!

failed=0
set -m
dotnet test tests/ActorMap.Chaos --configuration Release --no-build --nologo > "$work/log" 2>&1 < /dev/null & run=$!
set +m
wait "$run" || failed=1
run=
sleep 1
kill "$watch" 2>/dev/null || true
if ((failed)); then cat "$work/log" >&2; fi

echo
echo "Summary, seed $ACTORMAP_CHAOS_SEED, after $((SECONDS / 60)) min $((SECONDS % 60)) s:"
grep -E '; lost [0-9]+, doubled [0-9]+' "$ACTORMAP_CHAOS_REPORT" || true
awk '/; lost [0-9]+, doubled [0-9]+/ {
       gsub(/[,;]/, " ")
       for (i = 1; i < NF; i++) {
         if ($i ~ /^(lost|doubled)$/) n[$i] += $(i + 1)
         if ($i == "state") n["wrong"] += $(i + 1)
         if ($(i + 1) ~ /^(maps|items|kills|stops|joins|leaves)$/) n[$(i + 1)] += $i
       }
     }
     END {
       printf "In all: %d maps, %d items; %d kills, %d stops, %d joins, %d leaves; lost %d, doubled %d, wrong sums of state %d\n",
         n["maps"], n["items"], n["kills"], n["stops"], n["joins"], n["leaves"], n["lost"], n["doubled"], n["wrong"]
     }' "$ACTORMAP_CHAOS_REPORT"
if ((failed)); then echo "chaos: FAILED; again with tests/chaos.sh $1 $ACTORMAP_CHAOS_SEED" >&2; fi
exit "$failed"
