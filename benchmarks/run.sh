#!/usr/bin/env bash
# Runs the benchmarks side by side: the peers of a work in turns, each in a process of its own. Prints one table a work.
#   benchmarks/run.sh [WORK] [PEER] [--rounds N] [--quick] [--size SHARE] [--report FILE]
#     WORK   as `run.sh help` lists them, or W1 to W8
#     PEER   a part of a peer's name; what its figures are related to runs with it
# The words are looked at first: WORK and the options before anything is built, PEER and the values as soon as the runner is, before what else is installed and built.
# A full run (no WORK, no --quick) writes docs/performance.md; any other says where to with --report.
# What the peers need is installed where that can be done (root and apt); whoever is missing is left out and named.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

refuse() { echo "run.sh: $1; benchmarks/run.sh help says what there is" >&2; exit 2; }
works=$(sed -n 's/^ *("\([a-z-]*\)", settings => .*/\1/p' benchmarks/ActorMap.Benchmarks/Catalogue.cs)
words=0
for ((i = 1; i <= $#; i++)); do
  case "${!i}" in
    help | --help | -h)
      sed -n '2,/^[^#]/s/^# \{0,1\}//p' benchmarks/run.sh
      echo "works: $(paste -sd ' ' <<<"$works")"
      exit ;;
    --quick) ;;
    --rounds | --size | --report | --steps | --tool | --peers) [ $((++i)) -le $# ] || refuse "${*: -1} needs a value" ;;
    -*) refuse "there is no option ${!i}" ;;
    *)
      words=$((words + 1))
      [ $words -le 2 ] || refuse "'${!i}' is one argument too many"
      [ $words -eq 2 ] || [[ "${!i}" =~ ^[Ww][1-8]$ ]] || grep -qxF -e "${!i}" <<<"$works" || refuse "there is no work '${!i}'; there are W1 to W8, and $(paste -sd ' ' <<<"$works" | sed 's/ /, /g')" ;;
  esac
done

command -v dotnet >/dev/null || { echo "run.sh: the .NET 10 SDK is needed; see https://dot.net" >&2; exit 1; }

# Programs run as they are deployed: published, with native code ahead of time (ReadyToRun), which halves their start. Peers of .NET likewise.
publish() {
  dotnet publish "benchmarks/$1" --configuration Release --use-current-runtime --self-contained false --output "artifacts/benchmarks/$1" --nologo -v:quiet \
    -p:RunAnalyzers=false -p:UseArtifactsOutput=true -p:ArtifactsPath="$PWD/artifacts/build" "${@:2}"
}
program() {
  local log=artifacts/benchmarks/$1.log
  mkdir -p artifacts/benchmarks
  publish "$1" -p:PublishReadyToRun=true >"$log" 2>&1 && return
  if grep -qi crossgen "$log"; then
    echo "run.sh: $1: the compiler that works ahead of time can't be had; every method is compiled as it runs, which start-up and first maps show" >&2
    publish "$1" >"$log" 2>&1 && return
  fi
  cat "$log" >&2
  return 1
}
program ActorMap.Benchmarks

# The tool as a clone runs it, and the peers that are .NET's own. Some works have peers by them, so they are named before they are there.
tool=artifacts/tool/ActorMap.Node peers=artifacts/benchmarks/ActorMap.Peers/ActorMap.Peers
runner=artifacts/benchmarks/ActorMap.Benchmarks/ActorMap.Benchmarks
"$runner" look --tool "$tool" --peers "$peers" "$@"

packages=(python3-dask python3-distributed python3-joblib parallel mawk)
missing=()
if command -v dpkg >/dev/null; then
  for package in "${packages[@]}"; do dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package"); done
fi
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "run.sh: installing ${missing[*]}" >&2
    { DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}" ||
      { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; }; } >/dev/null 2>&1 ||
      echo "run.sh: they could not be installed; peers that need them are left out" >&2
  else
    echo "run.sh: not installed, and peers that need them are left out: ${missing[*]}" >&2
  fi
fi

arguments=()
if ./actormap version >/dev/null && [ -x "$tool" ]; then arguments+=(--tool "$tool"); else echo "run.sh: the tool does not build; its start is left out" >&2; fi
if program ActorMap.Peers && [ -x "$peers" ]; then arguments+=(--peers "$peers"); else echo "run.sh: benchmarks/ActorMap.Peers does not build; Orleans and gRPC are left out" >&2; fi

# Whatever names a work, shortens the run, or has a report of its own is no full run.
full=1 options=("$@")
while [ $# -gt 0 ]; do
  case "$1" in
    --rounds) shift $(($# > 1 ? 2 : 1)) ;;
    *) full=0; shift ;;
  esac
done
if [ "$full" -eq 1 ]; then arguments+=(--report docs/performance.md); fi

exec "$runner" "${options[@]}" "${arguments[@]}"
