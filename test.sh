#!/usr/bin/env bash
# Builds everything with warnings as errors and runs every test. Ends with the true counts.
#   ./test.sh [FILTER]    FILTER as dotnet test --filter takes it
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 CI=true

command -v dotnet >/dev/null || { echo "test.sh: the .NET 10 SDK is needed; see https://dot.net" >&2; exit 1; }

# Completion is tried in the shells that it is for, and networks part in the kernel's namespaces, which iproute2 makes. Where one can't be had, its specs look at the script alone, or stop processes.
missing=()
for shell in zsh fish; do command -v "$shell" >/dev/null || missing+=("$shell"); done
command -v ip >/dev/null || missing+=(iproute2)
if [ ${#missing[@]} -gt 0 ] && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  { apt-get install -y "${missing[@]}" || { apt-get update && apt-get install -y "${missing[@]}"; }; } >/dev/null 2>&1 || echo "test.sh: ${missing[*]} can't be installed; specs do without" >&2
fi

# PowerShell is a tool of .NET.
if ! command -v pwsh >/dev/null; then
  [ -x artifacts/pwsh/pwsh ] || dotnet tool install PowerShell --version 7.6.9 --tool-path artifacts/pwsh >/dev/null 2>&1 || true
  if artifacts/pwsh/pwsh -Version >/dev/null 2>&1; then export PATH=$PATH:$PWD/artifacts/pwsh; else echo "test.sh: PowerShell can't be installed; its specs do without" >&2; fi
fi

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
dotnet build ActorMap.sln --configuration Release --nologo -clp:NoSummary

# One project at a time: their processes would take each other's cores, and what waits for a process would wait too long.
failed_run=0
dotnet test ActorMap.sln --configuration Release --no-build --nologo -maxcpucount:1 \
  --logger "trx" --results-directory "$results" --blame-hang-timeout 5m ${1:+--filter "$1"} || failed_run=1

total() { sed -n "s/.*<Counters .*\b$1=\"\([0-9]*\)\".*/\1/p" "$results"/*.trx | awk '{ n += $1 } END { print n + 0 }'; }
ls "$results"/*.trx >/dev/null 2>&1 || { echo "test.sh: no test ran" >&2; exit 1; }
passed=$(total passed) failed=$(total failed) all=$(total total)
skipped=$((all - passed - failed))
if [ "$skipped" -ne 0 ]; then echo "test.sh: $skipped tests were skipped; none should be" >&2; failed_run=1; fi
if [ "$all" -eq 0 ]; then echo "test.sh: no test ran" >&2; failed_run=1; fi
echo "$passed passed, $failed failed"
exit "$failed_run"
