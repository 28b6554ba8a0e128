# For scripts that run Java from this tree; sourced, with $root set and bash's "set -euo pipefail".
node_jar=$root/node/target/parley-node-0.1.0-SNAPSHOT.jar

# jar_of MODULE: what Maven makes of it
jar_of() {
  echo "$root/$1/target/parley-$1-0.1.0-SNAPSHOT.jar"
}

# whether a source of the modules that run here is newer than what was built of them
stale() {
  local jar
  for jar in "${jars[@]}"; do
    [[ -e $jar ]] || return 0
    [[ -z $(find "$root/pom.xml" "${modules[@]/#/$root/}" \( -path '*/src/main/*' -o -name pom.xml \) -type f \
      -newer "$jar" -print -quit) ]] || return 0
  done
  return 1
}

build() {
  echo 'building…' >&2
  (cd -- "$root" && mvn -q -B -ntp -Dmaven.test.skip=true -Dweb.skip=true -pl "node,$1" -am package >&2)
  touch -- "${jars[@]}"
}

# be_built MODULE [FURTHER_MODULE]...: node and MODULE are built when they are older than their sources and those of the
# further modules, unless build=no
be_built() {
  local jars=("$node_jar" "$(jar_of "$1")")
  local modules=(protocol cluster storage rooms-verticle signaling-verticle gateway node client "$@")
  if [[ ${build:-yes} == yes ]] && stale; then
    if command -v flock >/dev/null; then
      mkdir -p "$root/.parley"
      local lock
      exec {lock}>"$root/.parley/build.lock"
      flock "$lock"
      if stale; then build "$1"; fi
      exec {lock}>&-
    else
      build "$1"
    fi
  fi
  local jar
  for jar in "${jars[@]}"; do
    if [[ ! -e $jar ]]; then
      echo "scripts/${0##*/}: nothing is built yet; call it without --no-build." >&2
      exit 1
    fi
  done
}
