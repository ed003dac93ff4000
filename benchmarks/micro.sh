#!/usr/bin/env bash
# The pieces by themselves, with BenchmarkDotNet.
#   benchmarks/micro.sh [NAME] [--quick]    NAME: a part of a benchmark's name, as StateCopies or RangeSet
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

dotnet build benchmarks/ActorMap.Benchmarks --configuration Release --nologo -clp:NoSummary -v:quiet >&2
exec benchmarks/ActorMap.Benchmarks/bin/Release/net10.0/ActorMap.Benchmarks micro "$@"
