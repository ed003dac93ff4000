#!/usr/bin/env bash
# Packs the libraries and the tool. The tool has a package with native code ahead of time for each runtime, so that it starts as quickly as ./actormap does, and one for
# any other. Packed again, on any machine, they are the same to the byte.
#   ./pack.sh [FOLDER] [RUNTIME...]    FOLDER: artifacts/packages by default; RUNTIME: linux-x64 and the like, all by default; with "any" alone there is no native code
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 CI=true
command -v dotnet >/dev/null || { echo "pack.sh: the .NET 10 SDK is needed; see https://dot.net" >&2; exit 1; }

folder=${1:-artifacts/packages}
runtimes=("${@:2}")
[ ${#runtimes[@]} -gt 0 ] || runtimes=(linux-x64 linux-arm64 linux-musl-x64 osx-x64 osx-arm64 win-x64 any)

# The time of the files in the packages.
if [ -z "${SOURCE_DATE_EPOCH:-}" ] && time=$(git log -1 --format=%ct 2>/dev/null); then export SOURCE_DATE_EPOCH=$time; fi

# An artifacts folder of its own, so that neither the editor's builds nor the specs' are disturbed; the launcher ./actormap has the same.
pack() {
  dotnet pack "src/$1" --configuration Release --output "$folder" --nologo --verbosity quiet -nodeReuse:false \
    -p:RunAnalyzers=false -p:UseArtifactsOutput=true -p:ArtifactsPath="$PWD/artifacts/build" "${@:2}"
}
for project in Abstractions Messages ActorMap Cluster; do pack "$project"; done
pack Node -p:ToolRuntimes="$(IFS=+; echo "${runtimes[*]}")"
