#!/usr/bin/env bash
# Runs the benchmarks side by side: the peers of a work in turns, each in a process of its own. Prints one table a work.
#   benchmarks/run.sh [WORK] [PEER] [--rounds N] [--quick] [--size SHARE] [--report FILE]
# A full run (no WORK, no --quick) writes docs/performance.md; any other says where to with --report.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

command -v dotnet >/dev/null || { echo "run.sh: the .NET 10 SDK is needed; see https://dot.net" >&2; exit 1; }

build() { dotnet build "$1" --configuration Release --nologo -clp:NoSummary -v:quiet >&2; }
build benchmarks/ActorMap.Benchmarks

# The tool as a clone runs it: with native code ahead of time, which halves its start.
tool=artifacts/tool/ActorMap.Node
arguments=()
if ./actormap version >/dev/null && [ -x "$tool" ]; then arguments+=(--tool "$tool"); else echo "run.sh: the tool does not build; its start is left out" >&2; fi

# Whatever names a work, shortens the run, or has a report of its own is no full run.
full=1 options=("$@")
while [ $# -gt 0 ]; do
  case "$1" in
    --rounds) shift $(($# > 1 ? 2 : 1)) ;;
    *) full=0; shift ;;
  esac
done
if [ "$full" -eq 1 ]; then arguments+=(--report docs/performance.md); fi

exec benchmarks/ActorMap.Benchmarks/bin/Release/net10.0/ActorMap.Benchmarks "${options[@]}" "${arguments[@]}"
