#!/usr/bin/env bash
# Compares what maps cost in counts (bytes allocated, messages, bytes on the wire, chunks) with benchmarks/guard.baseline.json, and fails where one is worse.
#   benchmarks/guard.sh [--update]    --update: writes the baseline anew
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

command -v dotnet >/dev/null || { echo "guard.sh: the .NET 10 SDK is needed; see https://dot.net" >&2; exit 1; }

# Code is compiled once and for good: what is allocated does not depend on when the compiler came to it.
dotnet build benchmarks/ActorMap.Benchmarks --configuration Release --nologo -clp:NoSummary -v:quiet >&2
export DOTNET_TieredCompilation=0
exec benchmarks/ActorMap.Benchmarks/bin/Release/net10.0/ActorMap.Benchmarks guard benchmarks/guard.baseline.json "$@"
